-- Version 14: reflections of one day stand in the order of its parts (1 the morning to 4 the night, 0 unsaid), and within
-- a part in the order in which they were first put away.
ALTER TABLE reflection ADD COLUMN part INTEGER NOT NULL DEFAULT 0 CHECK (part BETWEEN 0 AND 4);
ALTER TABLE reflection ADD COLUMN put INTEGER NOT NULL DEFAULT 0;
DROP INDEX reflection_by_day;
CREATE INDEX reflection_by_day ON reflection (day DESC, part DESC, put DESC, id);
