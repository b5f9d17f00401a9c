#include "plugin/records/scorecard_bytes.h"

#include <array>
#include <charconv>

namespace anze::plugin {
namespace {

// Writes canonical JSON by hand: a province has a million lines, and a tree of them costs more than scoring.
class Text {
 public:
  explicit Text(std::size_t expected) { text_.reserve(expected); }

  Text& raw(std::string_view part) {
    text_ += part;
    return *this;
  }
  Text& number(std::int64_t value) {
    if (value >= 0 && value < 10) {  // most are counts
      text_ += static_cast<char>('0' + value);
      return *this;
    }
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text_.append(digits.data(), end);
    return *this;
  }
  Text& value(const Exact& value) {
    if (const std::optional<Points> points = whole(value)) return number(points->e4);
    return raw("\"").raw(to_text(value)).raw("\"");
  }
  Text& string(std::string_view value) {
    for (const char c : value)
      if (c < ' ' || c == '"' || c == '\\' || c == '\x7f')  // other bytes than plain ASCII are below zero
        return raw(dump(json(value)));
    return raw("\"").raw(value).raw("\"");
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// Between the members of a list.
const char* comma(std::size_t index) {
  return index == 0 ? "" : ",";
}

void write_line(const Line& line, Text& out) {
  const bool uncapped = line.before_cap == line.points;
  if (line.state == LineState::k_counted && line.count == 0 && line.target == 0 && uncapped && !line.self &&
      line.points.sign() == 0) {
    out.raw("0");
    return;
  }
  out.raw("[").number(static_cast<std::int64_t>(line.state)).raw(",").number(line.count);
  out.raw(",").number(line.target).raw(",").value(line.points);
  if (!uncapped || line.self) out.raw(",").value(line.before_cap);
  if (line.self) out.raw(",").number(line.self->e4);
  out.raw("]");
}

void write_item(const Item& item, const ItemResult& result, Text& out) {
  if (result.before_cap == result.points && result.folded == result.points &&
      result.attainable == Exact(item.points)) {
    out.value(result.points);
    return;
  }
  out.raw("[").value(result.points).raw(",").value(result.before_cap);
  out.raw(",").value(result.folded).raw(",").value(result.attainable).raw("]");
}

void write_card(const Rulebook& rulebook, const Scorecard& card, const Codebook& codes, Text& out) {
  out.raw("{\"days\":").number(card.days);
  if (card.gate_note) out.raw(",\"gate\":").string(*card.gate_note);
  if (card.grades_lower != 0) out.raw(",\"grades_lower\":").number(card.grades_lower);
  if (!card.groups.empty()) {
    out.raw(",\"groups\":[");
    for (std::size_t i = 0; i < card.groups.size(); ++i) {
      const GroupResult& group = card.groups[i];
      out.raw(comma(i)).raw("[").value(group.points).raw(",").value(group.before_cap);
      out.raw(",").value(group.folded).raw("]");
    }
    out.raw("]");
  }
  if (card.highest_grade) out.raw(",\"highest_grade\":").string(*card.highest_grade);
  out.raw(",\"items\":[");
  for (std::size_t i = 0; i < card.items.size(); ++i)
    write_item(rulebook.items[i], card.items[i], out.raw(comma(i)));
  out.raw("],\"lines\":[");
  for (std::size_t i = 0; i < card.lines.size(); ++i) write_line(card.lines[i], out.raw(comma(i)));
  if (!card.no_grade.empty())
    out.raw("],\"no_grade\":").string(card.no_grade).raw(",\"post\":");
  else
    out.raw("],\"post\":");
  out.string(codes.text(card.post)).raw(",\"term\":").string(codes.text(card.term));
  out.raw(",\"total\":").value(card.total);
  if (card.weight == 0) out.raw(",\"weight\":0");
  out.raw("}");
}

// A share: quarter, score, its base, days, grade, weight, what it brings.
void write_year(const YearPart& year, Text& out) {
  out.raw(",\"year\":{\"list\":[");
  for (std::size_t i = 0; i < year.shares.size(); ++i) {
    const QuarterShare& share = year.shares[i];
    out.raw(comma(i)).raw("[").string(to_text(share.result.quarter)).raw(",").value(share.result.exact);
    out.raw(",").number(share.result.points.e4).raw(",").number(share.result.base.e4);
    out.raw(",").number(share.result.days).raw(",").string(share.result.grade);
    out.raw(",").value(share.weight).raw(",").value(share.brings).raw("]");
  }
  out.raw("],\"points\":").value(year.points).raw(",\"start\":").value(year.start).raw("}");
}

// ---- the way back

// What does not read as expected throws nlohmann's exception; read_sheet turns it into sheet.corrupt.
[[noreturn]] void refuse(const std::string& why, const json& value) {
  throw json::other_error::create(501, why, &value);
}

Exact exact_of(const json& value) {
  if (value.is_number_integer()) return Exact(Points{value.get<std::int64_t>()});
  auto exact = parse_exact(value.get_ref<const std::string&>());
  if (!exact) refuse(exact.error().message, value);
  return *std::move(exact);
}

Line line_of(const json& value, std::int32_t clause) {
  Line line;
  line.clause = clause;
  if (!value.is_array()) return line;
  line.state = static_cast<LineState>(value.at(0).get<int>());
  if (line.state < LineState::k_counted || line.state > LineState::k_not_due)
    refuse("a line has a state of its own", value);
  line.count = value.at(1).get<std::int64_t>();
  line.target = value.at(2).get<std::int64_t>();
  line.points = exact_of(value.at(3));
  line.before_cap = value.size() > 4 ? exact_of(value.at(4)) : line.points;
  if (value.size() > 5) line.self = Points{value.at(5).get<std::int64_t>()};
  return line;
}

ItemResult item_of(const json& value, const Item& item, std::int32_t index) {
  if (value.is_array())
    return {index, exact_of(value.at(1)), exact_of(value.at(0)), exact_of(value.at(2)),
            exact_of(value.at(3))};
  const Exact points = exact_of(value);
  return {index, points, points, points, Exact(item.points)};
}

Scorecard card_of(const json& value, const Rulebook& rulebook, const Codebook& codes) {
  Scorecard card;
  card.term = codes.find(text_of(value, "term"));
  card.post = codes.find(text_of(value, "post"));
  card.days = value.at("days").get<int>();
  for (const json& line : value.at("lines"))
    card.lines.push_back(line_of(line, static_cast<std::int32_t>(card.lines.size())));
  std::size_t clauses = 0;
  for (const Item& item : rulebook.items) clauses += item.clauses.size();
  const json& items = value.at("items");
  if (card.lines.size() != clauses || items.size() != rulebook.items.size())
    refuse("it is of another rulebook", value.at("term"));
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    card.items.push_back(item_of(items.at(i), rulebook.items[i], static_cast<std::int32_t>(i)));
  if (const auto groups = value.find("groups"); groups != value.end())
    for (const json& group : *groups)
      card.groups.push_back({static_cast<std::int32_t>(card.groups.size()), exact_of(group.at(1)),
                             exact_of(group.at(0)), exact_of(group.at(2))});
  card.total = exact_of(value.at("total"));
  if (const auto gate = value.find("gate"); gate != value.end()) card.gate_note = gate->get<std::string>();
  if (const auto grade = value.find("highest_grade"); grade != value.end())
    card.highest_grade = grade->get<std::string>();
  card.grades_lower = value.value("grades_lower", 0);
  card.no_grade = text_of(value, "no_grade");
  card.weight = value.contains("weight") ? 0 : card.days;
  return card;
}

YearPart year_of(const json& value) {
  YearPart year;
  for (const json& entry : value.at("list")) {
    QuarterShare& share = year.shares.emplace_back();
    auto quarter = parse_period(entry.at(0).get_ref<const std::string&>());
    if (!quarter) refuse(quarter.error().message, entry);
    share.result.quarter = *quarter;
    share.result.exact = exact_of(entry.at(1));
    share.result.points = Points{entry.at(2).get<std::int64_t>()};
    share.result.base = Points{entry.at(3).get<std::int64_t>()};
    share.result.days = entry.at(4).get<int>();
    share.result.grade = entry.at(5).get<std::string>();
    share.weight = exact_of(entry.at(6));
    share.brings = exact_of(entry.at(7));
  }
  year.points = exact_of(value.at("points"));
  year.start = exact_of(value.at("start"));
  return year;
}

}  // namespace

std::string write_sheet(const Rulebook& rulebook, const std::vector<Scorecard>& cards,
                        const PersonResult& person, const Codebook& codes) {
  constexpr std::size_t k_usual = 1024;
  Text out(k_usual * person.cards.size());
  out.raw("{\"cards\":[");
  for (std::size_t i = 0; i < person.cards.size(); ++i)
    write_card(rulebook, cards[person.cards[i]], codes, out.raw(comma(i)));
  out.raw("],\"exact\":").value(person.exact).raw(",\"format\":").number(k_sheet_format);
  out.raw(",\"grade\":").string(person.grade);
  if (!person.no_grade.empty()) out.raw(",\"no_grade\":").string(person.no_grade);
  out.raw(",\"official\":").string(codes.text(person.official));
  out.raw(",\"points\":").number(person.points.e4);
  if (person.year) write_year(*person.year, out);
  out.raw("}");
  return out.take();
}

Result<void> read_sheet(std::string_view bytes, const Rulebook& rulebook, const Codebook& codes,
                        Evaluation& out) {
  try {
    const json sheet = json::parse(bytes);
    PersonResult person;
    person.official = codes.find(text_of(sheet, "official"));
    person.exact = exact_of(sheet.at("exact"));
    person.points = Points{sheet.at("points").get<std::int64_t>()};
    person.grade = text_of(sheet, "grade");
    person.no_grade = text_of(sheet, "no_grade");
    if (const auto year = sheet.find("year"); year != sheet.end()) person.year = year_of(*year);
    for (const json& card : sheet.at("cards")) {
      person.cards.push_back(out.cards.size());
      out.cards.push_back(card_of(card, rulebook, codes));
      out.cards.back().official = person.official;
      if (person.year) out.cards.back().carried = person.year->points;
    }
    out.people.push_back(std::move(person));
    return {};
  } catch (const json::exception& exception) {
    return Error{Code::k_corrupt,
                 "sheet.corrupt",
                 std::string("a kept scorecard cannot be read: ") + exception.what(),
                 {},
                 "run audit.verify/1"};
  }
}

}  // namespace anze::plugin
