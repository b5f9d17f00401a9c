#include "scoring/json/reader.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <numeric>

namespace anze::json {
namespace {

std::string escaped(std::string_view name) {
  std::string part;
  for (const char c : name) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  return part;
}

// Nothing, or only spaces: ASCII and the ideographic one (U+3000).
bool is_blank(std::string_view text) {
  constexpr std::string_view k_ideographic = "\xE3\x80\x80";
  while (!text.empty()) {
    const bool wide = text.starts_with(k_ideographic);
    if (!wide && std::string_view(" \t\r\n").find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(wide ? k_ideographic.size() : 1);
  }
  return true;
}

std::string_view kind_of(const Value& value) {
  constexpr std::string_view k_kinds[] = {"null", "a boolean", "an integer", "a text", "a list", "an object"};
  return k_kinds[value.held.index()];
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t k_bytes = 120;
  if (text.size() <= k_bytes) return std::string(text);
  std::size_t size = k_bytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return std::string(text.substr(0, size)) + "…";
}

std::string listed(const std::vector<std::string_view>& words) {
  constexpr std::size_t k_words = 40;  // a clause has some thirty members
  std::string text;
  const std::size_t count = std::min(words.size(), k_words);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += "\"" + shown(words[i]) + "\"";
  }
  return words.size() > count ? text + " …" : text;
}

std::string_view nearest(std::string_view mistyped, const std::vector<std::string_view>& known) {
  constexpr std::size_t k_longest = 64;
  std::string_view best;
  std::size_t least = mistyped.size() < 4 ? 2 : 3;  // refuse what shares too little
  if (mistyped.size() > k_longest) return best;
  for (const std::string_view word : known) {
    if (word.size() > k_longest) continue;
    const std::size_t distance = edit_distance(mistyped, word);
    if (distance < least && distance < word.size()) {
      least = distance;
      best = word;
    }
  }
  return best;
}

void ProblemList::add(Error error) {
  if (kept_.size() < k_problems_max)
    kept_.push_back(std::move(error));
  else
    ++dropped_;
}

Result<void> ProblemList::finish(Problems* out) {
  ANZE_ASSERT(dropped_ == 0 || full());
  if (kept_.empty()) return {};
  if (out != nullptr) {
    out->insert(out->end(), kept_.begin(), kept_.end());
    if (dropped_ > 0)
      out->push_back(invalid("json.more_problems", "and " + std::to_string(dropped_) + " more problems", {},
                             "mend these first, then check again"));
  }
  return kept_.front();
}

Place Place::member(std::string_view name, const Value& value) const {
  return {value, at_ + "/" + escaped(shown(name)), *problems_};
}

Place Place::element(std::size_t index, const Value& value) const {
  return {value, at_ + "/" + std::to_string(index), *problems_};
}

void Place::problem(std::string reason, std::string message, std::string help) const {
  problems_->add(invalid(std::move(reason), std::move(message), at_, std::move(help)));
}

void Place::wrong_type(std::string_view wanted, std::string help) const {
  problem("json.type", "this must be " + std::string(wanted) + ", not " + std::string(kind_of(*value_)),
          std::move(help));
}

void Place::wrong_word(std::string_view word, const std::vector<std::string_view>& known) const {
  std::string message = "“" + shown(word) + "” is not one of the words allowed here";
  if (const std::string_view near = nearest(word, known); !near.empty())
    message += ", did you mean “" + std::string(near) + "”?";
  problem("json.word", std::move(message), known.empty() ? "" : "use " + listed(known));
}

template <>
std::optional<std::string> Place::as<std::string>() const {
  if (const auto* text = value_->get_if<std::string>()) return *text;
  wrong_type("a text", "put it in quotes");
  return std::nullopt;
}

template <>
std::optional<std::int64_t> Place::as<std::int64_t>() const {
  if (const auto* number = value_->get_if<std::int64_t>()) return *number;
  wrong_type("an integer", "write digits without quotes");
  return std::nullopt;
}

template <>
std::optional<bool> Place::as<bool>() const {
  if (const auto* truth = value_->get_if<bool>()) return *truth;
  wrong_type("true or false", "write true or false without quotes");
  return std::nullopt;
}

template <>
std::optional<Date> Place::as<Date>() const {
  const auto* text = value_->get_if<std::string>();
  if (text == nullptr) {
    wrong_type("a date", "write year-month-day, for example \"2025-03-31\"");
    return std::nullopt;
  }
  const Result<Date> date = parse_date(shown(*text));
  if (date) return *date;
  problem(date.error());
  return std::nullopt;
}

template <>
std::optional<Points> Place::as<Points>() const {
  const auto* text = value_->get_if<std::string>();
  if (text == nullptr) {
    wrong_type("a number of points in quotes", "write points as a string: \"87.25\"");
    return std::nullopt;
  }
  const Result<Points> points = parse_points(shown(*text));
  if (points) return *points;
  problem(points.error());
  return std::nullopt;
}

std::optional<std::int64_t> Place::integer(std::int64_t min, std::int64_t max) const {
  ANZE_ASSERT(min <= max);
  const std::optional<std::int64_t> number = as<std::int64_t>();
  if (!number || (*number >= min && *number <= max)) return number;
  const bool open = max == std::numeric_limits<std::int64_t>::max();
  problem("json.range", std::to_string(*number) + " is out of range",
          open ? "give " + std::to_string(min) + " or more"
               : "give " + std::to_string(min) + " to " + std::to_string(max));
  return std::nullopt;
}

bool is_id(std::string_view text) {
  constexpr std::size_t k_longest = 64;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ':';
  };
  return !text.empty() && text.size() <= k_longest && std::all_of(text.begin(), text.end(), allowed);
}

std::optional<std::string> Place::id() const {
  std::optional<std::string> text = as<std::string>();
  if (!text || is_id(*text)) return text;
  problem("json.id", "“" + shown(*text) + "” cannot be an id",
          "use letters a-z, digits and _ - . : without spaces, at most 64");
  return std::nullopt;
}

std::vector<Place> Place::elements(std::size_t most) const {
  std::vector<Place> places;
  const auto* array = value_->get_if<Array>();
  if (array == nullptr) {
    wrong_type("a list", "put the values in [ ]");
    return places;
  }
  const std::size_t size = std::min(array->size(), most);
  if (size < array->size())
    problem("json.too_many", std::to_string(array->size()) + " elements are too many",
            "give at most " + std::to_string(most));
  places.reserve(size);
  for (std::size_t i = 0; i < size; ++i) places.push_back(element(i, (*array)[i]));
  return places;
}

std::vector<std::pair<std::string_view, Place>> Place::members() const {
  std::vector<std::pair<std::string_view, Place>> places;
  const auto* members = value_->get_if<Members>();
  if (members == nullptr) {
    wrong_type("an object", "put the members in { }");
    return places;
  }
  places.reserve(members->size());
  for (const Member& each : *members) places.emplace_back(each.name, member(each.name, each.value));
  return places;
}

Object::Object(Place place) : place_(std::move(place)), members_(place_.value().get_if<Members>()) {
  if (members_ == nullptr) (void)place_.members();  // says what is wrong
}

std::optional<Place> Object::find(std::string_view name) {
  if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) asked_.push_back(name);
  if (members_ == nullptr) return std::nullopt;
  for (const Member& member : *members_)
    if (member.name == name) {
      if (member.value.is_null()) return std::nullopt;
      return place_.member(name, member.value);
    }
  return std::nullopt;
}

