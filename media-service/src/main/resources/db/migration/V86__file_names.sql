-- What the owner calls the file of an original; told with its bytes alone, see docs/adr/0075-originals-are-attachments.md.
ALTER TABLE medium ADD COLUMN file_name text CHECK (length(file_name) BETWEEN 1 AND 200);
ALTER TABLE direct_upload ADD COLUMN file_name text;
