-- Version 5: what a book's file tells: its number, its language, its own cover, and its chapters' words. Rebuilding the
-- projections fills them.
ALTER TABLE book ADD COLUMN isbn TEXT NOT NULL DEFAULT '' CHECK (isbn = '' OR length(isbn) = 13);
ALTER TABLE book ADD COLUMN language TEXT NOT NULL DEFAULT '';
-- The key of the picture and the names of its pieces, 32 bytes each, one behind the other.
ALTER TABLE book ADD COLUMN cover BLOB CHECK (length(cover) >= 64 AND length(cover) % 32 = 0);
ALTER TABLE chapter ADD COLUMN words INTEGER CHECK (words > 0);

-- Pieces of pictures, sealed. They lie beside the log: an entry names them, and they may come later than it.
CREATE TABLE chunk (
    name  BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 41 AND 262144)
) STRICT;
