// What the import of a hundred thousand rows costs beside its floor: the reader library alone over the same
// file, and the same rows inserted bare into an empty copy of the fact table. CPU time of this process and of
// its readers.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base64.hpp"
#include "host/files.hpp"
#include "host/session.hpp"
#include "plugin/sheet_reader/read_file.h"
#include "tests/bench/timing.h"
#include "tests/own_folder.h"

namespace anze::bench {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

double children_seconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// A hazard register of a busy district, ten columns. `full`: as much text as the limits let in, and no ids,
// so that every row is compared with every other.
void write_book(const fs::path& file, int rows, bool full) {
  lxw_workbook_options options{};
  options.constant_memory = full ? LXW_FALSE : LXW_TRUE;  // texts shared, or in their cells
  lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "隐患台账");
  lxw_format* day = workbook_add_format(book);
  format_set_num_format(day, "yyyy-mm-dd");
  lxw_col_t column = 0;
  for (const char* heading : {"编号", "发生日期", "填报单位", "属地", "行业领域", "来源", "隐患级别",
                              "整改资金（元）", "隐患单位", "备注"})
    worksheet_write_string(sheet, 0, column++, heading, nullptr);
  std::string remark = "检查时发现，已当场告知负责人";
  for (int i = 0; full && i < 7; ++i) remark += "，要求立即整改并专人看守";
  for (int i = 1; i <= rows; ++i) {
    const auto row = static_cast<lxw_row_t>(i);
    if (!full) worksheet_write_string(sheet, row, 0, ("B" + std::to_string(i)).c_str(), nullptr);
    lxw_datetime when{2025, i % 12 + 1, i % 28 + 1, 0, 0, 0};
    worksheet_write_datetime(sheet, row, 1, &when, day);
    worksheet_write_string(sheet, row, 2, "区安监局", nullptr);
    worksheet_write_string(sheet, row, 3, i % 2 == 0 ? "山门镇" : "叶赫镇", nullptr);
    worksheet_write_string(sheet, row, 4, i % 3 == 0 ? "消防" : "道路交通", nullptr);
    worksheet_write_string(sheet, row, 5, i % 5 == 0 ? "重要时段" : "日常", nullptr);
    worksheet_write_string(sheet, row, 6, i % 50 == 0 ? "重大" : "一般", nullptr);
    worksheet_write_number(sheet, row, 7, i * 1.25, nullptr);
    worksheet_write_string(sheet, row, 8, ("第" + std::to_string(i % 997) + "号企业").c_str(), nullptr);
    worksheet_write_string(sheet, row, 9, (full ? remark + std::to_string(i) : remark).c_str(), nullptr);
  }
  workbook_close(book);
}

struct NoSink : sheets::CellSink {
  Result<void> begin(const std::vector<sheets::SheetName>&, std::size_t) override { return {}; }
  Result<void> row(std::uint32_t, std::span<const sheets::Cell> cells) override {
    seen += cells.size();
    return {};
  }
  Result<void> merge(const sheets::Merge&) override { return {}; }
  std::size_t seen = 0;
};

// The rows of one fact table into an empty copy with its indexes, in one transaction. Returns the time of the
// inserts.
double insert_bare(const fs::path& from, const fs::path& into) {
  sqlite3* source = nullptr;
  sqlite3* target = nullptr;
  if (sqlite3_open(from.c_str(), &source) != SQLITE_OK || sqlite3_open(into.c_str(), &target) != SQLITE_OK)
    std::abort();
  const auto exec = [&](const std::string& sql) {
    if (sqlite3_exec(target, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
  };
  const auto each = [&](const char* sql, const auto& take) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(source, sql, -1, &statement, nullptr) != SQLITE_OK) std::abort();
    while (sqlite3_step(statement) == SQLITE_ROW) take(statement);
    sqlite3_finalize(statement);
  };
  exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  each(
      "SELECT sql FROM sqlite_master WHERE tbl_name = 'fact' AND type IN ('table', 'index') AND sql IS NOT "
      "NULL ORDER BY type DESC",
      [&](sqlite3_stmt* row) { exec(reinterpret_cast<const char*>(sqlite3_column_text(row, 0))); });
  std::vector<sqlite3_value*> values;
  int columns = 0;
  each("SELECT * FROM fact ORDER BY seq", [&](sqlite3_stmt* row) {
    columns = sqlite3_column_count(row);
    for (int i = 0; i < columns; ++i) values.push_back(sqlite3_value_dup(sqlite3_column_value(row, i)));
  });
  std::string sql = "INSERT INTO fact VALUES (?";
  for (int i = 1; i < columns; ++i) sql += ",?";
  const double taken = seconds_of([&] {
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_prepare_v2(target, (sql + ")").c_str(), -1, &insert, nullptr) != SQLITE_OK) std::abort();
    exec("BEGIN IMMEDIATE");
    for (std::size_t at = 0; at < values.size(); at += static_cast<std::size_t>(columns)) {
      for (int i = 0; i < columns; ++i)
        sqlite3_bind_value(insert, i + 1, values[at + static_cast<std::size_t>(i)]);
      if (sqlite3_step(insert) != SQLITE_DONE) std::abort();
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    exec("COMMIT");
  });
  for (sqlite3_value* value : values) sqlite3_value_free(value);
  sqlite3_close(source);
  sqlite3_close(target);
  return taken;
}

