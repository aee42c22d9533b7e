-- The shared table's projections, one section for each feature. Rules:
-- * every table is STRICT, every column NOT NULL (with a DEFAULT where it makes sense) unless absence means
--   something, and CHECKs guard ranges and shapes;
-- * no foreign keys between projected tables: records arrive in any order, and a chapter may be here before
--   its book or outlive it;
-- * ids are 16-byte BLOBs; a table whose rowid means something names it as INTEGER PRIMARY KEY, since
--   forgetting rewrites the file.

-- People ------------------------------------------------------------------------------------------------

CREATE TABLE person (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT NOT NULL,
    ribbon INTEGER NOT NULL CHECK (ribbon BETWEEN 0 AND 5),
    side   INTEGER NOT NULL CHECK (side IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE couple (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    word TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rituals and what was done of them ---------------------------------------------------------------------

CREATE TABLE ritual (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    why     TEXT NOT NULL DEFAULT '',
    small   TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    -- No lead, no reminder.
    lead    INTEGER CHECK (lead BETWEEN 0 AND 1440),
    wording INTEGER NOT NULL CHECK (wording IN (0, 1)),
    who     INTEGER NOT NULL CHECK (who IN (0, 1)),
    resting INTEGER NOT NULL CHECK (resting IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE ritual_promise (
    ritual BLOB NOT NULL CHECK (length(ritual) = 16),
    place  INTEGER NOT NULL,
    words  TEXT NOT NULL,
    ours   INTEGER NOT NULL CHECK (ours IN (0, 1)),
    PRIMARY KEY (ritual, place)
) STRICT, WITHOUT ROWID;

-- The time in use has place 0; others stand behind it after both people changed it at once.
CREATE TABLE ritual_time (
    ritual BLOB NOT NULL CHECK (length(ritual) = 16),
    place  INTEGER NOT NULL,
    rule   TEXT NOT NULL,
    starts TEXT NOT NULL CHECK (starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at     TEXT NOT NULL CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone   TEXT NOT NULL,
    PRIMARY KEY (ritual, place)
) STRICT, WITHOUT ROWID;

-- Who was part of what, a half each. Days are counted from 1 January 1970 in the ritual's own zone.
CREATE TABLE occurrence_half (
    occurrence BLOB NOT NULL CHECK (length(occurrence) = 16),
    ritual     BLOB NOT NULL CHECK (length(ritual) = 16),
    day        INTEGER NOT NULL,
    person     BLOB NOT NULL CHECK (length(person) = 16),
    PRIMARY KEY (occurrence, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_half_by_day ON occurrence_half (day, ritual, person);

-- Reading -----------------------------------------------------------------------------------------------

CREATE TABLE book (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title    TEXT NOT NULL,
    author   TEXT NOT NULL DEFAULT '',
    -- 0 on the table, 1 waiting, 2 resting, 3 finished.
    shelf    INTEGER NOT NULL CHECK (shelf BETWEEN 0 AND 3),
    finished INTEGER CHECK ((finished IS NULL) = (shelf <> 3)),
    fewest   INTEGER CHECK (fewest BETWEEN 1 AND 7),
    most     INTEGER CHECK (most BETWEEN fewest AND 7),
    aloud    INTEGER NOT NULL CHECK (aloud IN (0, 1)),
    turn     BLOB CHECK (length(turn) = 16),
    added    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A chapter's number is its place by rank among its book's chapters.
CREATE TABLE chapter (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    book  BLOB NOT NULL CHECK (length(book) = 16),
    rank  INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    part  TEXT NOT NULL DEFAULT '',
    pages INTEGER CHECK (pages > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX chapter_by_book ON chapter (book, rank, id);

-- One for each person and book. `chapters_read` is nothing until the book was opened.
CREATE TABLE bookmark (
    id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    book          BLOB NOT NULL CHECK (length(book) = 16),
    person        BLOB NOT NULL CHECK (length(person) = 16),
    chapters_read INTEGER CHECK (chapters_read >= 0),
    -- How far into the chapter: a page (unit 1) or a percentage (unit 2) of this person's own edition.
    amount        INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),
    unit          INTEGER NOT NULL DEFAULT 0 CHECK (unit BETWEEN 0 AND 2),
    titles_hidden INTEGER NOT NULL DEFAULT 0 CHECK (titles_hidden IN (0, 1)),
    line          TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmark_by_book ON bookmark (book, person);

CREATE TABLE reading_evening (
    id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    book          BLOB NOT NULL CHECK (length(book) = 16),
    person        BLOB NOT NULL CHECK (length(person) = 16),
    day           INTEGER NOT NULL,
    chapters_read INTEGER NOT NULL CHECK (chapters_read >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_evening_by_book ON reading_evening (book, day, person, chapters_read);

CREATE TABLE note (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    book    BLOB NOT NULL CHECK (length(book) = 16),
    chapter BLOB NOT NULL CHECK (length(chapter) = 16),
    author  BLOB NOT NULL CHECK (length(author) = 16),
    day     INTEGER NOT NULL,
    words   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_book ON note (book, day, id);
CREATE INDEX note_by_chapter ON note (chapter);

-- Us: slips and shared lines ----------------------------------------------------------------------------

CREATE TABLE slip (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    author BLOB NOT NULL CHECK (length(author) = 16),
    words  TEXT NOT NULL,
    day    INTEGER NOT NULL,
    part   INTEGER NOT NULL CHECK (part BETWEEN 0 AND 2),
    place  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_by_day ON slip (day DESC, place DESC, id);
CREATE INDEX slip_by_place ON slip (place);

CREATE TABLE line (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    author BLOB NOT NULL CHECK (length(author) = 16),
    words  TEXT NOT NULL,
    day    INTEGER NOT NULL,
    place  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX line_by_day ON line (day DESC, place, id);
CREATE INDEX line_by_place ON line (place);
