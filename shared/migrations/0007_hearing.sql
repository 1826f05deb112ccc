-- What was heard from other logs, and what is known to be missing: working state,
-- written in the transaction of the effect.

SET LOCAL ROLE es_owner;

CREATE TABLE es.inbox (
  handler    text        NOT NULL,
  source     text        NOT NULL,
  event_id   uuid        NOT NULL,
  type       text,
  ordinal    bigint,
  position   bigint,
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (handler, source, event_id)
);
COMMENT ON TABLE es.inbox IS 'Events whose effect is committed; hearing one again does nothing.';

CREATE TABLE es.hearing (
  handler text   NOT NULL,
  source  text   NOT NULL,
  type    text   NOT NULL,
  ordinal bigint NOT NULL,
  PRIMARY KEY (handler, source, type)
);
COMMENT ON TABLE es.hearing IS 'Highest ordinal of a type up to which everything was heard without a gap.';

CREATE TABLE es.missing (
  handler    text        NOT NULL,
  source     text        NOT NULL,
  type       text        NOT NULL,
  ordinal    bigint      NOT NULL,
  noticed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (handler, source, type, ordinal)
);
COMMENT ON TABLE es.missing IS 'Ordinals that were passed over and have to be asked for.';

GRANT INSERT ON es.inbox TO es_writer;
GRANT INSERT, UPDATE ON es.hearing TO es_writer;
GRANT INSERT, DELETE ON es.missing TO es_writer;

-- verify: SELECT has_table_privilege('es_writer', 'es.inbox', 'INSERT') AND NOT has_table_privilege('es_writer', 'es.inbox', 'UPDATE, DELETE')
