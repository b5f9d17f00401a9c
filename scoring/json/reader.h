// Typed reading of JSON documents that goes on after a fault. Internal: only for the *_json.cpp files of
// scoring and the plugin's readers, never for a header that others include.
//
//   json::Document document(text);              // guarded (json_guard.h); a syntax fault is its one problem
//   StagedCodes words(codes);
//   Item item;
//   if (document) {
//     json::Object object(document.root());
//     item.id = object.need_id("id");                        // required: a problem and "" when absent
//     item.points = object.need<Points>("points");
//     item.bonus = object.get<bool>("bonus", false);         // optional: absent and null are the same
//     item.start = object.get_word("start", k_starts, ItemStart::k_full);
//     for (const json::Place& place : object.need_list("clauses")) read_clause(place, ...);
//     object.close();                                        // unknown members are problems from here
//   }
//   ANZE_CHECK(document.finish(problems));       // the first problem; all of them into *problems
//   words.commit();
//
// A reader therefore never tests each step: it builds what it can, and what it built is thrown away when
// finish() fails. The tree holds no floating number, no duplicate key and no text that is not UTF-8, and
// keeps the order of members (the first state of a ledger is the initial one), which nlohmann's does not.
// Threads: a document belongs to one thread.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/json/guard.h"
#include "scoring/json/reading.h"
#include "scoring/json/staged_codes.h"
#include "scoring/values/broken.h"
#include "scoring/values/error.h"
#include "scoring/values/points.h"
#include "scoring/values/result.h"

namespace anze::json {

struct Member;
struct Value;
using Array = std::vector<Value>;
using Members = std::vector<Member>;  // in the order of the document

struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Members> held;

  bool is_null() const { return held.index() == 0; }
  template <class T>
  const T* get_if() const {
    return std::get_if<T>(&held);
  }
};

struct Member {
  std::string name;
  Value value;
};

// "text" at most about forty characters long, for messages; cut between characters.
std::string shown(std::string_view text);
// "a", "b" or "c", quoted, for messages; a long list is cut short.
std::string listed(const std::vector<std::string_view>& words);
// The word of `known` nearest to a mistyped one; "" when none is near.
std::string_view nearest(std::string_view mistyped, const std::vector<std::string_view>& known);

// A caller-made word: ASCII letters, digits and _ - . : without spaces, 1 to 64 of them.
bool is_id(std::string_view text);

// One word of a closed vocabulary: constexpr Word<TermKind> k_kinds[] = {{"full", TermKind::k_full}, ...};
template <class E>
struct Word {
  std::string_view text;
  E value;
};

class Place;

// The place where problems go: at most k_problems_max are kept, the rest are counted.
class ProblemList {
 public:
  static constexpr std::size_t k_problems_max = 200;
  explicit ProblemList(Reading reading = Reading::k_draft) : reading_(reading) {}
  Reading reading() const { return reading_; }
  void add(Error error);
  void add_of_draft(Error error) {  // only drafts are held to it (reading.h)
    if (reading_ != Reading::k_stored) add(std::move(error));
  }
  bool empty() const { return kept_.empty(); }
  bool full() const { return kept_.size() >= k_problems_max; }
  // Errors: the first problem; appends all of them to *out when given.
  Result<void> finish(Problems* out);

 private:
  Reading reading_;
  Problems kept_;
  std::size_t dropped_ = 0;
};

inline constexpr std::size_t k_no_limit = std::numeric_limits<std::size_t>::max();

// A value and where it stands. Cheap to copy.  Requires: its document outlives it.
class Place {
 public:
  Place(const Value& value, std::string at, ProblemList& problems)
      : value_(&value), at_(std::move(at)), problems_(&problems) {}

  const Value& value() const { return *value_; }
  const std::string& at() const { return at_; }
  bool is_null() const { return value_->is_null(); }
  bool is_string() const { return value_->get_if<std::string>() != nullptr; }
  bool is_object() const { return value_->get_if<Members>() != nullptr; }
  Place member(std::string_view name, const Value& value) const;
  Place with(const Value& value) const { return {value, at_, *problems_}; }  // another value, told of here
  Place element(std::size_t index, const Value& value) const;

  void problem(std::string reason, std::string message, std::string help = {}) const;
  void problem(const Error& error) const { problems_->add(error.within(at_)); }
  void draft_problem(std::string reason, std::string message, std::string help) const {
    problems_->add_of_draft(invalid(std::move(reason), std::move(message), at_, std::move(help)));
  }

  bool crowded() const { return problems_->full(); }  // a further problem would only be counted

  // The value as T, one of std::string, std::int64_t, bool, Date (from a string), Points (from a string);
  // none, and a problem, when it is something else.
  template <class T>
  std::optional<T> as() const;
  std::optional<std::int64_t> integer(std::int64_t min, std::int64_t max) const;  // Requires: min <= max.
  std::optional<std::string> id() const;                                          // is_id
  // Of an array; a longer one than `most` is a problem, and its first elements are answered.
  std::vector<Place> elements(std::size_t most = k_no_limit) const;
  std::vector<std::pair<std::string_view, Place>> members() const;  // of an object used as a map, in order

