-- Version 2: the hour at which the couple's day ends, the length of a small version, seasons and holidays.
-- Rebuilding the projections fills them.
ALTER TABLE couple ADD COLUMN day_ends INTEGER NOT NULL DEFAULT 4 CHECK (day_ends BETWEEN 0 AND 6);

-- Nothing said: a third of the whole.
ALTER TABLE ritual ADD COLUMN small_minutes INTEGER CHECK (small_minutes BETWEEN 1 AND 1440);

-- Days are the couple's, counted from 1 January 1970. 0 everything is small, 1 a holiday.
CREATE TABLE season (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind  INTEGER NOT NULL CHECK (kind IN (0, 1)),
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL CHECK (last >= first)
) STRICT, WITHOUT ROWID;
