-- What the planner is to believe of every store, measured or not (analysing the smallest table makes the list): one region holds all rows, so that a key's first column alone
-- leads nowhere. Statements need no hint then; tests hold their plans.
ANALYZE store;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('fact', 'fact', '1000000 1000000 50000 1'),
  ('fact', 'fact_seq', '1000000 1000000 1'),
  ('fact', 'fact_version', '1000000 1000000 2 1'),
  ('fact', 'fact_replaces', '10000 10000 1 1'),
  ('fact', 'fact_correction', '10000 10000 1 1'),
  ('record', 'record', '100000 100000 1'),
  ('record', 'record_version', '100000 100000 10000 2 1'),
  ('blob', 'blob', '10000 10000 1'),
  ('blob', 'blob_digest', '10000 10000 1'),
  ('code', 'code', '10000 10000 1'),
  ('code', 'code_text', '10000 10000 1'),
  ('request', 'request', '100000 100000 1'),
  ('request', 'request_id', '100000 100000 1'),
  ('audit', 'audit', '100000 100000 1');
