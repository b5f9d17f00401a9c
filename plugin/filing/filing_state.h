// The record of a filing: each change of state is a further version of it (filing.h).
#pragma once

#include <string>

#include "plugin/json/json.h"
#include "plugin/store/store.h"

namespace anze::plugin {

struct FilingState {
  std::string id;  // "2025Q1/quarterly_discipline/v1"
  json body;

  std::string state() const { return text_of(body, "state"); }
};

// Errors: filing.unknown.
Result<FilingState> need_filing(store::Reader& reader, const std::string& id);

// Writes the next version of the record.
Result<void> put_filing(store::Writer& writer, const FilingState& filing);

}  // namespace anze::plugin
