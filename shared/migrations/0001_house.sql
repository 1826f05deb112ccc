-- The schema, the group roles, and the two tables that say what this database is
-- and how it came to be. Everything after the roles is made and owned by es_owner,
-- which nobody can log in as.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['es_owner', 'es_writer', 'es_relay', 'es_auditor'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION
      -- Roles belong to the cluster: another database here may have made them, even just now.
      WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;

CREATE SCHEMA es AUTHORIZATION es_owner;

SET LOCAL ROLE es_owner;

ALTER DEFAULT PRIVILEGES
  REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA es
  GRANT SELECT ON TABLES TO es_writer, es_relay, es_auditor;
GRANT USAGE ON SCHEMA es
  TO es_writer, es_relay, es_auditor;

CREATE TABLE es.migration (
  name       text        PRIMARY KEY,
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE es.migration IS 'Which files made this database, and the SHA-256 of each.';

-- What this log calls itself, and the cluster it was born in: a restored copy is recognised by it.
CREATE TABLE es.identity (
  one               boolean PRIMARY KEY DEFAULT true CHECK (one),
  origin            text    NOT NULL CONSTRAINT origin_is_a_path CHECK (origin ~ '^[a-z0-9./_-]+$'),
  service           text    NOT NULL,
  rehearsal         boolean NOT NULL,
  epoch             int     NOT NULL,
  system_identifier bigint  NOT NULL,
  timeline          int     NOT NULL
);
COMMENT ON TABLE es.identity IS 'One row: the origin of this log, its epoch, and the cluster it began in.';

INSERT INTO es.identity (origin, service, rehearsal, epoch, system_identifier, timeline)
SELECT current_setting('migration.origin'),
       regexp_replace(current_setting('migration.origin'), '^.*/', ''),
       current_setting('migration.rehearsal')::boolean,
       1,
       cluster.system_identifier,
       checkpoint.timeline_id
  FROM pg_control_system() AS cluster,
       pg_control_checkpoint() AS checkpoint;

-- verify: SELECT count(*) = 1 FROM es.identity
