-- Read models live apart: disposable, made and dropped by the tail, read by the service.

CREATE SCHEMA view AUTHORIZATION es_relay;

SET LOCAL ROLE es_relay;

COMMENT ON SCHEMA view IS 'Read models: every table here can be rebuilt from the log.';
GRANT USAGE ON SCHEMA view TO es_writer, es_auditor;
ALTER DEFAULT PRIVILEGES IN SCHEMA view
  GRANT SELECT ON TABLES TO es_writer, es_relay, es_auditor;

-- The ledger of migrations is the owner's.
SET LOCAL ROLE es_owner;

-- verify: SELECT has_schema_privilege('es_relay', 'view', 'CREATE') AND NOT has_schema_privilege('es_writer', 'view', 'CREATE')
