#include "scoring/json/guard.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace anze {
namespace {

using Json = nlohmann::json;

// Enough of a key to find it by, cut between UTF-8 characters, with RFC 6901's two escapes.
std::string pointer_part(const std::string& key) {
  constexpr std::size_t k_shown = 64;
  std::size_t size = std::min(key.size(), k_shown);
  while (size > 0 && size < key.size() && (static_cast<unsigned char>(key[size]) & 0xC0U) == 0x80U) --size;
  std::string part;
  for (const char c : key.substr(0, size)) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  return size < key.size() ? part + "…" : part;
}

// Hears the parser's events, keeps the way from the root to here, and stops the parser at the first fault.
// The parser keeps its own stack on the heap, so depth costs no stack.
class Guard {
 public:
  explicit Guard(const JsonLimits& limits) : limits_(limits) {}

  bool null() { return value(); }
  bool boolean(bool) { return value(); }
  bool number_integer(Json::number_integer_t) { return value(); }
  bool number_unsigned(Json::number_unsigned_t number) {
    return value() &&
           (number <= static_cast<Json::number_unsigned_t>(std::numeric_limits<std::int64_t>::max()) ||
            range_fault(std::to_string(number)));
  }
  // Also what the parser makes of an integer too long for 64 bits.
  bool number_float(Json::number_float_t, const std::string& literal) {
    return value() && number_fault(literal);
  }
  bool string(const std::string& text) { return value() && text_fits(text); }
  bool binary(const Json::binary_t&) { return fault("json.syntax", "binary data is not JSON", ""); }

  bool start_object(std::size_t) { return value() && enter(false); }
  bool start_array(std::size_t) { return value() && enter(true); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }

  bool key(const std::string& key) {
    ANZE_ASSERT(!levels_.empty());
    Level& level = levels_.back();
    level.key = key;
    if (!text_fits(key) || !count()) return false;
    if (level.keys.insert(key).second) return true;
    return fault("json.duplicate_key", "the field “" + pointer_part(key) + "” is given twice",
                 "keep one of the two");
  }

  bool parse_error(std::size_t position, const std::string& token, const Json::exception& error) {
    constexpr int k_number_overflow = 406;
    if (error.id == k_number_overflow) return value() && number_fault(token);
    std::string detail = error.what();
    if (const std::size_t colon = detail.find(": "); colon != std::string::npos) detail.erase(0, colon + 2);
    constexpr std::size_t k_detail = 200;
    if (detail.size() > k_detail) detail = "a text that is not closed or has a forbidden character";
    return fault("json.syntax", "this is not JSON at byte " + std::to_string(position) + ": " + detail,
                 "check commas, quotes and brackets there; texts must be UTF-8");
  }

  const std::optional<Error>& found() const { return fault_; }

 private:
  struct Level {
    bool array = false;
    std::size_t index = 0;
    std::string key;
    std::set<std::string> keys;  // a tree: crafted keys cannot make it slow
  };

  bool value() {
    if (levels_.empty() || !levels_.back().array) return true;
    ++levels_.back().index;
    return count();
  }
  bool count() {
    return ++members_ <= limits_.members ||
           fault("json.size", "the document has more than " + std::to_string(limits_.members) + " values",
                 "send it in several parts");
  }
  bool text_fits(const std::string& text) {
    if (text.size() > limits_.string_bytes)
      return fault("json.size", "a text is longer than " + std::to_string(limits_.string_bytes) + " bytes",
                   "shorten it, or send it as an attachment");
    // C callers and SQLite end a text at U+0000: what follows would be stored and never seen.
    if (text.find('\0') != std::string::npos)
      return fault("json.syntax", "a text holds the character U+0000", "remove it");
    return true;
  }
  bool number_fault(const std::string& literal) {
    if (literal.find_first_of(".eE") == std::string::npos) return range_fault(literal);
    return fault("json.float", "numbers with decimals or exponents are not exact",
                 "write points as a string: \"87.25\"; amounts as integers in the smallest unit");
  }
  bool range_fault(const std::string& literal) {
    return fault("json.integer_range", "the integer " + pointer_part(literal) + " does not fit 64 bits",
                 "check the number of digits");
  }
  bool enter(bool array) {
    if (levels_.size() >= limits_.depth)
      return fault("json.depth",
                   "the document is nested deeper than " + std::to_string(limits_.depth) + " levels",
                   "flatten it");
    levels_.push_back({array, 0, {}, {}});
    return true;
  }
  bool leave() {
    ANZE_ASSERT(!levels_.empty());
    levels_.pop_back();
    return true;
  }
  bool fault(std::string reason, std::string message, std::string help) {
    fault_ = invalid(std::move(reason), std::move(message), place(), std::move(help));
    if (fault_->reason == "json.size" || fault_->reason == "json.depth") fault_->code = Code::k_limit;
    return false;
  }
  std::string place() const {
    std::string at;
    for (const Level& level : levels_) {
      if (level.array && level.index > 0) at += "/" + std::to_string(level.index - 1);
      if (!level.array && !level.keys.empty()) at += "/" + pointer_part(level.key);
    }
    return at;
  }

  const JsonLimits& limits_;
  std::vector<Level> levels_;
  std::size_t members_ = 0;
  std::optional<Error> fault_;
};

}  // namespace

Result<void> guard_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes)
    return Error{Code::k_limit,
                 "json.size",
                 "the document is longer than " + std::to_string(limits.bytes) + " bytes",
                 {},
                 "send it in several parts"};
  // The parser takes a NUL byte for the end of the input and would not see what follows it.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return invalid("json.syntax", "this is not JSON at byte " + std::to_string(nul + 1) + ": a NUL byte", {},
                   "send UTF-8 text without terminating zeros");
  Guard guard(limits);
  const bool whole = Json::sax_parse(text.begin(), text.end(), &guard);
  if (guard.found()) return *guard.found();
  if (!whole) return invalid("json.syntax", "this is not JSON", {}, "check the document");
  return {};
}

}  // namespace anze
