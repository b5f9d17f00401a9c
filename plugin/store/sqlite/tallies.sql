-- Derived tables: what the facts of a period add up to under its definitions, so that scoring needs no
-- scan. Outside the chain: they prove nothing, may be emptied while the store is closed, and are built again.

-- At most one tally a period: of the definitions it was last counted under.
CREATE TABLE tally (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL,             -- "2025Q1"
  definitions BLOB NOT NULL CHECK (length(definitions) = 32),
  facts_to INTEGER NOT NULL         -- the last fact version that is in it
) STRICT;
CREATE UNIQUE INDEX tally_period ON tally (period);

-- The cells of one post or term, packed.
CREATE TABLE tally_row (
  tally INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  cells BLOB NOT NULL,
  PRIMARY KEY (tally, subject)
) STRICT, WITHOUT ROWID;

-- Facts that count for one thing today and for another tomorrow: not in the cells, counted for the day asked.
CREATE TABLE tally_aside (
  tally INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (tally, fact)
) STRICT, WITHOUT ROWID;

-- Which versions stand for an earlier one, in order: what a tally that is behind has to take back.
CREATE INDEX fact_correction ON fact (region, seq, replaces) WHERE replaces > 0;
