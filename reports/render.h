// Rendering: a sealed snapshot becomes a document in memory. Same snapshot, same digest, same bytes, on every
// run and machine with the same zlib: archive times are fixed and nothing asks a clock or the environment.
#pragma once

#include <string>
#include <string_view>

#include "reports/formats/part.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/values/result.h"

namespace anze::reports {

// k_docx: editable layout for the signing flow (GB/T 9704-2012). k_text: for screens, search and comparison.
// k_json: the addressee's view itself, for the addressee's own system.
enum class Format { k_docx, k_text, k_json };

struct RenderedDocument {
  std::string filename;  // a suggestion, safe on every file system, with its extension
  std::string media_type;
  std::string bytes;
};

// Renders what the addressee of snapshot.filing.kind may see. `data_digest`: SM3 of the sealed bytes, in hex.
// `pack` packs the parts of a DOCX.  Errors: those of make_outline and of `pack`.
Result<RenderedDocument> render(const Snapshot& snapshot, Format format, std::string_view data_digest,
                                const Pack& pack);

// "docx", "text", "json".  Errors: report.format.
Result<Format> parse_format(std::string_view word);

}  // namespace anze::reports
