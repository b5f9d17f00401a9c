#include "reports/render.h"

#include "reports/formats/clean.h"
#include "reports/formats/docx/render_docx.h"
#include "reports/formats/text/render_text.h"
#include "reports/papers/make_outline.h"
#include "reports/snapshot/snapshot_json.h"
#include "reports/views/view.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

// File systems allow 255 bytes a name; leave room for the extension and for what an OA puts before it.
constexpr std::size_t k_longest_name = 180;

std::string safe_name(const Outline& outline) {
  std::string name = outline.document_number + (outline.document_number.empty() ? "" : " ") + outline.title +
                     (outline.version.empty() ? "" : "（" + outline.version + "）");
  name = clean(name);
  for (char& c : name)
    if (std::string_view("/\\:*?\"<>|\n\t").find(c) != std::string_view::npos) c = '_';
  for (std::size_t at = name.find(".."); at != std::string::npos; at = name.find("..", at)) name[at] = '_';
  std::size_t length = std::min(name.size(), k_longest_name);
  while (length < name.size() && length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
    --length;
  name.resize(length);
  ANZE_ASSERT(name.size() <= k_longest_name);
  return name;
}

}  // namespace

Result<RenderedDocument> render(const Snapshot& snapshot, Format format, std::string_view data_digest,
                                const Pack& pack) {
  ANZE_TRY(const Outline outline, make_outline(snapshot, data_digest));
  const std::string name = safe_name(outline);
  switch (format) {
    case Format::k_docx: {
      ANZE_TRY(std::string bytes, render_docx(outline, pack));
      return RenderedDocument{name + ".docx",
                              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                              std::move(bytes)};
    }
    case Format::k_text:
      return RenderedDocument{name + ".txt", "text/plain; charset=utf-8", render_text(outline)};
    case Format::k_json:
      break;
  }
  return RenderedDocument{name + ".json", "application/json",
                          to_json(view_for(snapshot, snapshot.filing.kind))};
}

Result<Format> parse_format(std::string_view word) {
  if (word == "docx") return Format::k_docx;
  if (word == "text") return Format::k_text;
  if (word == "json") return Format::k_json;
  return invalid("report.format", "no such format: \"" + std::string(word) + "\"", "",
                 "one of docx, text, json");
}

}  // namespace anze::reports
