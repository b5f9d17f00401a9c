// Export: the facts of one ledger that an export shows, in the order of their days, and the files made of
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/workbooks/out/columns.h"
#include "scoring/days/period.h"

namespace anze::sheets {

struct Export {
  const Ledger* ledger = nullptr;
  Period period;
  std::int64_t as_of_entry = 0;
  // Only facts of that unit or one below it, of that area or one inside it, and so on; k_no_code: all.
  CodeId unit = k_no_code;
  CodeId area = k_no_code;
  CodeId sector = k_no_code;
  CodeId post = k_no_code;
  CodeId official = k_no_code;
  CodeId state = k_no_code;
};

struct Exported {
  std::string bytes;
  std::size_t rows = 0;
  std::vector<std::string> shortened;  // ids of facts with a text that Excel cannot hold
};

// Errors: sheet.limit (more rows than an import takes), sheet.write, store.*.
Result<Exported> export_xlsx(const plugin::Call& call, store::Reader& reader, const Export& view);
// UTF-8 with a byte order mark, or GB 18030.
Result<Exported> export_csv(const plugin::Call& call, store::Reader& reader, const Export& view,
                            bool gb18030);

// A blank sheet to fill in, with choices and checks, and a second one that explains it.
Result<std::string> make_template(const plugin::Call& call, const Ledger& ledger);

}  // namespace anze::sheets
