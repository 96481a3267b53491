-- Uploads that clients send to the store themselves, until they are complete or over; see docs/adr/0073-direct-uploads.md.
CREATE TABLE direct_upload (
  bucket     smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  id         uuid        NOT NULL,
  account    uuid        NOT NULL,
  bytes      bigint      NOT NULL CHECK (bytes > 0),
  sha256     text        NOT NULL CHECK (length(sha256) = 64),
  visibility text        NOT NULL,
  alt        text,
  tags       jsonb       NOT NULL,
  focal_x    double precision,
  focal_y    double precision,
  medium     uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, id)
) ${by_bucket};

COMMENT ON COLUMN direct_upload.medium IS 'what became of it; null until it is complete';

CREATE INDEX direct_upload_waiting ON direct_upload (bucket, account) WHERE medium IS NULL;
CREATE INDEX direct_upload_over ON direct_upload (expires_at);

CALL add_hash_partitions('direct_upload');
