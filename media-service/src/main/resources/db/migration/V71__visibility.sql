-- Who may see a medium, and what its owner says of it.
ALTER TABLE medium ADD COLUMN visibility text NOT NULL DEFAULT 'PUBLIC' CHECK (visibility IN ('PUBLIC', 'UNLISTED', 'PRIVATE'));
ALTER TABLE medium ADD COLUMN tags jsonb NOT NULL DEFAULT '[]';
ALTER TABLE medium ADD COLUMN focal_x double precision;
ALTER TABLE medium ADD COLUMN focal_y double precision;

-- what others see of an owner's media, however many more there are
CREATE INDEX medium_public_of_owner ON medium (bucket, owner, id DESC) WHERE status <> 'DELETED' AND visibility = 'PUBLIC';
