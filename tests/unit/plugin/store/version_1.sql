-- The store's sealed tables, version 1; the derived ones are in tallies.sql. What they mean and how rows are sealed: plugin/docs/formats/store.md.
-- Every table's rows are numbered 1, 2, 3 … without a gap, so that a missing row has a name.

-- One version of one fact. Clustered by quarter of occurrence, so that counting a quarter reads one run of pages;
-- long texts come last, so that the count never touches their pages.
CREATE TABLE fact (
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
  PRIMARY KEY (period, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX fact_seq ON fact (seq);
CREATE UNIQUE INDEX fact_version ON fact (id, version);
CREATE INDEX fact_replaces ON fact (replaces, entry) WHERE replaces > 0;

-- One version of anything else.
CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  year INTEGER NOT NULL,
  body TEXT NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_version ON record (kind, id, version);

-- Documents, by the digest of their bytes.
CREATE TABLE blob (
  seq INTEGER PRIMARY KEY,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX blob_digest ON blob (digest);

-- The codebook.
CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL CHECK (text <> ''),
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX code_text ON code (text);

-- What was asked (its digest) and what was answered: one row for each act.
CREATE TABLE request (
  seq INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  method TEXT NOT NULL,
  request BLOB NOT NULL CHECK (length(request) = 32),
  response TEXT NOT NULL,
  entry INTEGER NOT NULL,
  mark INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX request_id ON request (request_id) WHERE request_id <> '';

-- The chain: one entry for each act. `<table>_to` is the last row of that table the act left; what it wrote are
-- the rows after the previous entry's.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  format INTEGER NOT NULL,          -- of the canonical bytes
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
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Mistakes are stopped here; intent is found by the chain.
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

-- Four acts of a release that knew no region: entries of format 1.
INSERT INTO "audit" VALUES(1,1,1742000000000,'deputy','ledger.append/1','r1','',1,0,0,2,1,X'575739298FCFD621C269D593D5D0B1D60FD2C436CBCF5F8A2751295CA7E214D3',X'0000000000000000000000000000000000000000000000000000000000000000',X'BD12F69FD2439C1CF170CC48FFFD17C98D3A8A29BFB4D6E04B5EB31E40B38B5C');
INSERT INTO "audit" VALUES(2,1,1742000000000,'deputy','ledger.append/1','r2','',2,0,0,2,2,X'240A7E896672F3E7D80917C89798F8F8C99658AC43A8313C1B82BF5E4BBFA899',X'BD12F69FD2439C1CF170CC48FFFD17C98D3A8A29BFB4D6E04B5EB31E40B38B5C',X'D57555EF9CD7E98F13B516F2560C648F0E04A820097BEBC1741F62440F0E9B57');
INSERT INTO "audit" VALUES(3,1,1742000000000,'deputy','ledger.append/1','r3','M-1',3,1,1,2,3,X'C749846653FC7F36A24B2EBAFFBE95FDD0EF8B2774F39955651AAAEB3AB04F61',X'D57555EF9CD7E98F13B516F2560C648F0E04A820097BEBC1741F62440F0E9B57',X'921329E464D05F545514C07516DD429D8628C0D9CF6C126D6DE676F3A7FD6094');
INSERT INTO "audit" VALUES(4,1,1742000000000,'deputy','ledger.append/1','r4','',4,1,1,2,4,X'DBBEFF51363B498124551442F6D8C79C66519DE2EEA3AD0772DA92AB2E42735D',X'921329E464D05F545514C07516DD429D8628C0D9CF6C126D6DE676F3A7FD6094',X'ECD77D96BC5EA0F5E0B5FE98D666CFD4F5F0A5126C2E45FDC30CFD3850C72E6E');
INSERT INTO "blob" VALUES(1,X'FD2D90ECD005B5576C629975362A489464D8FFAB28F0A1A1C075065D4969C81D',X'646F63756D656E74',3,7903533244487763989);
INSERT INTO "code" VALUES(1,'meeting',1,6805380402702919840);
INSERT INTO "code" VALUES(2,'gov',1,6270120018539714084);
INSERT INTO "fact" VALUES(20251,1,1,0,1,20129,20162,2,0,0,0,0,0,0,1,20,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,1742000000000,'M-1','deputy','','{"topic":"研究一季度安全生产工作","chair":""}','[]','',5452205987624451984);
INSERT INTO "fact" VALUES(20251,3,3,0,1,20130,20162,2,0,0,0,0,0,1,1,21,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,2,1742000000000,'M-1','deputy','记错一天','{"topic":"研究一季度安全生产工作","chair":""}','[]','',7598096976128698511);
INSERT INTO "fact" VALUES(20252,2,2,0,1,20218,20162,2,0,0,0,0,0,0,1,30,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,1742000000000,'M-2','deputy','','{"topic":"研究一季度安全生产工作","chair":""}','[]','',-8954413688541769975);
INSERT INTO "fact" VALUES(20253,4,4,0,1,20310,20162,2,0,0,0,0,0,0,1,40,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,1742000000000,'M-3','deputy','','{"topic":"研究一季度安全生产工作","chair":""}','[]','',7274131318836779488);
INSERT INTO "record" VALUES(1,'rulebook','tiedong',1,2025,'{}',3,-7329181955228069072);
INSERT INTO "request" VALUES(1,'r1','ledger.append/1',X'08147A416B893D4BBB7D31A0F71CD40C113F97A706E12D2704491C25D4398CD8','1',1,3085582871080019849);
INSERT INTO "request" VALUES(2,'r2','ledger.append/1',X'08147A416B893D4BBB7D31A0F71CD40C113F97A706E12D2704491C25D4398CD8','2',2,6971366048052165415);
INSERT INTO "request" VALUES(3,'r3','ledger.append/1',X'08147A416B893D4BBB7D31A0F71CD40C113F97A706E12D2704491C25D4398CD8','done',3,7582147319303086339);
INSERT INTO "request" VALUES(4,'r4','ledger.append/1',X'08147A416B893D4BBB7D31A0F71CD40C113F97A706E12D2704491C25D4398CD8','4',4,-929980473389759225);
PRAGMA application_id=1634630245;
PRAGMA user_version=1;
