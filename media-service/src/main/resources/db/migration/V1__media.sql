-- A medium lies in the bucket of its owner, which its id carries; see docs/adr/0002-ids-carry-their-shard.md.
CREATE TABLE medium (
  bucket         smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  id             uuid        NOT NULL,
  owner          uuid        NOT NULL,
  status         text        NOT NULL CHECK (status IN ('PROCESSING', 'READY', 'FAILED', 'DELETED')),
  reason         text,
  preset_version integer     NOT NULL DEFAULT 0,
  content_type   text        NOT NULL,
  bytes          bigint      NOT NULL CHECK (bytes > 0),
  sha256         text        NOT NULL CHECK (length(sha256) = 64),
  width          integer,
  height         integer,
  placeholder    text,
  alt            text,
  variants       jsonb       NOT NULL DEFAULT '[]',
  created_at     timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL,
  collected_at   timestamptz,
  PRIMARY KEY (bucket, id)
) ${by_bucket};

-- the same bytes of one owner are one medium, unless they failed
CREATE UNIQUE INDEX medium_same_bytes ON medium (bucket, owner, sha256) WHERE status IN ('PROCESSING', 'READY');
CREATE INDEX medium_of_owner ON medium (bucket, owner, id DESC) WHERE status <> 'DELETED';
CREATE INDEX medium_to_collect ON medium (changed_at) WHERE status IN ('FAILED', 'DELETED') AND collected_at IS NULL;

CALL add_hash_partitions('medium');

-- Events that wait for the broker, oldest first; a day's partition is dropped once all of it was sent.
CREATE TABLE outbox (
  created_at   timestamptz NOT NULL DEFAULT now(),
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  id           uuid        NOT NULL,
  queue        text        NOT NULL,
  content_type text        NOT NULL,
  body         bytea       NOT NULL,
  PRIMARY KEY (created_at, bucket, id)
) PARTITION BY RANGE (created_at);

CALL partition_by_time('outbox', step => 'day', ahead => '7 days', keep => '1 day', only_empty => true);
