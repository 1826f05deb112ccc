-- How far the followers of this log have come: projections, and the relay to the bus.

SET LOCAL ROLE es_owner;

CREATE TABLE es.subscription (
  name       text        PRIMARY KEY,
  position   bigint      NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE es.subscription IS 'The last position each follower has finished with.';

CREATE TABLE es.said (
  type     text   PRIMARY KEY,
  exchange text   NOT NULL,
  ordinal  bigint NOT NULL,
  position bigint NOT NULL
);
COMMENT ON TABLE es.said IS 'How many events of each type were published, and the position of the last.';

GRANT INSERT, UPDATE ON es.subscription TO es_writer, es_relay;
GRANT INSERT, UPDATE ON es.said TO es_relay;

-- verify: SELECT NOT has_table_privilege('es_writer', 'es.said', 'INSERT, UPDATE, DELETE')
