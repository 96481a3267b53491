-- Who sends what waits in the outbox: relays, one in each pod, lease slices of the buckets. See docs/operations/outbox.md.

CREATE TABLE outbox_relay (
  relay   uuid        NOT NULL PRIMARY KEY,
  seen_at timestamptz NOT NULL
);

COMMENT ON TABLE outbox_relay IS 'the relays that live, so that each takes its share of the slices';

CREATE TABLE outbox_slice (
  slice        smallint    NOT NULL PRIMARY KEY CHECK (slice BETWEEN 0 AND 63),
  relay        uuid,
  leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

COMMENT ON COLUMN outbox_slice.slice IS '64 buckets: the bucket of an event divided by 64';

INSERT INTO outbox_slice (slice) SELECT generate_series(0, 63);
