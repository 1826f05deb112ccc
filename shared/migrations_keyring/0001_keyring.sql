-- A key per person, apart from the log that it seals: other database, other role, other backups.

CREATE SCHEMA keyring;

CREATE TABLE keyring.subject_key (
  key_id       uuid        PRIMARY KEY,
  subject      text        NOT NULL,
  wrapped_key  bytea,
  created_at   timestamptz NOT NULL DEFAULT now(),
  destroyed_at timestamptz,
  CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE UNIQUE INDEX subject_key_living ON keyring.subject_key (subject) WHERE destroyed_at IS NULL;
COMMENT ON TABLE keyring.subject_key IS 'Wrapped keys. Destroying one erases what it sealed, everywhere.';

DO $$ BEGIN
  CREATE ROLE keyring_user NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

GRANT USAGE ON SCHEMA keyring TO keyring_user;
GRANT SELECT, INSERT ON keyring.subject_key TO keyring_user;

-- verify: SELECT NOT has_table_privilege('keyring_user', 'keyring.subject_key', 'UPDATE, DELETE')
