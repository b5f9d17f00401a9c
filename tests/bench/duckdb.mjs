// node duckdb.mjs FOLDER PACKAGES: the tables of FOLDER (CSV) into a DuckDB file, and the query of floor.cpp over
// them with one thread and with all. Leaves the cells in cells.csv and, in seconds.txt, the version and a line
// "threads seconds" for each: elapsed, the best of three.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

const [folder, packages] = process.argv.slice(2);
const { DuckDBInstance, version } = createRequire(`${packages}/`)('@duckdb/node-api');

// In two steps, because as one join DuckDB begins with the clauses times the subjects and takes a hundred times longer.
const cells = `
  WITH found AS MATERIALIZED (
    SELECT f.n3, f.n4, f.n5, f.occurred, l.clause, l.what, l.by_term, l.archetype, l.scope,
      CASE l.scope WHEN 0 THEN f.post WHEN 1 THEN f.unit ELSE f.area END AS a,
      CASE l.scope WHEN 2 THEN f.sector ELSE 0 END AS b
    FROM fact f JOIN look l ON l.ledger = f.ledger
      AND (l.n1 IS NULL OR f.n1 = l.n1) AND (l.n2 IS NULL OR f.n2 >= l.n2)
      AND (l.what <> 'late' OR f.n5 - f.n4 > 2))
  SELECT f.clause, CASE f.by_term WHEN 1 THEN s.term ELSE s.post END AS who,
    CASE f.what WHEN 'month' THEN month(DATE '1970-01-01' + CAST(f.occurred AS INTEGER)) - 1
      WHEN 'tier' THEN CASE WHEN f.n3 < 10 THEN 0 WHEN f.n3 < 30 THEN 1 ELSE 2 END
      WHEN 'denominator' THEN 1 WHEN 'due' THEN 2 ELSE 0 END AS bucket,
    count(*) AS facts,
    CAST(sum(CASE f.what WHEN 'event' THEN f.n3 WHEN 'due' THEN greatest(f.n5 - f.n4 - 2, 0)
      WHEN 'late' THEN (f.n5 - f.n4 - 2) * 500 ELSE 0 END) AS BIGINT) AS amount
  FROM found f JOIN subject s ON s.scope = f.scope AND s.a = f.a AND s.b = f.b
  WHERE f.archetype = 0 OR s.archetype = f.archetype
  GROUP BY 1, 2, 3`;

const instance = await DuckDBInstance.create(`${folder}/peer.duckdb`);
const db = await instance.connect();
await db.run(`CREATE TABLE fact AS SELECT * FROM read_csv('${folder}/fact.csv')`);
await db.run(`CREATE TABLE look AS SELECT * FROM read_csv('${folder}/look.csv', types = {'n1': 'INTEGER', 'n2': 'INTEGER'})`);
await db.run(`CREATE TABLE subject AS SELECT * FROM read_csv('${folder}/subject.csv')`);
await db.run('CHECKPOINT');

const lines = [version()];
for (const threads of new Set([1, availableParallelism()])) {
  await db.run(`SET threads = ${threads}`);
  let best = Infinity;
  for (let run = 0; run < 3; ++run) {
    const start = process.hrtime.bigint();
    await db.run(`CREATE OR REPLACE TEMP TABLE cells AS ${cells}`);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  lines.push(`${threads} ${best.toFixed(6)}`);
}
await db.run(`COPY (FROM cells ORDER BY 1, 2, 3) TO '${folder}/cells.csv' (HEADER false)`);
writeFileSync(`${folder}/seconds.txt`, `${lines.join('\n')}\n`);
