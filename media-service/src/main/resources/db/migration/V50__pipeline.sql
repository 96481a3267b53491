-- What the pipeline remembers; see docs/operations/pipeline.md.

-- Until when a job waits in the outbox to be sent again, by the database's clock: a deferral that comes twice is known by it.
ALTER TABLE medium ADD COLUMN deferred_until timestamptz;

-- how many media of an owner are in flight
CREATE INDEX medium_in_flight ON medium (bucket, owner) WHERE status = 'PROCESSING';

-- Messages that were put aside, until somebody sends them again or drops them.
CREATE TABLE dead_letter (
  id           uuid        NOT NULL PRIMARY KEY,
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  queue        text        NOT NULL,
  reason       text        NOT NULL,
  deliveries   bigint      NOT NULL,
  content_type text        NOT NULL,
  body         bytea       NOT NULL,
  put_aside_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN dead_letter.id IS 'follows from queue and message, so that one that comes twice is there once';

CREATE INDEX dead_letter_of_queue ON dead_letter (queue, put_aside_at);
