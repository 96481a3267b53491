-- What the collector has found that does not belong together, for operators to read; see docs/operations/blobs.md.
CREATE TABLE storage_finding (
  kind          text        NOT NULL CHECK (kind IN ('BYTES_WITHOUT_MEDIUM', 'MEDIUM_WITHOUT_BYTES')),
  medium        uuid        NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  deleted_at    timestamptz,
  PRIMARY KEY (kind, medium)
);

COMMENT ON COLUMN storage_finding.deleted_at IS 'when its bytes were deleted';

CREATE INDEX storage_finding_seen ON storage_finding (first_seen_at, medium);
CREATE INDEX storage_finding_last_seen ON storage_finding (last_seen_at);
