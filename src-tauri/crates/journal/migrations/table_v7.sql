-- Version 7: until when a shared line lies on the table, as days since 1 January 1970; nothing until it is taken back.
ALTER TABLE line ADD COLUMN until INTEGER;
