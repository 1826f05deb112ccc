-- Writing: one call is one round trip and decides everything under the lock of the stream.
-- The hash is made here, so that a service cannot store a wrong one.

SET LOCAL ROLE es_owner;

CREATE FUNCTION es.leaf(
  p_stream text, p_version bigint, p_id uuid, p_type text, p_schema int,
  p_recorded bigint, p_occurred bigint, p_data text, p_meta text, p_previous bytea
) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256('\x00'::bytea || convert_to(
    concat_ws(E'\n',
      'mentoring-event/v1', p_stream, p_version, p_id, p_type, p_schema, p_recorded,
      coalesce(p_occurred::text, '-'),
      encode(sha256(convert_to(p_data, 'UTF8')), 'hex'),
      encode(sha256(convert_to(p_meta, 'UTF8')), 'hex'),
      encode(p_previous, 'hex')) || E'\n',
    'UTF8'))
$$;
COMMENT ON FUNCTION es.leaf IS 'RFC 6962 leaf hash of the header of one event.';

CREATE FUNCTION es.append(
  p_stream text, p_expected bigint, p_key uuid, p_part int,
  p_ids uuid[], p_types text[], p_schemas int[], p_occurred bigint[], p_data text[], p_meta text[],
  OUT o_first bigint, OUT o_last bigint, OUT o_duplicate boolean
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
AS $$
DECLARE
  n int := cardinality(p_ids);
  s es.stream;
  call bigint;
  us bigint;
  h bytea;
  hashes bytea[] := '{}';
BEGIN
  IF n IS NULL OR n = 0
     OR (n, n, n, n, n) IS DISTINCT FROM (cardinality(p_types), cardinality(p_schemas),
                                          cardinality(p_occurred), cardinality(p_data), cardinality(p_meta)) THEN
    RAISE EXCEPTION 'es.append: no events, or arrays of different lengths'
      USING ERRCODE = '22023';
  END IF;

  -- Taking the lock comes first, so that the call number below is drawn under it.
  SELECT * INTO s FROM stream WHERE name = p_stream FOR UPDATE;
  IF NOT FOUND THEN
    IF p_expected <> -1 THEN
      RAISE EXCEPTION 'wrong expected version of stream %: expected %, actual -1', p_stream, p_expected
        USING ERRCODE = 'ES001', DETAIL = '-1 ' || p_stream;
    END IF;
    INSERT INTO stream (name, version, head)
    VALUES (p_stream, -1, decode(repeat('00', 32), 'hex'))
        ON CONFLICT (name) DO NOTHING;
    SELECT * INTO s FROM stream WHERE name = p_stream FOR UPDATE;
  END IF;

  call := nextval('es.append_seq');
  o_first := s.version + 1;
  o_last := s.version + n;
  o_duplicate := false;
  IF p_key IS NOT NULL THEN
    -- Before the version is looked at: a retry of a committed call always has an old one. A racing
    -- call with this key on another stream is waited for, and its answer given.
    INSERT INTO append_key
    VALUES (p_key, p_part, call, s.stream_id, o_first, o_last)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      SELECT first_version, last_version, true
        INTO o_first, o_last, o_duplicate
        FROM append_key
       WHERE key = p_key AND part = 0;
      RETURN;
    END IF;
  END IF;

  IF s.sealed THEN
    RAISE EXCEPTION 'stream % is sealed', p_stream
      USING ERRCODE = 'ES002', DETAIL = s.version || ' ' || p_stream;
  END IF;
  IF p_expected <> s.version THEN
    RAISE EXCEPTION 'wrong expected version of stream %: expected %, actual %', p_stream, p_expected, s.version
      USING ERRCODE = 'ES001', DETAIL = s.version || ' ' || p_stream;
  END IF;

  us := greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, s.last_us + 1);
  IF n = 1 THEN
    -- The common case, spared the joining of arrays.
    h := leaf(p_stream, o_last, p_ids[1], p_types[1], p_schemas[1],
              us, p_occurred[1], p_data[1], p_meta[1], s.head);
    INSERT INTO event
    VALUES (call, 0, s.stream_id, o_last, p_ids[1], p_types[1], p_schemas[1], us, p_occurred[1],
            p_data[1]::json, p_meta[1]::json, h);
  ELSE
    h := s.head;
    FOR i IN 1..n LOOP
      h := leaf(p_stream, s.version + i, p_ids[i], p_types[i], p_schemas[i],
                us, p_occurred[i], p_data[i], p_meta[i], h);
      hashes := hashes || h;
    END LOOP;
    INSERT INTO event
    SELECT call, u.o - 1, s.stream_id, s.version + u.o, u.id, u.t, u.sv, us, u.oc, u.d::json, u.m::json, u.h
      FROM unnest(p_ids, p_types, p_schemas, p_occurred, p_data, p_meta, hashes)
           WITH ORDINALITY AS u (id, t, sv, oc, d, m, h, o);
  END IF;
  UPDATE stream
     SET version = o_last, head = h, last_us = us
   WHERE stream_id = s.stream_id;
  INSERT INTO pending VALUES (call);
END $$;
COMMENT ON FUNCTION es.append IS
  'Appends to one stream if it is at the expected version (NULL: any, -1: none). ES001 conflict, ES002 sealed.';

CREATE FUNCTION es.append_all(
  p_key uuid, p_streams text[], p_expected bigint[], p_counts int[],
  p_ids uuid[], p_types text[], p_schemas int[], p_occurred bigint[], p_data text[], p_meta text[],
  OUT o_first bigint[], OUT o_last bigint[], OUT o_duplicate boolean
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
AS $$
DECLARE
  part record;
  f int := 1;
  l int := 0;
BEGIN
  IF p_key IS NOT NULL AND EXISTS (SELECT FROM append_key WHERE key = p_key AND append_key.part = 0) THEN
    o_duplicate := true;
    RETURN;
  END IF;
  -- The caller sorts the streams, so that two such calls cannot wait for each other.
  FOR i IN 1..cardinality(p_streams) LOOP
    l := l + p_counts[i];
    SELECT * INTO part
      FROM append(p_streams[i], p_expected[i], p_key, i - 1, p_ids[f:l], p_types[f:l],
                  p_schemas[f:l], p_occurred[f:l], p_data[f:l], p_meta[f:l]);
    o_duplicate := part.o_duplicate;
    IF o_duplicate THEN
      -- Only the first part can be one: from then on this call holds the key.
      RETURN;
    END IF;
    o_first := o_first || part.o_first;
    o_last := o_last || part.o_last;
    f := l + 1;
  END LOOP;
END $$;
COMMENT ON FUNCTION es.append_all IS 'Appends to several streams, all or none, under one key.';

GRANT EXECUTE ON FUNCTION es.append, es.append_all TO es_writer, es_relay;
GRANT EXECUTE ON FUNCTION es.leaf TO es_writer, es_relay, es_auditor;

-- verify: SELECT es.leaf('a-1', 0, '00000000-0000-0000-0000-000000000000', 'T', 1, 2, NULL, '{}', '{}', '\x00')
--   = '\x1c43ebea38b028e2412201649a6f3dc87f463747b0baa8b65566a972e5ce1cd5'
