-- From version 2 to 3, second part: every row under the region of the store. The rows' bytes, marks and the entries of
-- format 1 stay as they were sealed.
INSERT INTO fact (region, period, seq, entry, voided, ledger, occurred, recorded, unit, area, sector, post, official, state, late, known,
    n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, replaces, version, recorded_at_ms, id, recorded_by, reason, texts, attachments,
    remark, mark)
  SELECT (SELECT region FROM store), period, seq, entry, voided, ledger, occurred, recorded, unit, area, sector, post, official, state,
    late, known, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, replaces, version, recorded_at_ms, id, recorded_by, reason, texts,
    attachments, remark, mark FROM fact_2 ORDER BY period, seq;
INSERT INTO record (region, seq, kind, id, version, year, body, entry, mark)
  SELECT (SELECT region FROM store), seq, kind, id, version, year, body, entry, mark FROM record_2 ORDER BY seq;
INSERT INTO blob (region, seq, digest, bytes, entry, mark)
  SELECT (SELECT region FROM store), seq, digest, bytes, entry, mark FROM blob_2 ORDER BY seq;
INSERT INTO code (region, id, text, entry, mark)
  SELECT (SELECT region FROM store), id, text, entry, mark FROM code_2 ORDER BY id;
INSERT INTO request (region, seq, request_id, method, request, response, entry, mark)
  SELECT (SELECT region FROM store), seq, request_id, method, request, response, entry, mark FROM request_2 ORDER BY seq;
INSERT INTO audit (region, seq, format, model, at_ms, actor, method, request_id, subject, fact_to, record_to, blob_to, code_to, request_to,
    rows, previous, hash)
  SELECT (SELECT region FROM store), seq, format, 0, at_ms, actor, method, request_id, subject, fact_to, record_to, blob_to, code_to,
    request_to, rows, previous, hash FROM audit_2 ORDER BY seq;
DROP TABLE fact_2;
DROP TABLE record_2;
DROP TABLE blob_2;
DROP TABLE code_2;
DROP TABLE request_2;
DROP TABLE audit_2;
