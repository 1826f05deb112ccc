-- What was written stays written: triggers that refuse every change, and partitions
-- made ahead of need, each with triggers of its own.

SET LOCAL ROLE es_owner;

CREATE FUNCTION es.refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'ES003';
END $$;
COMMENT ON FUNCTION es.refuse IS 'Trigger that stops UPDATE, DELETE and TRUNCATE, for the owner too.';

CREATE FUNCTION es.protect(p_table regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- Row triggers are cloned from a parent to its partitions, TRUNCATE triggers are not.
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = p_table AND tgname = 'refuse_change') THEN
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %s
                    FOR EACH ROW EXECUTE FUNCTION es.refuse()', p_table);
  END IF;
  EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION es.refuse()', p_table);
END $$;
COMMENT ON FUNCTION es.protect IS 'Makes one table append-only; every partition needs its own call.';

SELECT es.protect(name::regclass)
  FROM unnest(ARRAY['es.event', 'es.log', 'es.append_key', 'es.migration']) AS name;

CREATE FUNCTION es.add_partition(p_parent text, p_from bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  child text := format('%s_p%s', p_parent, p_from / (p_to - p_from));
BEGIN
  -- Made apart and then attached: appends go on meanwhile, which PARTITION OF would stop.
  EXECUTE format('CREATE TABLE es.%I (LIKE es.%I INCLUDING ALL)', child, p_parent);
  IF p_parent = 'event' THEN
    -- Local to the partition; the lock on es.stream makes them hold across partitions.
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (stream_id, version)', child || '_stream', child);
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (event_id)', child || '_id', child);
  END IF;
  EXECUTE format('ALTER TABLE es.%I ATTACH PARTITION es.%I FOR VALUES FROM (%s) TO (%s)',
                 p_parent, child, p_from, p_to);
  PERFORM es.protect(format('es.%I', child)::regclass);
END $$;
COMMENT ON FUNCTION es.add_partition IS 'Adds one protected partition to es.event or es.log.';

CREATE FUNCTION es.add_partitions() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
AS $$
DECLARE
  made int := 0;
  parent text;
  step bigint;
  reached bigint;
  top bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7305808869229538659);
  FOREACH parent IN ARRAY ARRAY['event', 'log'] LOOP
    step := CASE parent WHEN 'event' THEN 10000000 ELSE 20000000 END;
    reached := CASE parent WHEN 'event' THEN (SELECT last_value FROM append_seq)
                           ELSE (SELECT coalesce(max(position), 0) + 1 FROM log) END;
    -- Read from the bounds and not from a count, so that old partitions may be detached.
    SELECT coalesce(max(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''?(\d+)')::bigint), 0)
      INTO top
      FROM pg_inherits AS i
      JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = ('es.' || parent)::regclass;
    WHILE reached + 2 * step > top LOOP
      PERFORM es.add_partition(parent, top, top + step);
      top := top + step;
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION es.add_partitions IS 'Keeps two partitions ahead of need; answers how many it made.';

GRANT EXECUTE ON FUNCTION es.add_partitions TO es_relay;

SELECT es.add_partitions();

-- verify: SELECT count(*) = 0 FROM pg_inherits AS i WHERE i.inhparent IN ('es.event'::regclass, 'es.log'::regclass)
--   AND (SELECT count(*) FROM pg_trigger AS t WHERE t.tgrelid = i.inhrelid AND t.tgname IN ('refuse_change', 'refuse_truncate')) <> 2
