-- Pictures on pages (domain::picture). Projections but for the pieces; the rules of drawer_v1.sql hold. A page's text
-- names its pictures, and each is a record of its own.
CREATE TABLE picture (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The key of the picture and the names of its pieces, 32 bytes each, one behind the other.
    pieces BLOB NOT NULL CHECK (length(pieces) >= 64 AND length(pieces) % 32 = 0)
) STRICT, WITHOUT ROWID;

-- Which sheets show which pictures. `place` is the sheet's.
CREATE TABLE shown (
    picture BLOB NOT NULL CHECK (length(picture) = 16),
    place   INTEGER NOT NULL,
    PRIMARY KEY (picture, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_place ON shown (place);

-- As on the table: pieces of pictures, sealed, beside the log.
CREATE TABLE chunk (
    name  BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 41 AND 262144)
) STRICT;
