#include "tests/bench/floor.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <map>
#include <string>

#include "scoring/clauses/kind.h"

namespace anze::bench {
namespace {

constexpr const char* k_step =
    "SELECT seq, ledger, occurred, recorded, unit, area, sector, post, official, state, late, known, n1, n2, "
    "n3, "
    "n4, n5, n6, n7, n8, n9, n10, n11, n12 FROM fact WHERE region = 0 AND period = 20251 AND voided = 0 "
    "ORDER BY seq";

// `look`: one row for each (clause, kind of contribution). `subject`: whom a post, unit or (area, sector)
// leads to.
constexpr const char* k_tables =
    "CREATE TEMP TABLE look (ledger INTEGER, clause INTEGER, what TEXT, scope INTEGER, archetype INTEGER, "
    "by_term INTEGER, n1 INTEGER, n2 INTEGER);"
    "CREATE INDEX temp.look_ledger ON look (ledger);"
    "CREATE TEMP TABLE subject (scope INTEGER, a INTEGER, b INTEGER, archetype INTEGER, post INTEGER, term "
    "INTEGER, "
    "PRIMARY KEY (scope, a, b, archetype, post)) WITHOUT ROWID;";

constexpr const char* k_group_by =
    "SELECT l.clause, CASE l.by_term WHEN 1 THEN s.term ELSE s.post END AS who,"
    " CASE l.what WHEN 'month' THEN CAST(strftime('%m', f.occurred * 86400, 'unixepoch') AS INTEGER) - 1"
    "  WHEN 'tier' THEN CASE WHEN f.n3 < 10 THEN 0 WHEN f.n3 < 30 THEN 1 ELSE 2 END"
    "  WHEN 'denominator' THEN 1 WHEN 'due' THEN 2 ELSE 0 END AS bucket,"
    " count(*),"
    " sum(CASE l.what WHEN 'event' THEN f.n3 WHEN 'due' THEN max(f.n5 - f.n4 - 2, 0)"
    "  WHEN 'late' THEN (f.n5 - f.n4 - 2) * 500 ELSE 0 END) "
    "FROM fact f JOIN look l ON l.ledger = f.ledger"
    " AND (l.n1 IS NULL OR f.n1 = l.n1) AND (l.n2 IS NULL OR f.n2 >= l.n2)"
    " AND (l.what <> 'late' OR f.n5 - f.n4 > 2) "
    "JOIN subject s ON s.scope = l.scope"
    " AND s.a = CASE l.scope WHEN 0 THEN f.post WHEN 1 THEN f.unit ELSE f.area END"
    " AND s.b = CASE l.scope WHEN 2 THEN f.sector ELSE 0 END AND (l.archetype = 0 OR s.archetype = "
    "l.archetype) "
    "WHERE f.region = 0 AND f.period = 20251 AND f.voided = 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

constexpr const char* k_insert =
    "INSERT INTO fact VALUES (0, 20251, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, ?, NULL, NULL, "
    "NULL, NULL, "
    "NULL, NULL, NULL, 0, 1, 1742000000000, ?, 'bench', '', '{}', '[]', '', ?)";

void require(int answer, sqlite3* handle) {
  if (answer == SQLITE_OK || answer == SQLITE_ROW || answer == SQLITE_DONE) return;
  std::fprintf(stderr, "floor: %s\n", sqlite3_errmsg(handle));
  std::exit(1);
}

std::vector<std::string> look_kinds(const Clause& clause) {
  const std::string_view kind = kind_of(clause).word;
  if (kind == "shortfall") return {"month"};
  if (kind == "per_event") return {"event"};
  if (kind == "ratio") return {"numerator", "denominator"};
  if (kind == "tiers") return {"tier"};
  if (kind == "lateness") return {"due", "late"};
  return {"check"};
}

void run(sqlite3_stmt* statement, std::initializer_list<std::int64_t> values) {
  int index = 0;
  for (const std::int64_t value : values) sqlite3_bind_int64(statement, ++index, value);
  require(sqlite3_step(statement), sqlite3_db_handle(statement));
  sqlite3_reset(statement);
}

}  // namespace

Floor::Floor(const std::filesystem::path& file) {
  require(sqlite3_open(file.c_str(), &handle_), handle_);
  exec("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY");
}

Floor::~Floor() {
  sqlite3_close(handle_);
}

void Floor::exec(const char* sql) {
  require(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), handle_);
}

sqlite3_stmt* Floor::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  require(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr), handle_);
  return statement;
}

std::int64_t Floor::step_over_facts() {
  sqlite3_stmt* statement = prepare(k_step);
  std::int64_t rows = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) ++rows;
  sqlite3_finalize(statement);
  return rows;
}

