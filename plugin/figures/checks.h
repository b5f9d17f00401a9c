// Figure checks (勾稽): the figures of a range of days against each other, judged by the very gate that
// filings pass (reports/checks/check.h), and the differences somebody answered for.
//
// A declaration (差异说明; its record: plugin/records) stands as long as the numbers it was made for do; when
// one of them changes it is outdated and explains nothing until it is declared again.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "reports/checks/check.h"

namespace anze::plugin {

// Every check of the installed figures over the range, and the built-in ones that do not hold.
Result<std::vector<reports::Finding>> check_range(Call& call, store::Reader& reader, const DateRange& range);

// figures.declare/1, figures.withdraw/1, figures.declared/1.
Result<json> declare_difference(Call& call, store::Writer& writer);
Result<json> withdraw_declaration(Call& call, store::Writer& writer);
Result<json> list_declared(Call& call, store::Reader& reader);

}  // namespace anze::plugin
