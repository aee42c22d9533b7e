-- What the clock has to know of the couple when it cannot read the table.
CREATE TABLE fact (
  name  TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
