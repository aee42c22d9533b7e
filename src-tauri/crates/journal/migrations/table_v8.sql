-- Version 8 (of long books): each list of a book's page and of the search is read in one walk along an index, without
-- a step aside for each row; and which way a book's pages are turned.
DROP INDEX chapter_by_book;
CREATE INDEX chapter_by_book ON chapter (book, rank, id, title, part, pages, words);
DROP INDEX note_by_chapter;
CREATE INDEX note_by_chapter ON note (book, chapter, author, kind);
DROP INDEX note_by_day;
CREATE INDEX note_by_day ON note (day, id, folded);
ALTER TABLE book ADD COLUMN from_right INTEGER NOT NULL DEFAULT 0 CHECK (from_right IN (0, 1));
