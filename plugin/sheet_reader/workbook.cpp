#include "plugin/sheet_reader/workbook.h"

#include <charconv>
#include <map>

#include "plugin/sheet_reader/faults.h"
#include "plugin/sheet_reader/text_coding.h"
#include "plugin/sheet_reader/xml_stream.h"

namespace anze::sheets {
namespace {

std::uint32_t to_number(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

// The part a relationship of `base` ("xl/workbook.xml") points to.
std::string resolve(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(base.substr(0, base.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    folder.erase(folder.rfind('/') + 1);
  }
  while (target.starts_with("./")) target.remove_prefix(2);
  return folder + std::string(target);
}

struct Relationship {
  std::string type;  // the last word of its URI: "worksheet"
  std::string part;
};

// External targets are left out: whatever they name is not in this file.
class Relationships : public XmlHandler {
 public:
  explicit Relationships(std::string base) : base_(std::move(base)) {}
  Result<void> open(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return {};
    const std::string_view type = attributes.get("Type");
    by_id[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                resolve(base_, attributes.get("Target"))};
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }
  std::string of_type(std::string_view type) const {
    for (const auto& [id, relationship] : by_id)
      if (relationship.type == type) return relationship.part;
    return {};
  }
  std::map<std::string, Relationship> by_id;

 private:
  std::string base_;
};

class ContentTypes : public XmlHandler {
 public:
  Result<void> open(std::string_view, const Attributes& attributes) override {
    const std::string_view type = attributes.get("ContentType");
    macros |= type.find("macroEnabled") != std::string_view::npos ||
              type.find("vbaProject") != std::string_view::npos;
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }
  bool macros = false;
};

struct NamedSheet {
  SheetName name;
  std::string relationship;
};

class WorkbookPart : public XmlHandler {
 public:
  Result<void> open(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view value = attributes.get("date1904");
      since_1904 = value == "1" || value == "true";
    } else if (name == "sheet") {
      const std::string_view state = attributes.get("state");
      sheets.push_back({{std::string(attributes.get("name")), state.empty() || state == "visible"},
                        std::string(attributes.get("id"))});
    }
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }
  bool since_1904 = false;
  std::vector<NamedSheet> sheets;
};

class Styles : public XmlHandler {
 public:
  Result<void> open(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      codes_[to_number(attributes.get("numFmtId"), 0)] = std::string(attributes.get("formatCode"));
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_) {
      const std::uint32_t id = to_number(attributes.get("numFmtId"), 0);
      const auto code = codes_.find(id);
      looks.push_back(look_of(id, code == codes_.end() ? std::string_view{} : code->second));
    }
    return {};
  }
  Result<void> close(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    return {};
  }
  std::vector<NumberLook> looks;

 private:
  std::map<std::uint32_t, std::string> codes_;
  bool in_cells_ = false;
};

// Readings of characters (拼音, furigana: rPh) stand beside the text and are not part of it.
class SharedStrings : public XmlHandler {
 public:
  SharedStrings(Workbook& book, const Limits& limits) : book_(book), limits_(limits) {}
  Result<void> open(std::string_view name, const Attributes&) override {
    if (name == "rPh") reading_ = true;
    if (name == "t" && !reading_) in_text_ = true;
    if (name == "si") {
      if (book_.text_ends.size() == limits_.shared_strings)
        return over("number of texts in the workbook", limits_.shared_strings, "texts");
      text_.clear();
    }
    return {};
  }
  Result<void> close(std::string_view name) override {
    if (name == "rPh") reading_ = false;
    if (name == "t") in_text_ = false;
    if (name == "si") {
      if (utf16_length(text_) > limits_.cell_chars)
        return over("length of a text in the workbook", limits_.cell_chars, "characters");
      book_.texts += unescaped(text_);
      book_.text_ends.push_back(static_cast<std::uint32_t>(book_.texts.size()));
    }
    return {};
  }
  Result<void> text(std::string_view piece) override {
    if (in_text_) text_ += piece;
    return {};
  }

 private:
  Workbook& book_;
  const Limits& limits_;
  std::string text_;
  bool in_text_ = false;
  bool reading_ = false;
};

Result<void> parse_if_there(ZipArchive& archive, const std::string& part, const Limits& limits,
                            XmlHandler& handler) {
  const ZipEntry* entry = part.empty() ? nullptr : archive.find(part);
  return entry == nullptr ? Result<void>() : parse_part(archive, *entry, limits, handler);
}

Result<void> refuse_macros(ZipArchive& archive, const Limits& limits) {
  ContentTypes types;
  ANZE_CHECK(parse_if_there(archive, "[Content_Types].xml", limits, types));
  for (const ZipEntry& entry : archive.entries()) types.macros |= entry.name.ends_with("vbaProject.bin");
  if (!types.macros) return {};
  return invalid("sheet.macros", "the workbook contains macros", {},
                 "save it as an ordinary workbook (.xlsx) and send that");
}

}  // namespace

bool Workbook::shared(std::size_t index, std::string_view& text) const {
  if (index >= text_ends.size()) return false;
  const std::size_t begin = index == 0 ? 0 : text_ends[index - 1];
  text = std::string_view(texts).substr(begin, text_ends[index] - begin);
  return true;
}

Result<Workbook> read_workbook(ZipArchive& archive, const Limits& limits) {
  ANZE_CHECK(refuse_macros(archive, limits));
  Relationships root("");
  ANZE_CHECK(parse_if_there(archive, "_rels/.rels", limits, root));
  const std::string part = root.of_type("officeDocument");
  const ZipEntry* entry = archive.find(part);
  if (part.empty() || entry == nullptr)
    return invalid("sheet.format", "the file is a zip archive but no workbook", {},
                   "send a workbook (.xlsx) or a CSV file; unpack an archive first");
  WorkbookPart book_part;
  ANZE_CHECK(parse_part(archive, *entry, limits, book_part));
  const std::size_t slash = part.rfind('/') + 1;
  Relationships links(part);
  ANZE_CHECK(parse_if_there(archive, part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels", limits,
                            links));

  Workbook book;
  book.since_1904 = book_part.since_1904;
  for (NamedSheet& sheet : book_part.sheets) {
    const auto link = links.by_id.find(sheet.relationship);
    if (link != links.by_id.end() && link->second.type == "worksheet")  // a sheet of charts has no cells
      book.sheets.push_back({std::move(sheet.name), link->second.part});
  }
  Styles styles;
  ANZE_CHECK(parse_if_there(archive, links.of_type("styles"), limits, styles));
  book.looks = std::move(styles.looks);
  SharedStrings strings(book, limits);
  ANZE_CHECK(parse_if_there(archive, links.of_type("sharedStrings"), limits, strings));
  return book;
}

std::string unescaped(std::string_view text) {
  constexpr std::size_t k_escape = 7;  // _x000D_
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint32_t code = static_cast<std::uint8_t>(text[i]);
    if (text[i] == '_' && text.size() - i >= k_escape && text[i + 1] == 'x' && text[i + 6] == '_') {
      std::uint32_t escaped = 0;
      const auto [end, fault] = std::from_chars(text.data() + i + 2, text.data() + i + 6, escaped, 16);
      if (fault == std::errc{} && end == text.data() + i + 6 && (escaped < 0x20 || escaped == '_')) {
        code = escaped;
        i += k_escape - 1;
      }
    }
    const bool control = (code < 0x20 && code != '\t' && code != '\n') || code == 0x7F;
    if (code == '\r') continue;
    out += control ? ' ' : static_cast<char>(code);
  }
  return out;
}

}  // namespace anze::sheets
