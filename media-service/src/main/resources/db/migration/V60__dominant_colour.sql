-- What most of a picture is like, as #a0522d, for pages to show before anything else is there.
ALTER TABLE medium ADD COLUMN dominant_colour text;
