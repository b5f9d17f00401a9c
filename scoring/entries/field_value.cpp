#include "scoring/entries/field_value.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "scoring/entries/record.h"
#include "scoring/ledgers/select_json.h"

namespace anze {
namespace {

using json::Place;
using json::shown;

// What is counted in heads or money cannot be below zero; a unit of another kind (℃) may.
bool never_negative(const Field& field) {
  constexpr std::string_view k_units[] = {"人", "人次", "名", "户", "家",   "处",  "次",  "起",
                                          "项", "件",   "分", "元", "万元", "fen", "yuan"};
  return is_toll_field(field.name) ||
         std::find(std::begin(k_units), std::end(k_units), field.unit) != std::end(k_units);
}

// A reference is another fact's id: the sender's own number, which may be Chinese (安委办〔2025〕3号).
bool is_reference(std::string_view text) {
  constexpr std::size_t k_longest = 128;
  return !text.empty() && text.size() <= k_longest && !has_controls(text);
}

void wrong_type(const Place& place, const Field& field, std::string_view wanted, std::string help) {
  place.problem("fact.field_type", called(field) + " must be " + std::string(wanted), std::move(help));
}

// "0.5" of 5 tenths, as the one who fills it in writes it.
std::string written(std::int64_t value, const Field& field) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  const auto decimals = static_cast<std::size_t>(field.decimals);
  if (decimals > 0) {
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, ".");
  }
  return (value < 0 ? "-" : "") + digits + field.unit;
}

// No register counts further: what is larger was mistyped, and a few of them would not add up any more. A
// field may be held to less, or to more, by its own `min` and `max`.
void check_size(const Place& place, const Field& field, std::int64_t value) {
  constexpr std::int64_t k_most = 1'000'000'000'000;
  constexpr std::int64_t k_most_money = 10'000'000'000'000'000;  // fen: a hundred trillion yuan
  const bool money = field.unit == "fen" || field.unit == "yuan" || field.unit == "元";
  const std::int64_t most = money ? k_most_money : k_most;
  if (!field.allowed.empty() || ((field.max || value <= most) && (field.min || -most <= value))) return;
  place.draft_problem("fact.range",
                      called(field) + " is " + written(value, field) + ": larger than any register counts",
                      "look for digits too many; leave it out while it is unknown");
}

bool in_range(const Place& place, const Field& field, std::int64_t value) {
  if (!field.allowed.empty()) {
    if (std::find(field.allowed.begin(), field.allowed.end(), value) != field.allowed.end()) return true;
    std::string help = "it may be ";
    for (const std::int64_t each : field.allowed)
      help += (each == field.allowed.front() ? "" : ", ") + written(each, field);
    place.problem("fact.range", called(field) + " cannot be " + written(value, field), std::move(help));
    return false;
  }
  const bool low = field.min && value < *field.min;
  if (!low && !(field.max && value > *field.max)) return true;
  place.problem("fact.range", called(field) + " is " + written(value, field) + ": out of range",
                low ? "give " + written(*field.min, field) + " or more"
                    : "give " + written(*field.max, field) + " or less");
  return false;
}

std::optional<std::int64_t> read_integer(const Place& place, const Field& field) {
  const auto* number = place.value().get_if<std::int64_t>();
  if (number == nullptr) {
    wrong_type(place, field, field.unit.empty() ? "an integer" : "an integer in " + field.unit,
               "write digits without quotes; leave it out while it is unknown");
    return std::nullopt;
  }
  if (*number < 0 && never_negative(field)) {
    place.problem("fact.negative",
                  called(field) + " is " + std::to_string(*number) + ": it cannot be below zero",
                  "check the number; leave it out while it is unknown");
    return std::nullopt;
  }
  // A number without a unit is a count, a sum, a rank: what is counted or multiplied by it means nothing
  // below zero, but where its ledger says so. Stored tests were not held to it.
  if (*number < 0 && field.unit.empty() && !field.min && field.allowed.empty())
    place.draft_problem("fact.negative",
                        called(field) + " is " + std::to_string(*number) + ": it cannot be below zero",
                        "check the number; where it may be, the ledger gives the field a \"min\" or a unit");
  check_size(place, field, *number);
  return in_range(place, field, *number) ? std::optional(*number) : std::nullopt;
}

std::optional<std::int64_t> read_date(const Place& place, const Field& field) {
  const auto* text = place.value().get_if<std::string>();
  const Result<Date> date = parse_date(text == nullptr ? "" : shown(*text));
  if (date) return date->days;
  if (text == nullptr)
    wrong_type(place, field, "a date", date.error().help);
  else
    place.problem(date.error().reason, called(field) + ": " + date.error().message, date.error().help);
  return std::nullopt;
}

