-- Which focal point the owner wants, which one the variants were cut around, and which one a worker cuts around now;
-- see docs/adr/0076-a-focal-point-cuts-anew.md.
ALTER TABLE medium ADD COLUMN focal_revision integer NOT NULL DEFAULT 0;
ALTER TABLE medium ADD COLUMN cut_revision integer NOT NULL DEFAULT 0;
ALTER TABLE medium ADD COLUMN cutting_revision integer;
