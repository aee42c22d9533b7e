-- The record of truth, the same in every space. Frozen with the envelope (see src/envelope.rs).

-- Small facts about the space itself: its id, and which projections were last rebuilt.
CREATE TABLE fact (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every log that was heard of. A log without a key was named by others but not admitted yet.
CREATE TABLE device (
    id     INTEGER NOT NULL PRIMARY KEY,
    device BLOB NOT NULL UNIQUE CHECK (length(device) = 16),
    key    BLOB CHECK (length(key) = 32)
) STRICT;

-- The log. `arrival` is a causal order: what an entry replaces arrived before it. Hashes are not stored:
-- they follow from the entries, and the tip holds the last one. Either the payload is here, or the hash
-- that stands in its place once it was erased. The last entry of a batch carries the batch's signature.
CREATE TABLE entry (
    arrival      INTEGER NOT NULL PRIMARY KEY,
    device       INTEGER NOT NULL REFERENCES device (id),
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    day          INTEGER NOT NULL,
    counter      INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
    replaces     BLOB NOT NULL DEFAULT x'',
    payload      BLOB CHECK (length(payload) >= 17),
    payload_hash BLOB CHECK (length(payload_hash) = 32),
    signature    BLOB CHECK (length(signature) = 64),
    UNIQUE (device, seq),
    CHECK ((payload IS NULL) <> (payload_hash IS NULL))
) STRICT;

-- Where each log ends.
CREATE TABLE tip (
    device  INTEGER NOT NULL PRIMARY KEY REFERENCES device (id),
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The logical clock that the next entry starts from.
CREATE TABLE clock (
    only    INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    day     INTEGER NOT NULL,
    counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 4294967295)
) STRICT;
INSERT INTO clock (only, day, counter) VALUES (1, 0, 0);

-- The values that nobody has replaced. Field -1 is the record's deletion.
CREATE TABLE head (
    entity BLOB NOT NULL CHECK (length(entity) = 16),
    field  INTEGER NOT NULL CHECK (field BETWEEN -1 AND 65535),
    device INTEGER NOT NULL REFERENCES device (id),
    seq    INTEGER NOT NULL,
    op     INTEGER NOT NULL CHECK (op BETWEEN 0 AND 65535),
    kind   INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    PRIMARY KEY (entity, field, device, seq, op)
) STRICT, WITHOUT ROWID;

-- Values that were named as replaced before they arrived.
CREATE TABLE superseded (
    device INTEGER NOT NULL REFERENCES device (id),
    seq    INTEGER NOT NULL,
    op     INTEGER NOT NULL,
    PRIMARY KEY (device, seq, op)
) STRICT, WITHOUT ROWID;

-- Batches that failed, and their author's later ones: kept, and named to the people, until good ones come.
CREATE TABLE aside (
    device BLOB NOT NULL CHECK (length(device) = 16),
    seq    INTEGER NOT NULL,
    why    TEXT NOT NULL,
    batch  BLOB NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

-- What is to be forgotten at the first moment the space is open and unshared. Field -1 is the whole record.
CREATE TABLE erasure (
    entity BLOB NOT NULL CHECK (length(entity) = 16),
    field  INTEGER NOT NULL CHECK (field BETWEEN -1 AND 65535),
    PRIMARY KEY (entity, field)
) STRICT, WITHOUT ROWID;
