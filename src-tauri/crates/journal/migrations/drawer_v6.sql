-- What pages say about themselves (domain::marks): their tags and the pages they name. Projections; the rules of
-- drawer_v1.sql hold. `place` is the sheet's.

-- Folded as words are (see src/drawer/words.rs); `tag` is as the page has it.
CREATE TABLE tag (
    folded TEXT NOT NULL,
    place  INTEGER NOT NULL,
    tag    TEXT NOT NULL,
    PRIMARY KEY (folded, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_place ON tag (place);

CREATE TABLE link (
    folded TEXT NOT NULL,
    place  INTEGER NOT NULL,
    PRIMARY KEY (folded, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_place ON link (place);
