-- Version 11: the same index in half the room. A word of the first column needs no note of its column: nearly all
-- words are a body's. `pgsz` is what one page of a sealed file holds (4096 bytes less the cipher's 80, and what a row
-- takes), so that no piece of the index reaches over into a second page.
DROP TABLE sheet_words;
CREATE VIRTUAL TABLE sheet_words USING fts5 (
    body, title,
    content = '', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
INSERT INTO sheet_words (sheet_words, rank) VALUES ('secure-delete', 1);
INSERT INTO sheet_words (sheet_words, rank) VALUES ('pgsz', 3950);
