-- Version 10: whether a sheet went because what had brought it was taken back, an import mostly. Those of one day are
-- named together.
ALTER TABLE thrown ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));
