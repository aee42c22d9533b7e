-- Version 13: nearly every sheet is a page, and pages are found by their places alone. What is none has a short index
-- of its own, so that a page that is written has one index less to be written into.
DROP INDEX sheet_by_kind;
CREATE INDEX sheet_that_is_no_page ON sheet (kind, place) WHERE kind <> 50;
