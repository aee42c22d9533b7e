-- A pause of all reminders: until when, and nothing about who asked for it.
CREATE TABLE pause (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  expires INTEGER NOT NULL
) STRICT;
-- Weeks of small things that one person has proposed and nobody has agreed to yet.
CREATE TABLE proposed (
  one     INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  person  BLOB NOT NULL CHECK (length(person) = 16),
  weeks   INTEGER NOT NULL CHECK (weeks BETWEEN 1 AND 12),
  expires INTEGER NOT NULL
) STRICT;
