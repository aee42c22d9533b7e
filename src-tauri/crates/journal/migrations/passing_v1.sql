-- What passes: each row names the second after which it is nobody's business any more.
CREATE TABLE moved (
  plan    BLOB NOT NULL CHECK (length(plan) = 16),
  date    INTEGER NOT NULL,
  n       INTEGER NOT NULL CHECK (n BETWEEN 1 AND 65535),
  starts  INTEGER NOT NULL,
  decided INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (plan, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE snoozed (
  plan    BLOB NOT NULL CHECK (length(plan) = 16),
  date    INTEGER NOT NULL,
  n       INTEGER NOT NULL CHECK (n BETWEEN 1 AND 65535),
  again   INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (plan, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE answered (
  plan    BLOB NOT NULL CHECK (length(plan) = 16),
  date    INTEGER NOT NULL,
  answer  INTEGER NOT NULL CHECK (answer IN (1, 2)),
  expires INTEGER NOT NULL,
  PRIMARY KEY (plan, date)
) STRICT, WITHOUT ROWID;