void Floor::explain(const World& world) {
  exec(k_tables);
  exec("BEGIN");
  sqlite3_stmt* look = prepare("INSERT INTO temp.look VALUES (?, ?, ?8, ?3, ?4, ?5, ?6, ?7)");
  std::int64_t index = 0;
  for (const Item& item : world.rulebook.items)
    for (const Clause& clause : item.clauses) {
      for (const std::string& what : look_kinds(clause)) {
        sqlite3_bind_text(look, 8, what.c_str(), -1, SQLITE_TRANSIENT);
        for (const int optional : {6, 7}) sqlite3_bind_null(look, optional);
        if (what != "denominator")
          for (const Comparison& where : clause.select.where)
            sqlite3_bind_int64(look, where.op == Op::k_eq ? 6 : 7, where.values.front());
        const int scope = clause.scope == Scope::k_own ? 0 : clause.scope == Scope::k_unit ? 1 : 2;
        run(look,
            {clause.select.ledger, index, scope, clause.archetypes.empty() ? 0 : clause.archetypes.front(),
             clause.counts_for == CountsFor::k_term ? 1 : 0});
      }
      ++index;
    }
  sqlite3_finalize(look);
  sqlite3_stmt* subject = prepare("INSERT OR IGNORE INTO temp.subject VALUES (?, ?, ?, ?, ?, ?)");
  const Organisation& organisation = *world.organisation;
  std::map<CodeId, std::pair<std::int64_t, std::int64_t>> principals;  // post and term, by unit
  for (const Post& post : organisation.data().posts) {
    const std::int64_t term = organisation.terms_of_post(post.id).front()->id;
    run(subject, {0, post.id, 0, post.archetype, post.id, term});
    if (post.archetype == organisation.data().archetypes.front().id) principals[post.unit] = {post.id, term};
  }
  for (const Unit& unit : organisation.data().units)
    for (const Unit* above = &unit; above != nullptr; above = organisation.unit(above->parent))
      if (const auto found = principals.find(above->id); found != principals.end())
        run(subject, {1, unit.id, 0, organisation.data().archetypes.front().id, found->second.first,
                      found->second.second});
  for (const Area& area : organisation.data().areas)
    for (const Titled& sector : organisation.data().sectors)
      for (const CodeId id : organisation.posts_in_charge(area.id, sector.id, world.period.first)) {
        const Post& post = *organisation.post(id);
        run(subject, {2, area.id, sector.id, post.archetype, id, organisation.terms_of_post(id).front()->id});
      }
  sqlite3_finalize(subject);
  exec("COMMIT; ANALYZE temp");
}

std::vector<std::pair<TallyKey, TallyCell>> Floor::group_by() {
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  sqlite3_stmt* statement = prepare(k_group_by);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const auto narrow = [&](int column) {
      return static_cast<std::int32_t>(sqlite3_column_int64(statement, column));
    };
    cells.push_back({{narrow(0), narrow(1), narrow(2)},
                     {sqlite3_column_int64(statement, 3), sqlite3_column_int64(statement, 4)}});
  }
  sqlite3_finalize(statement);
  return cells;
}

void Floor::write_csv(const std::string& table, const std::filesystem::path& file) {
  std::ofstream out(file);
  sqlite3_stmt* statement = prepare(("SELECT * FROM temp." + table).c_str());
  const int columns = sqlite3_column_count(statement);
  for (int i = 0; i < columns; ++i) out << (i > 0 ? "," : "") << sqlite3_column_name(statement, i);
  out << '\n';
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int i = 0; i < columns; ++i) {
      const unsigned char* value = sqlite3_column_text(statement, i);
      out << (i > 0 ? "," : "");
      if (value != nullptr) out << value;
    }
    out << '\n';
  }
  sqlite3_finalize(statement);
}

void Floor::copy_fact_table(const std::filesystem::path& from) {
  exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  std::string schema;
  {
    const Floor source(from);
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(
                source.handle_,
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'fact' AND type IN ('table', 'index') "
                "AND sql IS NOT NULL ORDER BY type DESC",
                -1, &statement, nullptr),
            source.handle_);
    while (sqlite3_step(statement) == SQLITE_ROW)
      schema += std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0))) + ";";
    sqlite3_finalize(statement);
  }
  exec(schema.c_str());
}

void Floor::insert(const World& world, std::int64_t first, std::int64_t count, std::int64_t batch) {
  Facts facts(world);
  sqlite3_stmt* statement = prepare(k_insert);
  for (std::int64_t done = 0; done < count; ++done) {
    if (done % batch == 0) exec("BEGIN IMMEDIATE");
    const Fact fact = facts.next();
    const std::string id = fact_id(first + done);
    sqlite3_bind_text(statement, 15, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
    sqlite3_bind_int64(
        statement, 16,
        static_cast<std::int64_t>(0x9E3779B97F4A7C15U * static_cast<std::uint64_t>(first + done)));
    run(statement,
        {first + done, fact.ledger, fact.occurred.days, fact.occurred.days, fact.unit, fact.area, fact.sector,
         fact.post, fact.known, fact.slot[0], fact.slot[1], fact.slot[2], fact.slot[3], fact.slot[4]});
    if (done % batch == batch - 1 || done + 1 == count) exec("COMMIT");
  }
  sqlite3_finalize(statement);
}

}  // namespace anze::bench
