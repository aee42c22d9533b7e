-- One drawer's projections and drafts, one section for each feature. The rules of table_v1.sql hold. A draft
-- is no projection: it is a row that is overwritten as one types, and rebuilding never touches it.
-- Full-text tables are contentless and set FTS5's 'secure-delete', so that forgetting reaches the index.

-- Pages and their drafts --------------------------------------------------------------------------------

-- Pages and reflections in the order of their writing: the rowid is the minute of writing and some bits of
-- the id. `texts` says where in the log the words lie that the index holds, 24 bytes each, the title first.
CREATE TABLE sheet (
    place   INTEGER NOT NULL PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 50 AND 69),
    written TEXT NOT NULL,
    title   TEXT NOT NULL DEFAULT '',
    preview TEXT NOT NULL DEFAULT '',
    texts   BLOB NOT NULL CHECK (length(texts) % 24 = 0)
) STRICT;
CREATE INDEX sheet_by_kind ON sheet (kind, place);

-- Words arrive folded and cut (see src/drawer/words.rs); ranks are never asked for, so sizes are not kept.
CREATE VIRTUAL TABLE sheet_words USING fts5 (
    title, body,
    content = '', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
INSERT INTO sheet_words (sheet_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE draft (
    page    BLOB NOT NULL UNIQUE CHECK (length(page) = 16),
    written TEXT NOT NULL,
    title   TEXT NOT NULL,
    body    TEXT NOT NULL
) STRICT;

-- On which of the couple's days a sheet, a page or a reflection, was thrown away.
CREATE TABLE thrown (
    page BLOB NOT NULL PRIMARY KEY CHECK (length(page) = 16),
    day  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Reflections and threads -------------------------------------------------------------------------------

-- Days are counted from 1 January 1970. Codes as domain::reflection has them; needs are joined by spaces.
CREATE TABLE reflection (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- No day: it was never said when.
    day       INTEGER,
    topic     TEXT NOT NULL DEFAULT '',
    own_topic TEXT NOT NULL DEFAULT '',
    needs     TEXT NOT NULL DEFAULT '',
    beginning TEXT NOT NULL DEFAULT '',
    thread    BLOB CHECK (length(thread) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX reflection_by_day ON reflection (day DESC, id);

-- What is being written. A map from field numbers to values, overwritten as one types.
CREATE TABLE reflection_draft (
    reflection BLOB NOT NULL PRIMARY KEY CHECK (length(reflection) = 16),
    fields     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE thread (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
