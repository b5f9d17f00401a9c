#include <nlohmann/json.hpp>

#include "scoring/json/reader.h"
#include "scoring/values/broken.h"

namespace anze::json {
namespace {

// Builds the tree from the parser's events. Requires: a text that guard_json has passed.
class Builder {
 public:
  explicit Builder(Value& root) : root_(root) {}

  bool null() { return put({}); }
  bool boolean(bool value) { return put({value}); }
  bool number_integer(std::int64_t value) { return put({value}); }
  bool number_unsigned(std::uint64_t value) { return put({static_cast<std::int64_t>(value)}); }
  bool number_float(nlohmann::json::number_float_t, const std::string&) { return false; }
  bool string(std::string& value) { return put({std::move(value)}); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open({Members{}}); }
  bool start_array(std::size_t) { return open({Array{}}); }
  bool end_object() { return shut(); }
  bool end_array() { return shut(); }
  bool key(std::string& name) {
    ANZE_ASSERT(!open_.empty());
    std::get<Members>(open_.back()->held).push_back({std::move(name), {}});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) { return false; }

 private:
  Value& place(Value&& value) {
    if (open_.empty()) return root_ = std::move(value);
    if (auto* array = std::get_if<Array>(&open_.back()->held)) return array->emplace_back(std::move(value));
    return std::get<Members>(open_.back()->held).back().value = std::move(value);
  }
  bool put(Value&& value) {
    place(std::move(value));
    return true;
  }
  // A container grows only while it is the innermost, so the pointers to the open ones stay valid.
  bool open(Value&& value) {
    open_.push_back(&place(std::move(value)));
    return true;
  }
  bool shut() {
    ANZE_ASSERT(!open_.empty());
    open_.pop_back();
    return true;
  }

  Value& root_;
  std::vector<Value*> open_;
};

}  // namespace

Document::Document(std::string_view text, const JsonLimits& limits, Reading reading) : problems_(reading) {
  if (const Result<void> guarded = guard_json(text, limits); !guarded) {
    problems_.add(guarded.error());
    return;
  }
  Builder builder(root_);
  parsed_ = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!parsed_) problems_.add({Code::k_internal, "json.tree", "the document could not be read", {}, {}});
}

}  // namespace anze::json
