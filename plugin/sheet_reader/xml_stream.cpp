#include "plugin/sheet_reader/xml_stream.h"

#include <expat.h>
#include <sys/auxv.h>

#include <cstring>

#include "plugin/sheet_reader/faults.h"

namespace anze::sheets {
namespace {

constexpr XML_Char k_separator = '|';

std::string_view local_name(const char* name) {
  const char* bar = std::strrchr(name, k_separator);
  return bar == nullptr ? name : bar + 1;
}

// Spreadsheet parts (transitional and strict), relationships and content types.
bool is_ours(const char* name) {
  const char* bar = std::strrchr(name, k_separator);
  if (bar == nullptr) return true;
  const std::string_view space(name, static_cast<std::size_t>(bar - name));
  return space.ends_with("/spreadsheetml/2006/main") || space.ends_with("/spreadsheetml/main") ||
         space.ends_with("/package/2006/relationships") || space.ends_with("/package/2006/content-types");
}

class Parser {
 public:
  Parser(std::string part, const Limits& limits, XmlHandler& handler)
      : part_(std::move(part)),
        limits_(limits),
        handler_(handler),
        parser_(XML_ParserCreateNS(nullptr, k_separator)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    // Expat would ask the system for chance, which the reader process may not do; the kernel left some at the
    // start.
    unsigned long salt = 1;
    if (const unsigned long at = getauxval(AT_RANDOM); at != 0)
      std::memcpy(&salt, reinterpret_cast<const void*>(at), sizeof salt);
    XML_SetHashSalt(parser_, salt);
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, on_open, on_close);
    XML_SetCharacterDataHandler(parser_, on_text);
    XML_SetStartDoctypeDeclHandler(parser_, on_doctype);
    XML_SetCommentHandler(parser_, on_other);
    XML_SetProcessingInstructionHandler(parser_, on_instruction);
  }
  ~Parser() { XML_ParserFree(parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  Result<void> feed(std::string_view piece, bool last) {
    fed_ += piece.size();
    const bool good = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()),
                                last ? XML_TRUE : XML_FALSE) == XML_STATUS_OK;
    if (error_) return *error_;
    if (!good) {
      const XML_Error code = XML_GetErrorCode(parser_);
      if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
      return bad_xml(part_, std::string(XML_ErrorString(code)) + ", line " +
                                std::to_string(XML_GetCurrentLineNumber(parser_)));
    }
    // Expat keeps a tag until it is whole: a tag without an end would be kept for ever.
    if (fed_ - seen_ > limits_.tag_bytes)
      return over("length of one tag in " + part_, limits_.tag_bytes, "bytes");
    return {};
  }

 private:
  static Parser& of(void* data) { return *static_cast<Parser*>(data); }
  void mark() { seen_ = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_)); }
  void stop(const Error& error) {
    if (!error_) error_ = error;
    XML_StopParser(parser_, XML_FALSE);
  }
  void check(const Result<void>& result) {
    if (!result) stop(result.error());
  }

  static void on_open(void* data, const char* name, const char** attributes) {
    Parser& self = of(data);
    self.mark();
    if (self.error_) return;
    if (++self.depth_ > self.limits_.depth)
      return self.stop(over("depth of " + self.part_, self.limits_.depth, "elements"));
    const Attributes list(attributes);
    if (list.size() > self.limits_.attributes)
      return self.stop(
          over("number of attributes in " + self.part_, self.limits_.attributes, "for one element"));
    if (is_ours(name)) self.check(self.handler_.open(local_name(name), list));
  }
  static void on_close(void* data, const char* name) {
    Parser& self = of(data);
    self.mark();
    if (self.error_) return;
    --self.depth_;
    if (is_ours(name)) self.check(self.handler_.close(local_name(name)));
  }
  static void on_text(void* data, const char* text, int size) {
    Parser& self = of(data);
    self.mark();
    if (!self.error_) self.check(self.handler_.text({text, static_cast<std::size_t>(size)}));
  }
  static void on_doctype(void* data, const char*, const char*, const char*, int) {
    of(data).stop(
        invalid("sheet.dtd", "the part " + of(data).part_ + " declares a document type", {},
                "no office program writes one: get the file from its author again, and do not open it"));
  }
  static void on_other(void* data, const char*) { of(data).mark(); }
  static void on_instruction(void* data, const char*, const char*) { of(data).mark(); }

  std::string part_;
  const Limits& limits_;
  XmlHandler& handler_;
  XML_Parser parser_;
  std::size_t fed_ = 0;
  std::size_t seen_ = 0;  // where the last event began
  std::size_t depth_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char** at = list_; *at != nullptr; at += 2)
    if (local_name(*at) == name) return at[1];
  return {};
}

std::size_t Attributes::size() const {
  std::size_t count = 0;
  for (const char** at = list_; *at != nullptr; at += 2) ++count;
  return count;
}

Result<void> parse_part(ZipArchive& archive, const ZipEntry& entry, const Limits& limits,
                        XmlHandler& handler) {
  Parser parser(entry.name, limits, handler);
  ANZE_CHECK(archive.inflate(entry, [&](std::string_view piece) { return parser.feed(piece, false); }));
  return parser.feed({}, true);
}

}  // namespace anze::sheets
