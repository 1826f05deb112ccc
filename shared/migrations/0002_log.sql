-- Streams, their events, and the total order. Events are written concurrently and
-- ordered afterwards by one sequencer, so that no position is ever skipped or held open.

SET LOCAL ROLE es_owner;

CREATE TABLE es.stream (
  stream_id bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- No line break can enter the header that is hashed.
  name      text    NOT NULL UNIQUE
            CONSTRAINT stream_name_is_category_and_id
            -- Lengths are compared apart: a bounded repetition makes a pattern thirty times as dear.
            CHECK (name ~ '^[a-z][a-z0-9_]*-[A-Za-z0-9._:-]+$'
                   AND length(name) <= length(split_part(name, '-', 1)) + 201),
  category  text    NOT NULL GENERATED ALWAYS AS (split_part(name, '-', 1)) STORED,
  version   bigint  NOT NULL,
  head      bytea   NOT NULL,
  last_us   bigint  NOT NULL DEFAULT 0,
  sealed    boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
COMMENT ON TABLE es.stream IS 'The head of each stream; its row lock is what makes versions contiguous.';
COMMENT ON COLUMN es.stream.version IS 'Version of the last event; -1 while there is none.';
COMMENT ON COLUMN es.stream.head IS 'Leaf hash of the last event; the next one is chained to it.';
COMMENT ON COLUMN es.stream.last_us IS 'Recorded time never runs backwards inside a stream.';

-- CACHE 1 for ever: the number is drawn under the stream lock, so its order respects causality.
CREATE SEQUENCE es.append_seq CACHE 1;

CREATE TABLE es.event (
  append_id   bigint NOT NULL,
  ord         int    NOT NULL,
  stream_id   bigint NOT NULL,
  version     bigint NOT NULL,
  event_id    uuid   NOT NULL,
  type        text   NOT NULL
              CONSTRAINT event_type_is_a_word CHECK (type ~ '^[A-Za-z0-9._-]+$' AND length(type) <= 200),
  schema_ver  int    NOT NULL,
  recorded_us bigint NOT NULL,
  occurred_us bigint,
  -- json and not jsonb: the text that was hashed is the text that is kept.
  data        json   COMPRESSION lz4 NOT NULL,
  meta        json   COMPRESSION lz4 NOT NULL,
  leaf_hash   bytea  NOT NULL,
  PRIMARY KEY (append_id, ord)
) PARTITION BY RANGE (append_id);
COMMENT ON TABLE es.event IS 'Every event, written once. append_id numbers the calls, ord the events of a call.';
COMMENT ON COLUMN es.event.recorded_us IS 'Microseconds UTC since 1970 by the clock of this database.';
COMMENT ON COLUMN es.event.occurred_us IS 'Microseconds UTC since 1970, business time as the caller gave it.';
COMMENT ON COLUMN es.event.leaf_hash IS 'SHA-256 of 0x00 and the header; also the link to the next event.';

-- A call may write several streams; each is a part of the answer its key is given again.
CREATE TABLE es.append_key (
  key           uuid   NOT NULL,
  part          int    NOT NULL,
  append_id     bigint NOT NULL,
  stream_id     bigint NOT NULL,
  first_version bigint NOT NULL,
  last_version  bigint NOT NULL,
  PRIMARY KEY (key, part)
);
COMMENT ON TABLE es.append_key IS 'What a keyed call recorded, so that asking twice is answered the same.';

CREATE TABLE es.pending (
  append_id bigint PRIMARY KEY
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
COMMENT ON TABLE es.pending IS 'Calls that are committed and have no position yet: visible means ready, so nobody has to guess.';

CREATE TABLE es.log (
  position  bigint NOT NULL,
  append_id bigint NOT NULL,
  ord       int    NOT NULL,
  category  text   NOT NULL,
  type      text   NOT NULL,
  leaf_hash bytea  NOT NULL,
  PRIMARY KEY (position)
) PARTITION BY RANGE (position);
CREATE INDEX log_append ON es.log (append_id, ord);
CREATE INDEX log_category ON es.log (category, position);
COMMENT ON TABLE es.log IS 'The total order: dense, gapless, never changed; the outbox and the leaves of the tree.';

-- verify: SELECT to_regclass('es.event') IS NOT NULL AND to_regclass('es.log') IS NOT NULL
