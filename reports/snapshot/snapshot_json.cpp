#include "reports/snapshot/snapshot_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "reports/snapshot/fields.h"
#include "reports/snapshot/words.h"
#include "scoring/values/points.h"

namespace anze::reports {

namespace {

using Json = nlohmann::json;

constexpr const char* k_format = "anze.snapshot/1";

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
concept TextValue = std::same_as<T, Points> || std::same_as<T, Date> || std::same_as<T, Period>;
template <class T>
concept Scalar = std::same_as<T, std::string> || std::same_as<T, bool> || std::same_as<T, std::int64_t>;

const char* key_of(const char* key) {
  return key;
}
const char* key_of(const Added& added) {
  return added.key;
}

template <class T>
Json write(const T& value) {
  if constexpr (Scalar<T>) {
    return value;
  } else if constexpr (TextValue<T>) {
    return to_text(value);
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(code_of(value));
  } else if constexpr (is_optional<T>) {
    return value ? write(*value) : Json(nullptr);
  } else if constexpr (is_vector<T>) {
    Json list = Json::array();
    for (const auto& element : value) list.push_back(write(element));
    return list;
  } else {
    Json object = Json::object();
    fields(value, [&](auto key, const auto& member) {
      if constexpr (std::same_as<decltype(key), Added>) {
        if (member != std::remove_cvref_t<decltype(member)>{}) object[key.key] = write(member);
      } else {
        object[key] = write(member);
      }
    });
    return object;
  }
}

Result<Points> parse(std::string_view text, const Points&) {
  return parse_points(text);
}
Result<Date> parse(std::string_view text, const Date&) {
  return parse_date(text);
}
Result<Period> parse(std::string_view text, const Period&) {
  return parse_period(text);
}

// Reads on after nothing: the first fault stops it, later reads do nothing.
class Reader {
 public:
  template <class T>
  void read(const Json& json, T& out, const std::string& at) {
    if (error_) return;
    if constexpr (std::same_as<T, std::string>) {
      if (!json.is_string()) return wrong(at, "a text");
      out = json.get<std::string>();
    } else if constexpr (std::same_as<T, bool>) {
      if (!json.is_boolean()) return wrong(at, "true or false");
      out = json.get<bool>();
    } else if constexpr (std::same_as<T, std::int64_t>) {
      read_integer(json, out, at);
    } else if constexpr (TextValue<T>) {
      if (!json.is_string()) return wrong(at, "a text");
      auto parsed = parse(json.get<std::string>(), out);
      if (!parsed) return void(error_ = parsed.error().within(at));
      out = *parsed;
    } else if constexpr (std::is_enum_v<T>) {
      read_word(json, out, at);
    } else if constexpr (is_optional<T>) {
      if (!json.is_null()) read(json, out.emplace(), at);
    } else if constexpr (is_vector<T>) {
      if (!json.is_array()) return wrong(at, "a list");
      for (const Json& element : json) {
        const std::string place = at + "/" + std::to_string(out.size());
        read(element, out.emplace_back(), place);
      }
    } else {
      read_object(json, out, at);
    }
  }

  void fail(std::string reason, std::string message, const std::string& at) {
    if (!error_) error_ = invalid(std::move(reason), std::move(message), at);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  void wrong(const std::string& at, const std::string& wanted) {
    fail("snapshot.type", "expected " + wanted, at);
  }

  void read_integer(const Json& json, std::int64_t& out, const std::string& at) {
    const bool fits =
        json.is_number_unsigned() ? json.get<std::uint64_t>() <= INT64_MAX : json.is_number_integer();
    if (!fits) return wrong(at, "a whole number within 64 bits");
    out = json.get<std::int64_t>();
  }

  template <class E>
  void read_word(const Json& json, E& out, const std::string& at) {
    if (!json.is_string()) return wrong(at, "a text");
    const auto list = words(out);
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i].code == json.get_ref<const std::string&>()) return void(out = static_cast<E>(i));
    fail("snapshot.word", "\"" + json.get<std::string>() + "\" is not one of the words known here", at);
  }

  template <class T>
  void read_object(const Json& json, T& out, const std::string& at) {
    if (!json.is_object()) return wrong(at, "an object");
    std::set<std::string> known;
    fields(out, [&](auto name, auto& member) {
      constexpr bool k_added = std::same_as<decltype(name), Added>;
      const char* key = key_of(name);
      known.insert(key);
      const auto found = json.find(key);
      if (found != json.end()) return read(*found, member, at + "/" + key);
      if (!k_added) fail("snapshot.missing", "the field is missing", at + "/" + key);
    });
    for (const auto& [key, value] : json.items())
      if (!known.contains(key) && !(at.empty() && key == "format"))
        fail("snapshot.unknown_field", "no such field; was it written by a later version?", at + "/" + key);
  }

  std::optional<Error> error_;
};

// nlohmann keeps the last of two equal keys; which one was sealed would be a matter of taste, so refuse.
struct KeyGuard {
  std::vector<std::set<std::string>> open;
  std::optional<std::string> doubled;

  bool operator()(int, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(value.get<std::string>()).second)
      doubled = value.get<std::string>();
    return true;
  }
};

}  // namespace

std::string to_json(const Snapshot& snapshot) {
  Json object = write(snapshot);
  object["format"] = k_format;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Snapshot> from_json(std::string_view bytes) {
  KeyGuard guard;
  Json json;
  try {
    json = Json::parse(bytes, std::ref(guard));
  } catch (const Json::exception& e) {
    return invalid("snapshot.json", e.what(), "", "the stored bytes are damaged or are not a snapshot");
  }
  if (guard.doubled)
    return invalid("snapshot.duplicate_field", "the key \"" + *guard.doubled + "\" stands twice");
  if (!json.is_object()) return invalid("snapshot.type", "expected an object");
  const auto format = json.find("format");
  if (format == json.end() || *format != k_format)
    return invalid("snapshot.format", std::string("expected \"") + k_format + "\"", "/format");
  Snapshot snapshot;
  Reader reader;
  reader.read(json, snapshot, "");
  if (reader.error()) return *reader.error();
  return snapshot;
}

}  // namespace anze::reports
