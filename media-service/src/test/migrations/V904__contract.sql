-- What a later release takes away, when no service uses it any more.
ALTER TABLE medium DROP COLUMN kind, DROP COLUMN words;
DROP INDEX medium_by_type;
UPDATE schema_compatibility SET oldest_service = 1;
