#include "form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace district {
namespace {

using Kind = Written::Kind;

std::string wide(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c < '!' || c > '~') {
      out += c;
      continue;
    }
    const int code = 0xFF01 + (c - '!');
    out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
            static_cast<char>(0x80 | (code & 0x3F))};
  }
  return out;
}

// With `places` decimals, those at the end that are zero left out.
std::string decimal(long long value, int places) {
  std::string digits = fmt::format("{:0{}}", value, places + 1);
  if (places == 0) return digits;
  digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

bool used(const Json& fact, const std::string& member) {
  const auto at = fact.find(member);
  return at != fact.end() && !at->is_null() && *at != "";
}

}  // namespace

Titles::Titles(const Json& organisation) {
  const auto take = [&](const char* list, const char* member, const char* title) {
    for (const Json& each : organisation.at(list)) titles_[member][each.at("id")] = each.at(title);
  };
  take("units", "unit", "title");
  take("areas", "area", "title");
  take("sectors", "sector", "title");
  take("officials", "official", "name");
  for (const Json& post : organisation.at("posts"))
    posts_[post.at("id")] = {post.at("unit"), post.at("title")};
}

const std::string& Titles::of(const std::string& member, const std::string& id) const {
  return titles_.at(member).at(id);
}

std::string Titles::post(const std::string& id, const std::string& unit) const {
  const auto& [home, title] = posts_.at(id);
  const auto named = [&, &title = title](const auto& post) { return post.second.second == title; };
  const auto everywhere = std::ranges::count_if(posts_, named);
  const auto here = std::ranges::count_if(
      posts_, [&](const auto& post) { return named(post) && post.second.first == unit; });
  return everywhere == 1 || (here == 1 && home == unit) ? title : id;
}

Form::Form(const Json& ledger, const Habits& habits, const Titles& titles,
           const std::vector<const Json*>& facts)
    : ledger_(ledger), habits_(habits), titles_(titles), title_(ledger.at("title")) {
  const auto any = [&](const std::string& member) {
    return std::ranges::any_of(facts, [&](const Json* fact) { return used(*fact, member); });
  };
  const auto any_field = [&](const std::string& name) {
    return std::ranges::any_of(facts, [&](const Json* fact) { return used(fact->at("fields"), name); });
  };
  const bool local = habits.order == Order::k_unit_first;
  const FormColumn id = shared("id", local ? "记录编号" : "编号");
  const FormColumn day = shared("occurred_on", std::string(habits.day_heading));
  std::vector<FormColumn> where{
      shared("unit", std::string(habits.unit_heading)), shared("area", local ? "辖区" : "属地"),
      shared("sector", habits.order == Order::k_object_first ? "所属行业" : "行业领域")};
  if (any("post")) where.push_back(shared("post", local ? "履职岗位" : "岗位"));
  if (any("official")) where.push_back(shared("official", "干部姓名"));
  if (habits.does(k_serials)) columns_.push_back({"序号", "", nullptr, "", 0});
  if (habits.order == Order::k_number_first) {
    columns_.push_back(id);
    columns_.push_back(day);
  }
  if (habits.order != Order::k_object_first) std::ranges::copy(where, std::back_inserter(columns_));
  if (local) columns_.push_back(day);
  std::vector<FormColumn> fields;
  for (const Json& field : ledger.at("fields"))
    if (any_field(field.at("name")) || field.value("required", false)) fields.push_back(of_field(field));
  // What the entry is about first: the enterprise, the name, the place.
  if (habits.order == Order::k_object_first)
    std::stable_partition(fields.begin(), fields.end(), [](const FormColumn& column) {
      return column.member == "enterprise" || column.member == "name" || column.member == "place";
    });
  std::ranges::copy(fields, std::back_inserter(columns_));
  if (any("state")) columns_.push_back(shared("state", local ? "办理状态" : "状态"));
  if (habits.order == Order::k_object_first) {
    std::ranges::copy(where, std::back_inserter(columns_));
    columns_.push_back(day);
  }
  if (habits.order != Order::k_number_first) columns_.push_back(id);
  if (any("remark")) columns_.push_back(shared("remark", "备注"));
}

FormColumn Form::shared(const char* member, std::string heading) const {
  const bool required = member == std::string_view("occurred_on") || member == std::string_view("unit");
  return {this->heading(std::move(heading), "", required), member, nullptr, "", 0};
}

FormColumn Form::of_field(const Json& field) const {
  FormColumn column{"", field.at("name"), &field, field.value("unit", ""), field.value("decimals", 0)};
  if (column.unit == "fen") {
    column.unit = habits_.does(k_ten_thousand) ? "万元" : "元";
    column.places = habits_.does(k_ten_thousand) ? 6 : 2;
  }
  // Who writes the unit behind each number does not write it over the column.
  const bool behind = habits_.numbers == Numbers::k_with_unit && !column.unit.ends_with("元");
  column.heading = heading(field.at("title"), behind ? "" : column.unit, field.value("required", false));
  return column;
}

