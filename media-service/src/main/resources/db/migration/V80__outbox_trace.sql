-- The trace of the change that caused an event, where it was recorded; see docs/operations/traces.md.
ALTER TABLE outbox ADD COLUMN traceparent text;
