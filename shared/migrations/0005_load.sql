-- Reading for a decision: everything it needs to know in one round trip.

SET LOCAL ROLE es_owner;

CREATE FUNCTION es.load(
  p_stream text, p_key uuid, p_guide text, p_after bigint, p_most bigint
)
RETURNS TABLE (
  part int, stream text, category text, version bigint, id text, type text, schema int,
  recorded_us bigint, occurred_us bigint, data text, meta text, leaf_hash bytea
)
LANGUAGE plpgsql STABLE
-- A plan made while the tables are small is kept by the session; it must not be a scan, nor a join
-- that reads a whole index: what is asked for is looked up.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT 0, s.name, s.category, e.version, e.event_id::text, e.type, e.schema_ver,
           e.recorded_us, e.occurred_us, e.data::text, e.meta::text, e.leaf_hash
      FROM es.stream AS s
      JOIN es.event AS e ON e.stream_id = s.stream_id
     WHERE s.name = p_stream
       AND e.version > p_after
       -- Not LIMIT: versions have no gaps, and so nothing beyond is looked at, nor sorted.
       AND e.version <= p_after + p_most
     ORDER BY e.version;
  IF p_key IS NOT NULL THEN
    RETURN QUERY
      SELECT 1, s.name, s.category, e.version, e.event_id::text, e.type, e.schema_ver,
             e.recorded_us, e.occurred_us, e.data::text, e.meta::text, e.leaf_hash
        FROM es.append_key AS k
        JOIN es.event AS e ON e.append_id = k.append_id
        JOIN es.stream AS s ON s.stream_id = e.stream_id
       WHERE k.key = p_key
       ORDER BY k.part, e.ord;
  END IF;
  IF p_guide IS NOT NULL THEN
    RETURN QUERY
      SELECT 2, s.name, s.category, s.version, NULL, NULL, NULL::int,
             NULL::bigint, NULL::bigint, NULL, NULL, NULL::bytea
        FROM es.stream AS s
       WHERE s.name = p_guide;
  END IF;
END $$;
COMMENT ON FUNCTION es.load IS
  'All a decision needs: 0 the stream behind a version, at most so many, 1 what the key recorded before, 2 the version of a second stream.';

GRANT EXECUTE ON FUNCTION es.load TO es_writer, es_relay, es_auditor;

-- verify: SELECT count(*) = 0 FROM es.load('order-1', gen_random_uuid(), 'order-2', -1, 9)
