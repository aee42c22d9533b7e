-- Version 3: words that were typed and not kept yet. They are no entries of the log: they belong to whoever typed
-- them, and go when they are kept, let go, or have not been touched for a year.
CREATE TABLE unsent (
    person BLOB NOT NULL CHECK (length(person) = 16),
    -- The field that they were typed into, as the window names it.
    place  TEXT NOT NULL,
    words  TEXT NOT NULL,
    -- The couple's day, counted from 1 January 1970.
    day    INTEGER NOT NULL,
    PRIMARY KEY (person, place)
) STRICT, WITHOUT ROWID;