std::string Form::heading(std::string title, const std::string& unit, bool required) const {
  if (habits_.does(k_spread)) {
    const std::size_t half = title.size() / 6 * 3;  // titles are Chinese: three bytes a character
    if (half > 0 && title.find_first_of("LEC\"") == std::string::npos)
      title.insert(half, title.size() > 12 ? "\n" : "　");
  }
  if (!unit.empty()) title += habits_.does(k_serials) ? "（" + unit + "）" : "(" + unit + ")";
  if (required && habits_.does(k_stars)) title = "*" + title;
  return title;
}

std::vector<FormColumn> Form::columns_of_place() const {
  std::vector<FormColumn> out;
  std::ranges::copy_if(columns_, std::back_inserter(out), [](const FormColumn& column) {
    return column.member != "unit" && column.member != "area";
  });
  return out;
}

bool Form::summed(const FormColumn& column) const {
  return column.field != nullptr && column.field->at("type") == "integer" && !column.unit.empty() &&
         column.unit != "年" && column.member != "value";
}

Written Form::number(const FormColumn& column, long long value) const {
  const std::string digits = decimal(value, column.places);
  switch (habits_.numbers) {
    case Numbers::k_plain:
      return {Kind::k_number, digits};
    case Numbers::k_text:
      return {Kind::k_text, digits};
    case Numbers::k_wide:
      return {Kind::k_text, wide(digits)};
    case Numbers::k_with_unit:
      return {Kind::k_text, digits + column.unit};
  }
  throw std::logic_error("numbers");
}

Written Form::day(const std::string& text, int row) const {
  const std::string year = text.substr(0, 4);
  const int month = std::stoi(text.substr(5, 2));
  const int of_month = std::stoi(text.substr(8, 2));
  constexpr std::array k_each{Days::k_serial, Days::k_dashes, Days::k_slashes, Days::k_dots, Days::k_chinese};
  const Days days =
      habits_.days == Days::k_mixed ? k_each.at(static_cast<std::size_t>(row) % k_each.size()) : habits_.days;
  switch (days) {
    case Days::k_serial:
      return {Kind::k_day, text};
    case Days::k_dashes:
      return {Kind::k_text, text};
    case Days::k_slashes:
      return {Kind::k_text, fmt::format("{}/{}/{}", year, month, of_month)};
    case Days::k_dots:
      return {Kind::k_text, fmt::format("{}.{}.{}", year, month, of_month)};
    case Days::k_chinese:
      return {Kind::k_text, fmt::format("{}年{}月{}日", year, month, of_month)};
    case Days::k_digits:
      return {Kind::k_text, fmt::format("{}{:02}{:02}", year, month, of_month)};
    case Days::k_wide:
      return {Kind::k_text, wide(fmt::format("{}-{}-{}", year, month, of_month))};
    case Days::k_mixed:
      break;
  }
  throw std::logic_error("days");
}

std::string Form::code(const Json& list, const std::string& id) const {
  for (const Json& each : list)
    if (each.at(0) == id) return each.at(1);
  throw std::logic_error("no code " + id);
}

Written Form::of_value(const FormColumn& column, const Json& value, int row) const {
  const std::string type = column.field->at("type");
  if (type == "integer") return number(column, value.get<long long>());
  if (type == "date") return day(value, row);
  if (type == "code") return {Kind::k_text, code(column.field->at("codes"), value)};
  if (type == "boolean") {
    constexpr std::array<std::array<const char*, 2>, 3> k_words{{{"否", "是"}, {"×", "√"}, {"N", "Y"}}};
    return {Kind::k_text, k_words.at(static_cast<std::size_t>(habits_.truths)).at(value.get<bool>() ? 1 : 0)};
  }
  if (type == "texts") {
    std::string text;
    for (const Json& item : value)
      text += (text.empty() ? "" : row % 2 == 0 ? "、" : "\n") + item.get<std::string>();
    return {Kind::k_text, text};
  }
  return {Kind::k_text, value.get<std::string>()};
}

Written Form::cell(const FormColumn& column, const Json& fact, int row) const {
  if (column.member.empty()) return {Kind::k_number, std::to_string(row)};
  const Json& all = column.field != nullptr ? fact.at("fields") : fact;
  if (!used(all, column.member)) {
    const bool words =
        column.member == "remark" || (column.field != nullptr && column.field->at("type") == "text");
    return words || habits_.unknown.empty() ? Written{} : Written{Kind::k_text, std::string(habits_.unknown)};
  }
  const Json& value = all.at(column.member);
  if (column.field != nullptr) return of_value(column, value, row);
  if (column.member == "occurred_on") return day(value, row);
  if (column.member == "state") return {Kind::k_text, code(ledger_.at("states"), value)};
  if (column.member == "post") return {Kind::k_text, titles_.post(value, fact.at("unit"))};
  if (column.member == "id" || column.member == "remark") return {Kind::k_text, value.get<std::string>()};
  return {Kind::k_text, titles_.of(column.member, value)};
}

}  // namespace district
