-- What is due in the coming ninety days. Derived from the table; dropped and written again at any time.
CREATE TABLE due (
  plan    BLOB NOT NULL CHECK (length(plan) = 16),
  date    INTEGER NOT NULL,
  step    INTEGER NOT NULL CHECK (step BETWEEN 0 AND 3),
  n       INTEGER NOT NULL DEFAULT 0 CHECK (n BETWEEN 0 AND 65535),
  at      INTEGER NOT NULL,
  starts  INTEGER NOT NULL,
  ends    INTEGER NOT NULL CHECK (ends >= starts),
  title   TEXT NOT NULL DEFAULT '',
  wording INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (plan, date, step, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_at ON due (at);

-- Which banners were raised: the intent first, the notification service's id once it is known. `closed` says
-- that one is over, never what was answered.
CREATE TABLE raised (
  plan      BLOB NOT NULL CHECK (length(plan) = 16),
  date      INTEGER NOT NULL,
  step      INTEGER NOT NULL CHECK (step BETWEEN 0 AND 3),
  n         INTEGER NOT NULL DEFAULT 0 CHECK (n BETWEEN 0 AND 65535),
  intent_at INTEGER NOT NULL,
  starts    INTEGER NOT NULL,
  ends      INTEGER NOT NULL,
  server_id INTEGER CHECK (server_id BETWEEN 0 AND 4294967295),
  server    TEXT NOT NULL DEFAULT '',
  raised_at INTEGER,
  closed    INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  PRIMARY KEY (plan, date, step, n)
) STRICT, WITHOUT ROWID;