std::optional<std::int64_t> read_code(const Place& place, const Field& field, const StagedCodes& words) {
  const auto* text = place.value().get_if<std::string>();
  if (text == nullptr) {
    wrong_type(place, field, "a word of its code list", choices(field.codes, words));
    return std::nullopt;
  }
  if (const CodeId code = find_code(field.codes, *text, words); code != k_no_code) return code;
  place.problem("fact.code", "“" + shown(*text) + "” is not a value of " + called(field),
                choices(field.codes, words));
  return std::nullopt;
}

bool fits(const Place& place, const Field& field, const std::string& text) {
  const std::size_t size = characters(text);
  if (size <= static_cast<std::size_t>(field.max_length)) return true;
  place.problem("fact.too_long", called(field) + " has " + std::to_string(size) + " characters",
                "at most " + std::to_string(field.max_length) + ": say it shorter, or attach a paper");
  return false;
}

// One text of a list: a name, a heading, a number. Never more than a line, so that a cell of a sheet holds
// them all.
std::optional<std::string> read_item(const Place& place, const Field& field, const StagedCodes& words) {
  if (field.type == FieldType::k_codes) {
    const auto code = read_code(place, field, words);
    return code ? std::optional(words.text(static_cast<CodeId>(*code))) : std::nullopt;
  }
  const auto* text = place.value().get_if<std::string>();
  if (text == nullptr || text->empty()) {
    wrong_type(place, field, "a list of texts", "put each in quotes and leave empty ones out");
    return std::nullopt;
  }
  if (has_controls(*text)) {
    wrong_type(place, field, "a list of texts of one line", "make each line an entry of the list");
    return std::nullopt;
  }
  return fits(place, field, *text) ? std::optional(*text) : std::nullopt;
}

