-- What a release adds: columns with and without a default, a check on what is there already.
ALTER TABLE medium ADD COLUMN kind text NOT NULL DEFAULT 'photo', ADD COLUMN words text;
ALTER TABLE medium ADD CONSTRAINT medium_kind CHECK (kind IN ('photo', 'drawing')) NOT VALID;
