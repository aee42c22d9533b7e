-- One drawer's projections and drafts, one section for each feature. The rules of table_v1.sql hold. A draft
-- is no projection: it is a row that is overwritten as one types, and rebuilding never touches it.
-- Full-text tables are contentless and set FTS5's 'secure-delete', so that forgetting reaches the index.

-- Pages and their drafts --------------------------------------------------------------------------------

-- Reflections and threads -------------------------------------------------------------------------------