void read_items(const Place& place, const Field& field, const StagedCodes& words, FactRecord& record) {
  if (place.value().get_if<json::Array>() == nullptr)
    return wrong_type(place, field, "a list", "write it in [ ], even a single entry");
  nlohmann::json items = nlohmann::json::array();
  std::set<std::string> known;
  for (const Place& each : place.elements()) {
    const std::optional<std::string> item = read_item(each, field, words);
    if (!item) continue;
    if (!known.insert(*item).second)
      each.problem("fact.list", "“" + shown(*item) + "” is twice in " + called(field), "keep one");
    items.push_back(*item);
  }
  if (items.size() > static_cast<std::size_t>(field.max_items))
    place.problem("fact.list", called(field) + " has " + std::to_string(items.size()) + " entries",
                  "at most " + std::to_string(field.max_items) + ": make more facts of it");
  if (!items.empty())
    record.texts.push_back(
        {field.name, items.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
}

std::optional<std::int64_t> read_value(const Place& place, const Field& field, StagedCodes& words) {
  const auto* text = place.value().get_if<std::string>();
  switch (field.type) {
    case FieldType::k_integer:
      return read_integer(place, field);
    case FieldType::k_date:
      return read_date(place, field);
    case FieldType::k_code:
      return read_code(place, field, words);
    case FieldType::k_boolean:
      if (const bool* truth = place.value().get_if<bool>()) return *truth ? 1 : 0;
      wrong_type(place, field, "true or false", "write true or false without quotes");
      return std::nullopt;
    case FieldType::k_reference:
      if (text != nullptr && is_reference(*text)) return field.slot ? words.intern(*text) : k_no_code;
      wrong_type(place, field, "the id of another fact", "write that fact's id, at most 128 bytes");
      return std::nullopt;
    case FieldType::k_text:
    case FieldType::k_accident_class:
    case FieldType::k_texts:
    case FieldType::k_codes:
      break;
  }
  return std::nullopt;
}

// The value of a field without a slot, as it is kept.
std::string as_text(const Place& place, const Field& field, std::int64_t value, const StagedCodes& words) {
  switch (field.type) {
    case FieldType::k_boolean:
      return value != 0 ? "true" : "false";
    case FieldType::k_date:
      return to_text(Date{static_cast<std::int32_t>(value)});
    case FieldType::k_code:
      return words.text(static_cast<CodeId>(value));
    case FieldType::k_reference:
      return *place.value().get_if<std::string>();
    case FieldType::k_integer:
    case FieldType::k_text:
    case FieldType::k_accident_class:
    case FieldType::k_texts:
    case FieldType::k_codes:
      break;
  }
  return std::to_string(value);
}

}  // namespace

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_controls(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string called(const Field& field) {
  return "“" + field.title + "” (" + field.name + ")";
}

CodeId find_code(const std::vector<CodeTitle>& codes, const std::string& text, const StagedCodes& words) {
  const CodeId code = words.find(text);
  for (const CodeTitle& known : codes)
    if ((code != k_no_code && known.code == code) || known.title == text) return known.code;
  return k_no_code;
}

std::string choices(const std::vector<CodeTitle>& codes, const StagedCodes& words) {
  std::string text;
  for (const CodeTitle& known : codes)
    text += (text.empty() ? "use \"" : ", \"") + words.text(known.code) + "\" " + known.title;
  return text;
}

void read_fact_field(const Place& place, const Field& field, StagedCodes& words, FactRecord& record) {
  if (field.computed()) {
    place.problem(
        "fact.derived", called(field) + " is computed, never given",
        field.type == FieldType::k_accident_class
            ? "remove it; it follows from the dead, missing, injured and the loss (Order 493, art. 3)"
            : "remove it; it follows from other fields of this fact");
    return;
  }
  if (field.is_list()) return read_items(place, field, words, record);
  if (field.type == FieldType::k_text) {
    const auto* text = place.value().get_if<std::string>();
    if (text == nullptr)
      wrong_type(place, field, "a text", "put it in quotes");
    else if (fits(place, field, *text))
      record.texts.push_back({field.name, *text});
    return;
  }
  const std::optional<std::int64_t> value = read_value(place, field, words);
  if (!value) return;
  if (field.slot)
    record.fact.set(*field.slot, *value);
  else
    record.texts.push_back({field.name, as_text(place, field, *value, words)});
}

const std::string* kept_text(const FactRecord& record, const Field& field) {
  const auto found = std::find_if(record.texts.begin(), record.texts.end(),
                                  [&](const FactText& text) { return text.field == field.name; });
  return found == record.texts.end() ? nullptr : &found->text;
}

bool says_nothing(std::string_view text) {
  // Spaces of every width and characters without one; strokes and stops, one or many.
  static constexpr std::string_view k_marks[] = {
      " ",      "\t",     "\n",     "\u00A0", "\u2002", "\u2003", "\u2009", "\u200B", "\u200C",
      "\u200D", "\u2060", "\u3000", "\uFEFF", "/",      "\\",     "|",      "-",      "_",
      "*",      "~",      ".",      ",",      "…",      "·",      "—",      "–",      "―",
      "－",     "／",     "＼",     "。",     "，",     "、"};
  static constexpr std::string_view k_words[] = {"",     "无",   "暂无", "没有", "空", "未填", "未知",
                                                 "不详", "待定", "N/A",  "n/a",  "NA", "null", "NULL"};
  const auto is_word = [](std::string_view rest) {
    return std::find(std::begin(k_words), std::end(k_words), rest) != std::end(k_words);
  };
  const auto trim = [&](auto&& at_end, auto&& remove) {
    for (bool found = true; found && !text.empty() && !is_word(text);) {
      found = false;
      for (const std::string_view mark : k_marks)
        if (at_end(mark)) {
          remove(mark.size());
          found = true;
          break;
        }
    }
  };
  trim([&](std::string_view mark) { return text.starts_with(mark); },
       [&](std::size_t size) { text.remove_prefix(size); });
  trim([&](std::string_view mark) { return text.ends_with(mark); },
       [&](std::size_t size) { text.remove_suffix(size); });
  return is_word(text);
}

bool is_filled(const FactRecord& record, const Field& field) {
  if (field.slot && record.fact.knows(*field.slot)) return true;
  const std::string* text = kept_text(record, field);
  if (text == nullptr) return false;
  if (field.type == FieldType::k_text) return !says_nothing(*text);
  if (field.type != FieldType::k_texts) return true;
  const nlohmann::json items = nlohmann::json::parse(*text, nullptr, false);
  return !items.is_array() || std::any_of(items.begin(), items.end(), [](const nlohmann::json& item) {
    return !item.is_string() || !says_nothing(item.get_ref<const std::string&>());
  });
}

std::optional<std::int64_t> field_value(const FactRecord& record, const Field& field) {
  if (field.slot && record.fact.knows(*field.slot)) return record.fact.slot[*field.slot];
  const std::string* text = kept_text(record, field);
  if (text == nullptr) return std::nullopt;
  if (field.type == FieldType::k_boolean) return *text == "true" ? 1 : 0;
  if (field.type == FieldType::k_date) {
    const Result<Date> date = parse_date(*text);
    return date ? std::optional<std::int64_t>(date->days) : std::nullopt;
  }
  if (field.type != FieldType::k_integer) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), value);
  return fault == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

}  // namespace anze
