// AttachmentCell: the attachments of a fact in one cell, a line each, as an export writes them and an import
// reads them back: "纪要.pdf〔18233，66c7f0f4…〕": name, bytes, SM3. A file is never in a sheet; this names
// it.
#pragma once

#include <string>
#include <string_view>

#include "plugin/json/json.h"
#include "scoring/json/reader.h"
#include "scoring/values/result.h"

namespace anze::sheets {

std::string write_attachments(const plugin::json& list);
// The array of a fact's "attachments".  Errors: sheet.attachment.
Result<anze::json::Array> read_attachments(std::string_view cell);

}  // namespace anze::sheets
