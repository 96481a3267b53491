-- The trace of the change that caused an event, where it was recorded; see docs/operations/traces.md.
alter table outbox add column traceparent text;
