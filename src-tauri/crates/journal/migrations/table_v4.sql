-- Version 4 (of the two readers): the last place heard, editions and their numbering, kinds of notes, who read
-- aloud, a day to finish by. Rebuilding the projections fills them.
ALTER TABLE book ADD COLUMN finish_by INTEGER;
-- 0 a chapter each, 1 a night each.
ALTER TABLE book ADD COLUMN trade INTEGER NOT NULL DEFAULT 0 CHECK (trade IN (0, 1));
ALTER TABLE book ADD COLUMN turn_from INTEGER NOT NULL DEFAULT 0 CHECK (turn_from >= 0);
-- Title and author with accents, capitals and everything but letters and digits folded away, for the search.
ALTER TABLE book ADD COLUMN folded TEXT NOT NULL DEFAULT '';

-- The last place heard before falling asleep; nothing when awake.
ALTER TABLE bookmark ADD COLUMN heard_read INTEGER CHECK (heard_read >= 0);
ALTER TABLE bookmark ADD COLUMN heard_amount INTEGER NOT NULL DEFAULT 0 CHECK (heard_amount >= 0);
ALTER TABLE bookmark ADD COLUMN heard_unit INTEGER NOT NULL DEFAULT 0 CHECK (heard_unit BETWEEN 0 AND 2);
-- 0 paper, 1 screen, 2 audio; nothing until it was said.
ALTER TABLE bookmark ADD COLUMN edition INTEGER CHECK (edition BETWEEN 0 AND 2);
ALTER TABLE bookmark ADD COLUMN edition_pages INTEGER CHECK (edition_pages > 0);
ALTER TABLE bookmark ADD COLUMN edition_name TEXT NOT NULL DEFAULT '';
ALTER TABLE bookmark ADD COLUMN by_parts INTEGER NOT NULL DEFAULT 0 CHECK (by_parts IN (0, 1));
-- Fixed points: each twenty bytes, the chapter's id and its number in this edition, largest byte first.
ALTER TABLE bookmark ADD COLUMN anchors BLOB NOT NULL DEFAULT x'' CHECK (length(anchors) % 20 = 0);

-- 0 a note, 1 a quote, 2 a letter; where a quote stands in its author's edition.
ALTER TABLE note ADD COLUMN kind INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 2);
ALTER TABLE note ADD COLUMN amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0);
ALTER TABLE note ADD COLUMN unit INTEGER NOT NULL DEFAULT 0 CHECK (unit BETWEEN 0 AND 2);
ALTER TABLE note ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX note_by_day ON note (day, id);

-- Who read a chapter aloud, and on which of the couple's days.
CREATE TABLE aloud (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    book    BLOB NOT NULL CHECK (length(book) = 16),
    chapter BLOB NOT NULL CHECK (length(chapter) = 16),
    reader  BLOB NOT NULL CHECK (length(reader) = 16),
    day     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aloud_by_book ON aloud (book, chapter, reader, day);

CREATE INDEX reading_evening_by_day ON reading_evening (day, person);
CREATE INDEX book_by_shelf ON book (shelf);