json read_json(const fs::path& file) {
  return json::parse(host::read_file(file));
}

std::unique_ptr<host::Session> open_session(const fs::path& folder) {
  fs::create_directories(folder / "store");
  std::ofstream(folder / "people.json") << R"({"version": "1", "people": [
           {"principal": "clerk", "name": "clerk", "unit": "gov", "person": null, "roles": ["clerk"]},
           {"principal": "system", "name": "system", "unit": "gov", "person": null, "roles": ["system_admin"]}]})";
  host::SessionOptions options;
  options.plugin = ANZE_PLUGIN_FILE;
  options.store = folder / "store";
  options.directory = folder / "people.json";
  options.calendar = ANZE_CALENDAR_FILE;
  options.actor = "clerk";
  options.now_ms = 1'767'600'000'000;  // 2026-01-05
  auto session = std::make_unique<host::Session>(options);
  const fs::path source = ANZE_SOURCE_DIR;
  session->ask("org.import/1", {{"actor", "system"},
                                {"organisation", read_json(source / "tests/cases/world/organisation.json")}});
  session->ask("ledger.define/1", {{"actor", "system"},
                                   {"definition", read_json(source / "scoring/rules/ledgers/hazard.json")}});
  return session;
}

// As a host does it: in parts, step by step.
void import(host::Session& session, const std::string& bytes, int rows) {
  constexpr std::size_t k_part = 700'000;
  json part = json::object();
  for (std::size_t at = 0; at < bytes.size(); at += k_part) {
    part["at"] = at;
    part["content"] = host::encode_base64(std::string_view(bytes).substr(at, k_part));
    part["upload"] = session.ask("sheet.upload/1", part).at("upload");
  }
  const json job = session.ask("sheet.start/1", {{"ledger", "hazard"}, {"upload", part["upload"]}}).at("job");
  json state;
  do state = session.ask("sheet.step/1", {{"job", job}});
  while (state.at("state") != "done");
  if (state.at("answer").at("added") != rows) std::abort();
}

double peak_of_readers_mib() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure(const fs::path& folder, int rows, bool full) {
  const std::string bytes = host::read_file(folder / "book.xlsx");
  const std::unique_ptr<host::Session> session = open_session(folder);
  const double peak_before = peak_mib();
  const double readers_before = children_seconds();
  const double ours = seconds_of([&] { import(*session, bytes, rows); });
  const double whole = ours + children_seconds() - readers_before;
  const double peak = peak_mib() - peak_before;
  const double reader = peak_of_readers_mib();

  const std::string book = text("{} rows ({:.1f} MB .xlsx{})", rows, static_cast<double>(bytes.size()) / 1e6,
                                full ? ", full" : "");
  if (!full) {
    sheets::TextCoding coding;
    const double read = best_of(3, [&] {
      NoSink sink;
      if (!sheets::read_file(bytes, {}, {}, coding, sink)) std::abort();
    });
    const double insert = insert_bare(folder / "store/anze.db", folder / "floor.db");
    const double ratio = whole / (read + insert);
    figure("j  " + book + " imported",
           text("{:.2f} s, {:.2f} x ({:.2f} read + {:.2f} insert)", whole, ratio, read, insert), "<= 3 x",
           ratio <= 3);
  }
  figure("j  memory, " + book, text("{:.0f} MiB host, {:.0f} MiB reader", peak, reader), "<= 256 MiB",
         peak <= 256 && reader <= 256);
}

// In a process of its own, so that one run's peak of memory is not the next one's.
bool apart(const std::function<void()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    work();
    std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int bench_sheets(int rows) {
  bool good = true;
  for (const bool full : {false, true}) {
    const fs::path folder = tests::own_folder("sheets");
    good = good && apart([&] { write_book(folder / "book.xlsx", rows, full); }) &&
           apart([&] { measure(folder, rows, full); });
    fs::remove_all(folder);
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace anze::bench

int main(int argc, char** argv) {
  return anze::bench::bench_sheets(argc > 1 ? std::atoi(argv[1]) : 100000);
}
