-- How long the plan takes, for the words of its banner; 0 while nobody has said so.
ALTER TABLE due ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 65535);