std::optional<Place> Object::need(std::string_view name) {
  std::optional<Place> found = find(name);
  if (!found && members_ != nullptr)
    place_.problem("json.missing", "“" + std::string(name) + "” is missing",
                   "add the field \"" + std::string(name) + "\"");
  return found;
}

std::string Object::need_text(std::string_view name) {
  const std::optional<Place> member = need(name);
  if (!member) return {};
  std::string text = member->as<std::string>().value_or("");
  if (is_blank(text) && member->is_string())
    member->problem("json.empty", "“" + std::string(name) + "” is empty", "write the text");
  return text;
}

std::string Object::need_id(std::string_view name) {
  const std::optional<Place> member = need(name);
  return member ? member->id().value_or("") : "";
}

CodeId Object::get_code(std::string_view name, StagedCodes& words) {
  const std::optional<Place> member = find(name);
  return member ? words.intern(member->id().value_or("")) : k_no_code;
}

std::vector<Place> Object::need_list(std::string_view name, std::size_t most) {
  const std::optional<Place> member = need(name);
  return member ? member->elements(most) : std::vector<Place>{};
}

std::vector<Place> Object::get_list(std::string_view name, std::size_t most) {
  const std::optional<Place> member = find(name);
  return member ? member->elements(most) : std::vector<Place>{};
}

std::vector<std::string> Object::need_basis(std::string_view name) {
  std::vector<std::string> texts;
  const std::optional<Place> member = need(name);
  if (!member) return texts;
  const std::vector<Place> places = member->elements();
  for (const Place& place : places) {
    texts.push_back(place.as<std::string>().value_or(""));
    if (is_blank(texts.back()) && place.is_string())
      place.problem("json.empty", "a legal basis is empty", "name the document and the article");
  }
  if (places.empty() && member->value().get_if<Array>() != nullptr)
    member->problem("json.empty", "no legal basis is given", "name the document and the article");
  return texts;
}

void Object::close() {
  if (members_ == nullptr) return;
  for (const Member& member : *members_) {
    if (std::find(asked_.begin(), asked_.end(), member.name) != asked_.end()) continue;
    if (place_.crowded()) {  // it will only be counted: spare the search for a near name
      place_.problem("json.unknown_field", "unknown field");
      continue;
    }
    std::string message = "unknown field “" + shown(member.name) + "”";
    if (const std::string_view near = nearest(member.name, asked_); !near.empty())
      message += ", did you mean “" + std::string(near) + "”?";
    place_.member(member.name, member.value)
        .problem("json.unknown_field", std::move(message), "the fields here are " + listed(asked_));
  }
}

}  // namespace anze::json
