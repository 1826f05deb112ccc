-- Durable timers, and the clock that only a rehearsal may set.

SET LOCAL ROLE es_owner;

CREATE TABLE es.timer (
  key      text        PRIMARY KEY,
  due_at   timestamptz NOT NULL,
  command  text        NOT NULL,
  data     json        NOT NULL,
  cause    uuid        NOT NULL,
  meta     json        NOT NULL,
  fired_at timestamptz
);
CREATE INDEX timer_due ON es.timer (due_at) WHERE fired_at IS NULL;
COMMENT ON TABLE es.timer IS 'Commands to be given later; derived from the log, so it may be rebuilt.';

CREATE TABLE es.clock (
  one boolean     PRIMARY KEY DEFAULT true CHECK (one),
  now timestamptz NOT NULL
);
COMMENT ON TABLE es.clock IS 'The time of a rehearsal; empty, and never read, anywhere else.';

CREATE FUNCTION es.set_clock(p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp
AS $$
BEGIN
  IF NOT (SELECT rehearsal FROM identity) THEN
    RAISE EXCEPTION 'the clock of this installation cannot be set: it is not a rehearsal'
      USING ERRCODE = 'ES004';
  END IF;
  INSERT INTO clock (now)
  VALUES (p_now)
      ON CONFLICT (one) DO UPDATE SET now = excluded.now
   WHERE clock.now <= excluded.now;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'time does not run backwards'
      USING ERRCODE = 'ES005';
  END IF;
END $$;
COMMENT ON FUNCTION es.set_clock IS 'Moves the clock of a rehearsal forward. ES004 no rehearsal, ES005 backwards.';

GRANT INSERT, UPDATE, DELETE ON es.timer TO es_relay;
GRANT EXECUTE ON FUNCTION es.set_clock TO es_writer, es_relay;

-- verify: SELECT NOT has_table_privilege('es_writer', 'es.clock', 'INSERT, UPDATE, DELETE')
