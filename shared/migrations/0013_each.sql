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

-- es.append, call after call, with one statement a table instead of one a call. What it writes and
-- refuses is what es.append would; that they agree is tested.
CREATE FUNCTION es.append_each(
  p_keys uuid[], p_streams text[], p_expected bigint[], p_counts int[],
  p_ids uuid[], p_types text[], p_schemas int[], p_occurred bigint[], p_data text[], p_meta text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  calls bigint[] := ARRAY(SELECT nextval('es.append_seq') FROM generate_series(1, cardinality(p_streams)));
  firsts bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_streams)]);
  streams bigint[] := firsts;
  -- by event
  call_of bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_ids)]);
  stream_of bigint[] := call_of;
  versions bigint[] := call_of;
  recorded bigint[] := call_of;
  hashes bytea[] := array_fill(NULL::bytea, ARRAY[cardinality(p_ids)]);
  c record;
  at bigint;
  v bigint;
  us bigint;
  h bytea;
BEGIN
  IF 0 = ANY (p_counts) OR (SELECT sum(one) FROM unnest(p_counts) AS one) <> cardinality(p_ids) THEN
    RAISE EXCEPTION 'es.append_each: a call without events, or counts that do not add up'
      USING ERRCODE = '22023';
  END IF;
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
  FOR c IN
    SELECT w.*, s.stream_id, s.version, s.head, s.last_us, s.sealed
      FROM (SELECT *, sum(events) OVER (ORDER BY n) - events AS before
              FROM unnest(p_streams, p_expected, p_counts) WITH ORDINALITY AS u (name, expected, events, n)) AS w
      LEFT JOIN stream AS s ON s.name = w.name
     ORDER BY s.stream_id, w.n
  LOOP
    IF c.stream_id IS DISTINCT FROM at THEN
      at := c.stream_id;
      v := c.version;
      us := c.last_us;
      h := c.head;
    END IF;
    IF c.sealed THEN
      RAISE EXCEPTION 'stream % is sealed', c.name
        USING ERRCODE = 'ES002', DETAIL = v || ' ' || c.name;
    END IF;
    IF c.stream_id IS NULL OR c.expected <> v THEN
      RAISE EXCEPTION 'wrong expected version of stream %: expected %, actual %', c.name, c.expected, coalesce(v, -1)
        USING ERRCODE = 'ES001', DETAIL = coalesce(v, -1) || ' ' || c.name;
    END IF;
    us := greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, us + 1);
    streams[c.n] := at;
    firsts[c.n] := v + 1;
    FOR i IN c.before + 1 .. c.before + c.events LOOP
      v := v + 1;
      h := leaf(c.name, v, p_ids[i], p_types[i], p_schemas[i], us, p_occurred[i], p_data[i], p_meta[i], h);
      call_of[i] := calls[c.n];
      stream_of[i] := at;
      versions[i] := v;
      recorded[i] := us;
      hashes[i] := h;
    END LOOP;
  END LOOP;

  INSERT INTO append_key
  SELECT u.key, 0, u.call, u.stream, u.first, u.first + u.events - 1
    FROM unnest(p_keys, calls, streams, firsts, p_counts) AS u (key, call, stream, first, events)
   WHERE u.key IS NOT NULL
   ORDER BY u.key
      ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v = ROW_COUNT;
  IF v < cardinality(array_remove(p_keys, NULL)) THEN
    -- What was decided after it took it for new.
    RAISE EXCEPTION 'a call was made before'
      USING ERRCODE = 'ES001', DETAIL = '-1 ' || p_streams[1];
  END IF;
  INSERT INTO event
  SELECT u.call, row_number() OVER (PARTITION BY u.call ORDER BY u.version) - 1, u.stream, u.version,
         u.id, u.type, u.schema, u.us, u.occurred, u.data::json, u.meta::json, u.hash
    FROM unnest(call_of, stream_of, versions, p_ids, p_types, p_schemas, recorded, p_occurred, p_data, p_meta, hashes)
           AS u (call, stream, version, id, type, schema, us, occurred, data, meta, hash);
  UPDATE stream AS s
     SET version = w.version, head = w.hash, last_us = w.us
    FROM (SELECT DISTINCT ON (u.stream) u.*
            FROM unnest(stream_of, versions, recorded, hashes) AS u (stream, version, us, hash)
           ORDER BY u.stream, u.version DESC) AS w
   WHERE s.stream_id = w.stream;
  INSERT INTO pending SELECT unnest(calls);
END $$;
COMMENT ON FUNCTION es.append_each IS
  'Makes many calls of es.append, each with its own key, all or none. ES001 also if one was made before.';

GRANT EXECUTE ON FUNCTION es.load_each TO es_writer, es_relay, es_auditor;
GRANT EXECUTE ON FUNCTION es.append_each TO es_writer, es_relay;

-- verify: SELECT count(*) = 0 FROM es.load_each(ARRAY['order-1'], ARRAY[-1]::bigint[], ARRAY[gen_random_uuid()], ARRAY['order-2'])
