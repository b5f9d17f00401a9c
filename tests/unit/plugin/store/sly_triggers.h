// How a database can fail to keep what an act writes: triggers of somebody else, fired by the act's own rows,
// past the store's append-only ones. Each breaks one invariant of one sealed table.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace anze::store {

struct SlyTrigger {
  std::string what;   // "fact: of another act"
  std::string table;  // whose append-only triggers are taken off
  std::string sql;
};

inline std::string sly(const std::string& on, const std::string& body) {
  return "CREATE TRIGGER sly AFTER INSERT ON " + on + " BEGIN " + body + "; END";
}

inline std::vector<SlyTrigger> sly_triggers() {
  std::vector<SlyTrigger> all;
  struct Sealed {
    std::string name;
    std::string key;
    std::string extra;  // columns of one more row, and their values of the act's last request
    std::string values;
  };
  const Sealed tables[] = {
      {"fact", "seq",
       "period, seq, entry, voided, ledger, occurred, recorded, unit, area, sector, post, official, state, "
       "late, "
       "known, replaces, version, recorded_at_ms, id, recorded_by, reason, texts, attachments, remark, mark",
       "20251, 900, NEW.entry, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 'sly', '', '', '{}', '[]', '', "
       "0"},
      {"record", "seq", "seq, kind, id, version, year, body, entry, mark",
       "900, 'sly', 'sly', 1, 0, '{}', NEW.entry, 0"},
      {"blob", "seq", "seq, digest, bytes, entry, mark", "900, zeroblob(32), x'00', NEW.entry, 0"},
      {"code", "id", "id, text, entry, mark", "900, 'sly', NEW.entry, 0"},
      {"request", "seq", "seq, request_id, method, request, response, entry, mark",
       "900, 'sly', 'sly', zeroblob(32), '', NEW.entry, 0"},
  };
  for (const Sealed& table : tables) {
    const std::string row = " WHERE region = NEW.region AND " + table.key + " = NEW." + table.key;
    const auto change = [&](const std::string& what, const std::string& body) {
      all.push_back({table.name + ": " + what, table.name, sly(table.name, body)});
    };
    change("of another act", "UPDATE " + table.name + " SET entry = entry + 1" + row);
    change("another mark", "UPDATE " + table.name + " SET mark = mark + 1" + row);
    change("numbered with a gap",
           "UPDATE " + table.name + " SET " + table.key + " = " + table.key + " + 7" + row);
    change("of another region", "UPDATE " + table.name + " SET region = region + 1" + row);
    change("gone", "DELETE FROM " + table.name + row);
    all.push_back({table.name + ": one more", table.name,
                   sly("request", "INSERT INTO " + table.name + " (region, " + table.extra +
                                      ") VALUES (NEW.region, " + table.values + ")")});
  }
  const std::string entry = " WHERE region = NEW.region AND seq = NEW.seq";
  for (const char* column : {"seq = seq + 7", "region = region + 1", "format = 1", "model = seq + 1",
                             "at_ms = at_ms + 1", "actor = 'sly'", "fact_to = fact_to + 1",
                             "rows = zeroblob(32)", "previous = randomblob(32)", "hash = zeroblob(32)"})
    all.push_back({std::string("audit: ") + column, "audit",
                   sly("audit", std::string("UPDATE audit SET ") + column + entry)});
  all.push_back({"audit: gone", "audit", sly("audit", "DELETE FROM audit" + entry)});
  return all;
}

// Runs SQL on the database by a connection of its own.
inline void run_beside(const std::string& file, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(file.c_str(), &handle);
  sqlite3_busy_timeout(handle, 5000);
  const int answer = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string told = sqlite3_errmsg(handle);
  sqlite3_close(handle);
  if (answer != SQLITE_OK) throw std::runtime_error(told + ": " + sql);
}
inline void set_trap(const std::string& file, const SlyTrigger& trigger) {
  run_beside(file, "BEGIN IMMEDIATE; DROP TRIGGER " + trigger.table + "_no_update; DROP TRIGGER " +
                       trigger.table + "_no_delete;" + trigger.sql + "; COMMIT");
}
inline void take_trap_away(const std::string& file, const SlyTrigger& trigger) {
  std::string sql = "BEGIN IMMEDIATE; DROP TRIGGER sly;";
  for (const char* verb : {"UPDATE", "DELETE"})
    sql += "CREATE TRIGGER " + trigger.table + (verb[0] == 'U' ? "_no_update" : "_no_delete") + " BEFORE " +
           verb + " ON " + trigger.table + " BEGIN SELECT RAISE(ABORT, '" + trigger.table +
           " is append-only'); END;";
  run_beside(file, sql + "COMMIT");
}

}  // namespace anze::store
