-- The shared table's projections, one section for each feature. Rules:
-- * every table is STRICT, every column NOT NULL (with a DEFAULT where it makes sense) unless absence means
--   something, and CHECKs guard ranges and shapes;
-- * no foreign keys between projected tables: records arrive in any order, and a chapter may be here before
--   its book or outlive it;
-- * ids are 16-byte BLOBs; a table whose rowid means something names it as INTEGER PRIMARY KEY, since
--   forgetting rewrites the file.

-- People ------------------------------------------------------------------------------------------------

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
