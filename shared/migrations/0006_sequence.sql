-- Ordering: committed calls are given dense positions by whoever holds the lock.

SET LOCAL ROLE es_owner;

CREATE FUNCTION es.sequence(
  p_batch int DEFAULT 1000, p_from bigint DEFAULT 0,
  OUT o_first bigint, OUT o_count bigint, OUT o_last_append bigint
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
SET enable_seqscan = off
AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- An older snapshot would not see what the last holder of the lock wrote.
    RAISE EXCEPTION 'es.sequence needs READ COMMITTED'
      USING ERRCODE = '25001';
  END IF;
  PERFORM pg_advisory_xact_lock(7305808869229538658);
  SELECT coalesce(max(position) + 1, 0) INTO o_first FROM log;
  -- p_from only skips the dead head of the queue while a long transaction holds vacuum back;
  -- callers pass 0 now and then, so that a late commit is delayed and never lost.
  WITH taken AS (
    DELETE FROM pending
     WHERE append_id = ANY (ARRAY(
             SELECT append_id FROM pending
              WHERE append_id >= p_from
              ORDER BY append_id
              LIMIT p_batch))
    RETURNING append_id
  ), placed AS (
    INSERT INTO log (position, append_id, ord, category, type, leaf_hash)
    SELECT o_first + row_number() OVER (ORDER BY e.append_id, e.ord) - 1,
           e.append_id, e.ord, s.category, e.type, e.leaf_hash
      FROM taken
      JOIN event AS e USING (append_id)
      JOIN stream AS s USING (stream_id)
    RETURNING append_id
  )
  SELECT count(*), max(append_id) INTO o_count, o_last_append FROM placed;
END $$;
COMMENT ON FUNCTION es.sequence IS
  'Moves up to p_batch committed calls into es.log: first position, events placed, last call.';

GRANT EXECUTE ON FUNCTION es.sequence TO es_writer, es_relay;

-- verify: SELECT o_count = 0 FROM es.sequence()