  template <class E, std::size_t N>
  std::optional<E> word(const Word<E> (&table)[N]) const {
    const std::optional<std::string> text = as<std::string>();
    if (!text) return std::nullopt;
    std::vector<std::string_view> known;
    for (const Word<E>& word : table) {
      if (word.text == *text) return word.value;
      known.push_back(word.text);
    }
    wrong_word(*text, known);
    return std::nullopt;
  }
  void wrong_word(std::string_view word, const std::vector<std::string_view>& known) const;

 private:
  void wrong_type(std::string_view wanted, std::string help) const;

  const Value* value_;
  std::string at_;
  ProblemList* problems_;
};

template <>
std::optional<std::string> Place::as<std::string>() const;
template <>
std::optional<std::int64_t> Place::as<std::int64_t>() const;
template <>
std::optional<bool> Place::as<bool>() const;
template <>
std::optional<Date> Place::as<Date>() const;
template <>
std::optional<Points> Place::as<Points>() const;

// The members of one object. need: required. get / find: optional, where null means absent. After a problem
// the required ones answer an empty value. A place that is no object is one problem, and then every question
// is answered quietly as if the member were there and empty.
class Object {
 public:
  explicit Object(Place place);

  const Place& place() const { return place_; }
  const std::string& at() const { return place_.at(); }
  bool has(std::string_view name) { return find(name).has_value(); }

  std::optional<Place> find(std::string_view name);  // none when absent or null
  std::optional<Place> need(std::string_view name);  // the same, and a problem

  template <class T>
  T need(std::string_view name) {
    const std::optional<Place> member = need(name);
    return member ? member->as<T>().value_or(T{}) : T{};
  }
  template <class T>
  std::optional<T> get(std::string_view name) {
    const std::optional<Place> member = find(name);
    return member ? member->as<T>() : std::nullopt;
  }
  template <class T>
  T get(std::string_view name, T fallback) {
    return get<T>(name).value_or(std::move(fallback));
  }

  // A text that is there and says something.
  std::string need_text(std::string_view name);
  // Integers within [min, max].
  template <std::integral I = std::int64_t>
  I need_integer(std::string_view name, I min = std::numeric_limits<I>::min(),
                 I max = std::numeric_limits<I>::max()) {
    const std::optional<Place> member = need(name);
    return member ? static_cast<I>(member->integer(min, max).value_or(min)) : min;
  }
  template <std::integral I = std::int64_t>
  I get_integer(std::string_view name, I fallback, I min = std::numeric_limits<I>::min(),
                I max = std::numeric_limits<I>::max()) {
    const std::optional<Place> member = find(name);
    return member ? static_cast<I>(member->integer(min, max).value_or(fallback)) : fallback;
  }

  template <class E, std::size_t N>
  E need_word(std::string_view name, const Word<E> (&table)[N]) {
    const std::optional<Place> member = need(name);
    return member ? member->word(table).value_or(table[0].value) : table[0].value;
  }
  template <class E, std::size_t N>
  E get_word(std::string_view name, const Word<E> (&table)[N], E fallback) {
    const std::optional<Place> member = find(name);
    return member ? member->word(table).value_or(fallback) : fallback;
  }

  // Ids (Place::id); as codes: k_no_code when absent.
  std::string need_id(std::string_view name);
  CodeId need_code(std::string_view name, StagedCodes& words) { return words.intern(need_id(name)); }
  CodeId get_code(std::string_view name, StagedCodes& words);

  // Lists of at most `most` elements: what a reader works through costs no more than its limits allow.
  std::vector<Place> need_list(std::string_view name, std::size_t most = k_no_limit);  // may be empty
  std::vector<Place> get_list(std::string_view name, std::size_t most = k_no_limit);   // empty when absent
  std::vector<std::string> need_basis(std::string_view name);  // at least one text, none of them empty

  // Marks members as known without reading them.
  void allow(std::string_view name) { asked_.push_back(name); }
  // Reports every member nobody asked for, with the nearest name that was.  Requires: names outlive *this.
  void close();

 private:
  Place place_;
  const Members* members_ = nullptr;
  std::vector<std::string_view> asked_;
};

class Document {
 public:
  explicit Document(std::string_view text, const JsonLimits& limits = {}, Reading reading = Reading::k_draft);
  // A tree that never was a text: what another reader (a sheet's row) made of its own input.
  explicit Document(Value root) : root_(std::move(root)), parsed_(true) {}
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Whether there is a tree to read.
  explicit operator bool() const { return parsed_; }
  // Requires: there is one.
  Place root() {
    ANZE_ASSERT(parsed_);
    return {root_, "", problems_};
  }
  bool has_problems() const { return !problems_.empty(); }
  Result<void> finish(Problems* out) { return problems_.finish(out); }

 private:
  Value root_;
  ProblemList problems_;
  bool parsed_ = false;
};

}  // namespace anze::json
