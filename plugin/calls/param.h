// Param: one member of a method's request, told once: the published JSON Schema is made from it, and the
// request is read by it through the reader that every other document goes through (scoring/json/reader.h), so
// that one mistake has one message, with its place and the near word.
//
//   {.name = "ledger.correct/1", …, .members = {ask::object("fact").needed(), ask::text("reason", 1,
//   1000).needed()}}
//
// Lengths of texts are in characters, of lists in elements. Threads: constant once the table of methods is
// made.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/json/json.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

enum class ParamType : std::uint8_t { k_text, k_word, k_integer, k_flag, k_object, k_list };

struct Param {
  static constexpr std::int64_t k_open = std::numeric_limits<std::int64_t>::max();

  std::string_view name;  // "" for the element of a list
  ParamType type = ParamType::k_text;
  bool required = false;
  bool nullable = false;      // null is a value of its own
  bool text_too = false;      // an object, or its text
  bool closed = false;        // an object of exactly `members`; else whatever reads it knows its members
  std::int64_t min = 0;       // of an integer: the least value; else the least length
  std::int64_t max = k_open;  // the same, the most
  std::vector<std::string_view> words;  // of a word; of an open object: members it must have
  std::vector<Param> members;           // of a closed object; of a list its element
  std::string_view description;

  Param needed() && {
    required = true;
    return std::move(*this);
  }
  Param or_null() && {
    nullable = true;
    return std::move(*this);
  }
  Param or_text() && {
    text_too = true;
    return std::move(*this);
  }
  Param having(std::initializer_list<std::string_view> names) && {
    words = names;
    return std::move(*this);
  }
  Param says(std::string_view what) && {
    description = what;
    return std::move(*this);
  }
};

// What a method asks for.
namespace ask {

Param text(std::string_view name, std::int64_t min = 0, std::int64_t max = Param::k_open);
Param word(std::string_view name, std::initializer_list<std::string_view> words);
Param integer(std::string_view name, std::int64_t min = std::numeric_limits<std::int64_t>::min(),
              std::int64_t max = Param::k_open);
Param flag(std::string_view name);
Param object(std::string_view name);                              // read by what it is handed to
Param object(std::string_view name, std::vector<Param> members);  // of exactly these
Param list(std::string_view name, Param element, std::int64_t min = 0, std::int64_t max = Param::k_open);

}  // namespace ask

// Draft 7, as abi.describe/1 publishes it.
json schema_of(const Param& param);

// Reads the object's members by the table; what does not fit goes to the place's problems.
// Problems: json.type, json.missing, json.unknown_field, json.word, json.range, json.length, json.too_many.
void check_members(const std::vector<Param>& members, const anze::json::Place& place);

// The request as methods take it: without the members that are null, for absent and null are the same unless
// the table says otherwise.  Requires: check_members found nothing.
json request_of(const std::vector<Param>& members, const anze::json::Value& root);

}  // namespace anze::plugin
