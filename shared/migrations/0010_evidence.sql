-- What a signer hands out about the log: tree heads and the complete tiles beneath them.

SET LOCAL ROLE es_owner;

CREATE TABLE es.checkpoint (
  tree_size bigint      PRIMARY KEY,
  root      bytea       NOT NULL,
  note      text        NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE es.checkpoint IS 'Signed tree heads, as they were given out.';

CREATE TABLE es.tile (
  level  int    NOT NULL,
  idx    bigint NOT NULL,
  hashes bytea  NOT NULL CONSTRAINT tile_is_complete CHECK (octet_length(hashes) = 8192),
  PRIMARY KEY (level, idx)
);
COMMENT ON TABLE es.tile IS 'Complete tiles of 256 hashes, so that a proof of any size is a few reads.';

SELECT es.protect(name::regclass)
  FROM unnest(ARRAY['es.checkpoint', 'es.tile']) AS name;

GRANT INSERT ON es.checkpoint, es.tile TO es_relay;

-- verify: SELECT count(*) = 4 FROM pg_trigger WHERE tgrelid IN ('es.checkpoint'::regclass, 'es.tile'::regclass) AND NOT tgisinternal
