#include "plugin/records/import_record.h"

#include <numeric>

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::sheets {
namespace {

using anze::json::Object;
using anze::json::Place;
using plugin::json;

void fill(Object& object, ImportRecord& import) {
  import.file = object.need<std::string>("file");
  import.digest = object.need<std::string>("digest");
  import.ledger = object.need<std::string>("ledger");
  import.sheet = object.need<std::string>("sheet");
  import.first_seq = object.need<std::int64_t>("first_seq");
  import.rows = object.need<std::int64_t>("rows");
  for (const Place& run : object.need_list("runs")) {
    constexpr std::int64_t k_rows_max = 1U << 31U;
    const std::vector<Place> ends = run.elements();
    if (ends.size() != 2) {
      run.problem("json.length", "a run has a first row and a count");
      continue;
    }
    import.runs.push_back({static_cast<std::uint32_t>(ends[0].integer(0, k_rows_max).value_or(0)),
                           static_cast<std::uint32_t>(ends[1].integer(0, k_rows_max).value_or(0))});
  }
  import.history = object.get<bool>("history", false);
  import.undone = object.need<bool>("undone");
  import.reason = object.need<std::string>("reason");
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

Result<ImportRecord> import_of(const store::Record& stored) {
  ANZE_TRY(ImportRecord import, plugin::read_body<ImportRecord>(stored, fill));
  import.id = stored.id;
  return import;
}

json import_json(const ImportRecord& import) {
  json runs = json::array();
  for (const ImportRecord::Run& run : import.runs) runs.push_back({run.first, run.count});
  json body = {{"file", import.file},     {"digest", import.digest},       {"ledger", import.ledger},
               {"sheet", import.sheet},   {"first_seq", import.first_seq}, {"rows", import.rows},
               {"runs", std::move(runs)}, {"undone", import.undone},       {"reason", import.reason}};
  if (import.history) body["history"] = true;
  return body;
}

Result<void> put_import(store::Writer& writer, const ImportRecord& import) {
  ANZE_ASSERT(import.rows > 0 && import.first_seq > 0);
  ANZE_ASSERT(!import.undone || !import.reason.empty());
  ANZE_CHECK(writer.put(plugin::k_import_record, import.id, 0, plugin::dump(import_json(import))));
  return {};
}

std::string import_id(std::int64_t entry) {
  return "IMP-" + std::to_string(entry);
}

Result<std::vector<ImportRecord>> read_imports(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(plugin::k_import_record));
  return plugin::read_each(stored, import_of);
}

Result<std::optional<ImportRecord>> read_import(store::Reader& reader, std::string_view id) {
  return plugin::read_current(reader, plugin::k_import_record, std::string(id), 0, import_of);
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
  ANZE_CHECK(put_import(writer, *import));
  writer.subject("undo " + import->id + ": " + std::to_string(mine.size()) + " facts");
  return json{{"import", import->id}, {"withdrawn", mine.size()}, {"left", left}};
}

}  // namespace anze::sheets
