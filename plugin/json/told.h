// Told: one member of a method's answer, said once: the JSON Schema that abi.describe/1 publishes is made
// from it, and the tests hold every answer against that schema.
//
//   .answer = {tell::text("id"), tell::count("seq"), tell::list("reused",
//   tell::is(reuse_shape())).at_times()}
//
// A member is there unless it says at_times(). Objects hold exactly what is said here, so that a member
// nobody told of is a failing test. What several methods answer is a Shape, beside the code that writes it;
// schemas refer to it by name.
//
// Threads: constant once the table of methods is made; a shape is never freed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/json/json.h"

namespace anze::plugin {

enum class ToldType : std::uint8_t {
  k_text,
  k_date,      // "2025-04-01"
  k_points,    // a decimal in text, exact: "87.25"
  k_digest,    // 64 hexadecimal digits of SM3
  k_word,      // one of `words`
  k_integer,   //
  k_count,     // an integer from 0
  k_flag,      //
  k_object,    // of exactly `members`
  k_list,      // of members.front()
  k_map,       // names that definitions or records give, each with a members.front()
  k_document,  // an object in a format of its own: a definition, a schema, what a host said
  k_value,     // whatever a field or a definition holds
  k_shape,
};

struct Shape;

struct Told {
  std::string_view name;  // "" for the element of a list or map
  ToldType type = ToldType::k_text;
  bool optional = false;
  bool nullable = false;
  std::vector<std::string_view> words;
  std::vector<Told> members;
  const Shape* shape = nullptr;
  std::string_view description;

  // Left out where there is nothing to say.
  Told at_times() && {
    optional = true;
    return std::move(*this);
  }
  // There, and null where there is nothing to say.
  Told or_null() && {
    nullable = true;
    return std::move(*this);
  }
  Told says(std::string_view what) && {
    description = what;
    return std::move(*this);
  }
};

// An object that several answers show.
struct Shape {
  std::string_view name;
  std::vector<Told> members;
};

// What a method answers.
namespace tell {

Told text(std::string_view name);
Told date(std::string_view name);
Told points(std::string_view name);
Told digest(std::string_view name);
Told word(std::string_view name, std::initializer_list<std::string_view> words);
Told integer(std::string_view name);
Told count(std::string_view name);
Told flag(std::string_view name);
Told object(std::string_view name, std::vector<Told> members);
Told list(std::string_view name, Told element);
Told texts(std::string_view name);  // a list of texts
Told map(std::string_view name, Told element);
Told document(std::string_view name);
Told value(std::string_view name);
Told shape(std::string_view name, const Shape& shape);
Told is(const Shape& shape);  // the element of a list
// Members and more of them, where one answer adds to what others show.
std::vector<Told> with(std::vector<Told> members, std::vector<Told> more);
std::vector<Told> with(const Shape& shape, std::vector<Told> more);

}  // namespace tell

// Told inside an answer: a fault, and what has an id and a title.
const Shape& problem_shape();
const Shape& titled_shape();

// Draft 7, complete in itself: the shapes it refers to lie in its "definitions".
json answer_schema(std::string_view title, const std::vector<Told>& members);

}  // namespace anze::plugin
