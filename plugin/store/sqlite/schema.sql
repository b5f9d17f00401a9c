-- The store's sealed tables; the derived ones are in tallies.sql. What they mean and how rows are sealed: plugin/docs/formats/store.md.
-- Every table's rows are numbered 1, 2, 3 … without a gap within their region, so that a missing row has a name. The region leads
-- every key, and every search.

-- The one region whose rows these are, fixed when the store is made: a division code, 0 where none was told.
CREATE TABLE store (
  region INTEGER PRIMARY KEY CHECK (region BETWEEN 0 AND 999999999)
) STRICT;

-- One version of one fact. Clustered by quarter of occurrence, so that counting a quarter reads one run of pages;
-- long texts come last, so that the count never touches their pages.
CREATE TABLE fact (
  region INTEGER NOT NULL,
  period INTEGER NOT NULL,          -- 20251: first quarter of 2025, of `occurred`
  seq INTEGER NOT NULL,             -- number of this version, over all periods
  entry INTEGER NOT NULL,
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  ledger INTEGER NOT NULL,          -- codes: table code; 0 for none
  occurred INTEGER NOT NULL,        -- days since 1970-01-01
  recorded INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  area INTEGER NOT NULL,
  sector INTEGER NOT NULL,
  post INTEGER NOT NULL,
  official INTEGER NOT NULL,
  state INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  known INTEGER NOT NULL CHECK (known BETWEEN 0 AND 4095),  -- bit i-1: n<i> has a value
  n1 INTEGER, n2 INTEGER, n3 INTEGER, n4 INTEGER, n5 INTEGER, n6 INTEGER,
  n7 INTEGER, n8 INTEGER, n9 INTEGER, n10 INTEGER, n11 INTEGER, n12 INTEGER,
  replaces INTEGER NOT NULL,        -- seq of the version before this one; 0 for the first
  version INTEGER NOT NULL CHECK (version > 0),
  recorded_at_ms INTEGER NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  texts TEXT NOT NULL,              -- JSON object, in the order of the ledger's definition
  attachments TEXT NOT NULL,        -- canonical JSON array
  remark TEXT NOT NULL,
  mark INTEGER NOT NULL,            -- finds the changed row; proves nothing
  PRIMARY KEY (region, period, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX fact_seq ON fact (region, seq);
CREATE UNIQUE INDEX fact_version ON fact (region, id, version);
CREATE INDEX fact_replaces ON fact (region, replaces, entry) WHERE replaces > 0;

-- One version of anything else.
CREATE TABLE record (
  region INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  year INTEGER NOT NULL,
  body TEXT NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  PRIMARY KEY (region, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX record_version ON record (region, kind, id, version);

-- Documents, by the digest of their bytes.
CREATE TABLE blob (
  region INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  PRIMARY KEY (region, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX blob_digest ON blob (region, digest);

-- The codebook.
CREATE TABLE code (
  region INTEGER NOT NULL,
  id INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  PRIMARY KEY (region, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX code_text ON code (region, text);

-- What was asked (its digest) and what was answered: one row for each act.
CREATE TABLE request (
  region INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  method TEXT NOT NULL,
  request BLOB NOT NULL CHECK (length(request) = 32),
  response TEXT NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  PRIMARY KEY (region, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX request_id ON request (region, request_id) WHERE request_id <> '';

-- The chain: one entry for each act. `<table>_to` is the last row of that table the act left; what it wrote are
-- the rows after the previous entry's.
CREATE TABLE audit (
  region INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  format INTEGER NOT NULL,          -- of the canonical bytes; since 2 they name the region and the model
  model INTEGER NOT NULL,           -- the last entry that changed the definitions in force; 0 for none
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  fact_to INTEGER NOT NULL,
  record_to INTEGER NOT NULL,
  blob_to INTEGER NOT NULL,
  code_to INTEGER NOT NULL,
  request_to INTEGER NOT NULL,
  rows BLOB NOT NULL CHECK (length(rows) = 32),
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (region, seq)
) STRICT, WITHOUT ROWID;

-- Mistakes are stopped here; intent is found by the chain.
CREATE TRIGGER store_no_update BEFORE UPDATE ON store BEGIN SELECT RAISE(ABORT, 'store is append-only'); END;
CREATE TRIGGER store_no_delete BEFORE DELETE ON store BEGIN SELECT RAISE(ABORT, 'store is append-only'); END;
CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END;
CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END;
CREATE TRIGGER record_no_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'record is append-only'); END;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'record is append-only'); END;
CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
CREATE TRIGGER code_no_update BEFORE UPDATE ON code BEGIN SELECT RAISE(ABORT, 'code is append-only'); END;
CREATE TRIGGER code_no_delete BEFORE DELETE ON code BEGIN SELECT RAISE(ABORT, 'code is append-only'); END;
CREATE TRIGGER request_no_update BEFORE UPDATE ON request BEGIN SELECT RAISE(ABORT, 'request is append-only'); END;
CREATE TRIGGER request_no_delete BEFORE DELETE ON request BEGIN SELECT RAISE(ABORT, 'request is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
