-- Answers kept for requests that are sent again; see docs/adr/0052-idempotency-keys.md.
CREATE TABLE idempotency_key (
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  account      uuid        NOT NULL,
  key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  claim        uuid        NOT NULL,
  claimed_until timestamptz NOT NULL,
  fingerprint  text,
  status       integer,
  location     text,
  body         text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bucket, account, key)
) ${by_bucket};

COMMENT ON COLUMN idempotency_key.claim IS 'the request that works on it, or did';
COMMENT ON COLUMN idempotency_key.status IS 'of the kept answer; null while the request is in flight';

CALL add_hash_partitions('idempotency_key');
