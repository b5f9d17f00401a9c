// ImportRecord: what is kept of an import: which file and sheet, and from which row each fact came. A fact
// knows its import by the act that wrote its first version (entry), and its row by its number among the act's
// facts, so the facts themselves carry nothing of it. Kept as a record "sheet_import"; an undone import is
// its second version.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/store/store.h"

namespace anze::sheets {

struct ImportRecord {
  std::string id;  // "IMP-17": 17 is the audit entry
  std::string file;
  std::string digest;  // SM3 of the file, hex
  std::string ledger;
  std::string sheet;
  std::int64_t first_seq = 0;  // of the first fact
  std::int64_t rows = 0;       // facts, numbered from first_seq without a gap
  struct Run {                 // rows of the sheet that follow each other
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  std::vector<Run> runs;
  bool history = false;  // an older register taken over
  bool undone = false;
  std::string reason;  // of undoing

  void add_row(std::uint32_t row);
  // The row the fact of that number came from; none when it is not of this import.
  std::optional<std::uint32_t> row_of(std::int64_t seq) const;
};

std::string import_id(std::int64_t entry);

// Errors of reading: store.*; record.corrupt, with the member.
Result<ImportRecord> import_of(const store::Record& stored);
plugin::json import_json(const ImportRecord& import);  // what is stored
Result<void> put_import(store::Writer& writer, const ImportRecord& import);
Result<std::vector<ImportRecord>> read_imports(store::Reader& reader);
Result<std::optional<ImportRecord>> read_import(store::Reader& reader, std::string_view id);

// {"import", "file", "sheet", "row"}, and "history" of one taken over, of a fact's first version; null when
// it came another way.
Result<plugin::json> origin_of(store::Reader& reader, const store::FactVersion& first);

// The first version of each of its facts, by row.
Result<void> each_imported(store::Reader& reader, const ImportRecord& import,
                           const std::function<Result<void>(const store::FactVersion&)>& visit);

// Withdraws every fact of the import. Facts that were corrected since are left when `leave_corrected`, else
// listed in `problems`, as is every fact that `may_go` refuses, and nothing is done. Errors:
// sheet.import_unknown, sheet.import_undone, sheet.corrected, those of may_go.
// Returns: {"withdrawn", "left"}.
using MayGo = std::function<Result<void>(const Fact&)>;
Result<plugin::json> undo_import(store::Writer& writer, std::string_view id, const std::string& reason,
                                 bool leave_corrected, const MayGo& may_go, Problems& problems);

}  // namespace anze::sheets
