-- Many calls in one statement: every one as if made alone, all of them recorded or none.

SET LOCAL ROLE es_owner;

CREATE FUNCTION es.load_each(p_streams text[], p_after bigint[], p_keys uuid[], p_guides text[])
RETURNS TABLE (
  part int, key text, stream text, category text, version bigint, id text, type text, schema int,
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
  -- The order inside keeps the planner from joining before it looks up, which would read a whole
  -- index for every call: each name and each key is looked up by itself.
  RETURN QUERY
    SELECT 0, NULL, f.*
      FROM unnest(p_streams, p_after) AS w (name, after)
      CROSS JOIN LATERAL (
        SELECT s.name, s.category, e.version, e.event_id::text, e.type, e.schema_ver,
               e.recorded_us, e.occurred_us, e.data::text, e.meta::text, e.leaf_hash
          FROM es.stream AS s
          JOIN es.event AS e ON e.stream_id = s.stream_id
         WHERE s.name = w.name
           AND e.version > w.after
         ORDER BY e.version
      ) AS f;
  RETURN QUERY
    SELECT 1, w.key::text, f.*
      FROM unnest(p_keys) AS w (key)
      CROSS JOIN LATERAL (
        SELECT s.name, s.category, e.version, e.event_id::text, e.type, e.schema_ver,
               e.recorded_us, e.occurred_us, e.data::text, e.meta::text, e.leaf_hash
          FROM es.append_key AS k
          JOIN es.event AS e ON e.append_id = k.append_id
          JOIN es.stream AS s ON s.stream_id = e.stream_id
         WHERE k.key = w.key
         ORDER BY k.part, e.ord
      ) AS f;
  RETURN QUERY
    SELECT 2, NULL, s.name, s.category, s.version, NULL, NULL, NULL::int,
           NULL::bigint, NULL::bigint, NULL, NULL, NULL::bytea
      FROM es.stream AS s
     WHERE s.name = ANY (p_guides);
END $$;
COMMENT ON FUNCTION es.load_each IS
  'All that many decisions need: 0 each stream behind a version, 1 what each key recorded, 2 the versions of guides.';

CREATE FUNCTION es.append_each(
  p_keys uuid[], p_streams text[], p_expected bigint[], p_counts int[],
  p_ids uuid[], p_types text[], p_schemas int[], p_occurred bigint[], p_data text[], p_meta text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  part record;
  f int := 1;
  l int := 0;
BEGIN
  -- Streams are made and locked by name first, whatever the order of the calls, so that two such
  -- statements cannot wait for each other.
  INSERT INTO stream (name, version, head)
  SELECT DISTINCT w.name, -1, decode(repeat('00', 32), 'hex')
    FROM unnest(p_streams, p_expected) AS w (name, expected)
   WHERE coalesce(w.expected, -1) = -1
   ORDER BY w.name
      ON CONFLICT (name) DO NOTHING;
  PERFORM FROM stream
    WHERE name = ANY (p_streams)
    ORDER BY name
      FOR UPDATE;
  FOR i IN 1..cardinality(p_streams) LOOP
    l := l + p_counts[i];
    SELECT * INTO part
      FROM append(p_streams[i], p_expected[i], p_keys[i], 0, p_ids[f:l], p_types[f:l],
                  p_schemas[f:l], p_occurred[f:l], p_data[f:l], p_meta[f:l]);
    IF part.o_duplicate THEN
      -- What was decided after it took it for new.
      RAISE EXCEPTION 'a call on stream % was made before', p_streams[i]
        USING ERRCODE = 'ES001', DETAIL = part.o_last || ' ' || p_streams[i];
    END IF;
    f := l + 1;
  END LOOP;
END $$;
COMMENT ON FUNCTION es.append_each IS
  'Makes many calls of es.append, each with its own key, all or none. ES001 also if one was made before.';

GRANT EXECUTE ON FUNCTION es.load_each TO es_writer, es_relay, es_auditor;
GRANT EXECUTE ON FUNCTION es.append_each TO es_writer, es_relay;

-- verify: SELECT count(*) = 0 FROM es.load_each(ARRAY['order-1'], ARRAY[-1]::bigint[], ARRAY[gen_random_uuid()], ARRAY['order-2'])
