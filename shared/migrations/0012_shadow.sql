-- Where a read model is built anew while the old one goes on answering; then the two change places.

CREATE SCHEMA shadow AUTHORIZATION es_relay;

SET LOCAL ROLE es_relay;

COMMENT ON SCHEMA shadow IS 'Read models under construction; nobody but the tail looks in here.';
-- Privileges go along when a table moves, so they are given here.
ALTER DEFAULT PRIVILEGES IN SCHEMA shadow
  GRANT SELECT ON TABLES TO es_writer, es_relay, es_auditor;

-- The ledger of migrations is the owner's.
SET LOCAL ROLE es_owner;

-- A checkpoint of something that is no more would look like a hand that has stopped.
GRANT DELETE ON es.subscription TO es_relay;

-- verify: SELECT has_schema_privilege('es_relay', 'shadow', 'CREATE') AND NOT has_schema_privilege('es_writer', 'shadow', 'USAGE')
--   AND has_table_privilege('es_relay', 'es.subscription', 'DELETE')
