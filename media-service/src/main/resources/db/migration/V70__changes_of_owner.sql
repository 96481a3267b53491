-- What has changed since a client was last told; see docs/adr/0080-streams-of-states.md.
CREATE INDEX medium_changed ON medium (bucket, owner, changed_at, id);
