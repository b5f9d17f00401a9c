#include "plugin/records/import_record.h"

#include <numeric>

namespace anze::sheets {
namespace {

using plugin::json;
constexpr const char* k_kind = "sheet_import";

ImportRecord from_record(const store::Record& record) {
  const json body = json::parse(record.body);
  ImportRecord import;
  import.id = record.id;
  import.file = body.at("file");
  import.digest = body.at("digest");
  import.ledger = body.at("ledger");
  import.sheet = body.at("sheet");
  import.first_seq = body.at("first_seq");
  import.rows = body.at("rows");
  for (const json& run : body.at("runs")) import.runs.push_back({run.at(0), run.at(1)});
  import.history = body.value("history", false);
  import.undone = body.at("undone");
  import.reason = body.at("reason");
  return import;
}

}  // namespace

void ImportRecord::add_row(std::uint32_t row) {
  ++rows;
  if (!runs.empty() && runs.back().first + runs.back().count == row)
    ++runs.back().count;
  else
    runs.push_back({row, 1});
}

std::optional<std::uint32_t> ImportRecord::row_of(std::int64_t seq) const {
  std::int64_t left = seq - first_seq;
  if (left < 0 || left >= rows) return std::nullopt;
  for (const Run& run : runs) {
    if (left < run.count) return run.first + static_cast<std::uint32_t>(left);
    left -= run.count;
  }
  return std::nullopt;
}

Result<void> ImportRecord::put(store::Writer& writer) const {
  json list = json::array();
  for (const Run& run : runs) list.push_back({run.first, run.count});
  json body = {{"file", file},   {"digest", digest},       {"ledger", ledger},
               {"sheet", sheet}, {"first_seq", first_seq}, {"rows", rows},
               {"runs", list},   {"undone", undone},       {"reason", reason}};
  if (history) body["history"] = true;
  ANZE_CHECK(writer.put(k_kind, id, 0, plugin::dump(body)));
  return {};
}

std::string import_id(std::int64_t entry) {
  return "IMP-" + std::to_string(entry);
}

Result<std::vector<ImportRecord>> read_imports(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_kind));
  std::vector<ImportRecord> imports;
  for (const store::Record& record : records) imports.push_back(from_record(record));
  return imports;
}

Result<std::optional<ImportRecord>> read_import(store::Reader& reader, std::string_view id) {
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_kind, id));
  if (!record) return std::optional<ImportRecord>();
  return std::optional(from_record(*record));
}

Result<plugin::json> origin_of(store::Reader& reader, const store::FactVersion& first) {
  ANZE_TRY(const std::optional<ImportRecord> import, read_import(reader, import_id(first.entry)));
  const auto row = import ? import->row_of(first.record.fact.seq) : std::nullopt;
  if (!row) return json(nullptr);
  json origin = {{"import", import->id}, {"file", import->file}, {"sheet", import->sheet}, {"row", *row}};
  if (import->history) origin["history"] = true;
  return origin;
}

Result<void> each_imported(store::Reader& reader, const ImportRecord& import,
                           const std::function<Result<void>(const store::FactVersion&)>& visit) {
  std::vector<std::int64_t> seqs(static_cast<std::size_t>(import.rows));
  std::iota(seqs.begin(), seqs.end(), import.first_seq);
  return reader.facts_by_seq(seqs, visit);
}

Result<plugin::json> undo_import(store::Writer& writer, std::string_view id, const std::string& reason,
                                 bool leave_corrected, const MayGo& may_go, Problems& problems) {
  constexpr std::size_t k_told = 100;
  ANZE_TRY(std::optional<ImportRecord> import, read_import(writer, id));
  if (!import)
    return Error{Code::k_not_found, "sheet.import_unknown", "there is no import “" + std::string(id) + "”",
                 "/import", "sheet.imports/1 lists them"};
  if (import->undone)
    return Error{Code::k_conflict,
                 "sheet.import_undone",
                 "import “" + import->id + "” was undone already",
                 "/import",
                 {}};
  std::vector<std::string> ids;
  ANZE_CHECK(each_imported(writer, *import, [&](const store::FactVersion& version) -> Result<void> {
    ids.push_back(version.record.id);
    return {};
  }));
  std::vector<std::string> mine;
  std::size_t left = 0;
  std::int64_t seq = import->first_seq;
  ANZE_CHECK(writer.histories(ids, [&](const std::vector<store::FactVersion>& history) -> Result<void> {
    const store::FactVersion& now = history.back();
    const std::string place =
        "sheet " + import->sheet + " row " + std::to_string(import->row_of(seq++).value_or(0));
    if (now.version == 1 && !now.voided) {
      mine.push_back(now.record.id);
      if (auto may = may_go(now.record.fact); !may && problems.size() < k_told) {
        problems.push_back(may.error());
        problems.back().at = place;
      }
      return {};
    }
    ++left;
    if (now.voided) return {};  // withdrawn already: nothing is left to undo
    if (!leave_corrected && problems.size() < k_told)
      problems.push_back(
          {Code::k_conflict, "sheet.corrected",
           "record “" + now.record.id + "” was corrected since the import", place,
           "withdraw it by itself first, or leave corrected records as they are (leave_corrected)"});
    return {};
  }));
  if (!problems.empty()) return problems.front();
  for (const std::string& each : mine) ANZE_CHECK(writer.withdraw(each, reason));
  import->undone = true;
  import->reason = reason;
  ANZE_CHECK(import->put(writer));
  writer.subject("undo " + import->id + ": " + std::to_string(mine.size()) + " facts");
  return json{{"import", import->id}, {"withdrawn", mine.size()}, {"left", left}};
}

}  // namespace anze::sheets
