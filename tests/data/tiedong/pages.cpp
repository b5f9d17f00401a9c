#include "pages.h"

#include <algorithm>
#include <map>
#include <set>

#include "days.h"

namespace district {
namespace {

constexpr std::size_t k_rows_of_a_place = 4;  // with fewer it has no sheet of its own

std::string year() {
  return std::to_string(k_year);
}

int month_of_entry(const Json& fact) {
  const std::string day = fact.at("occurred_on");
  return day.starts_with(year()) ? std::stoi(day.substr(5, 2)) : 12;
}

std::string quarter_title(int quarter) {
  constexpr const char* k_titles[] = {"一季度", "二季度", "三季度", "四季度"};
  return k_titles[quarter - 1];
}

std::string period_of(int quarter) {
  return year() + "Q" + std::to_string(quarter);
}

std::string text_of(const Json& fact, const char* member) {
  return fact.at(member).get<std::string>();
}

// Rows of one unit stand together where its name is merged, and where units come first.
void arrange(const Form& form, std::vector<Page>& pages) {
  if (form.habits().order != Order::k_unit_first) return;
  for (Page& page : pages)
    std::ranges::stable_sort(page.facts, {}, [](const Json* fact) { return text_of(*fact, "unit"); });
}

std::vector<Page> of_places(const Titles& titles, int quarter, const std::vector<const Json*>& facts) {
  std::map<std::string, std::size_t> rows;
  for (const Json* fact : facts)
    if (fact->at("unit") == fact->at("area")) ++rows[text_of(*fact, "unit")];
  std::map<std::string, Page> own;
  Page others{quarter_title(quarter), period_of(quarter), "", {}};
  for (const Json* fact : facts) {
    const std::string unit = text_of(*fact, "unit");
    if (rows[unit] < k_rows_of_a_place) {
      others.facts.push_back(fact);
      continue;
    }
    Page& page = own[unit];
    page = {titles.of("unit", unit), period_of(quarter), unit, std::move(page.facts)};
    page.facts.push_back(fact);
  }
  std::vector<Page> pages;
  if (!others.facts.empty()) pages.push_back(std::move(others));
  for (auto& [unit, page] : own) pages.push_back(std::move(page));
  return pages;
}

}  // namespace

std::vector<Page> pages_of(const Form& form, const Titles& titles, const std::vector<const Json*>& facts) {
  const bool months = form.habits().pages == Pages::k_months;
  std::map<int, std::vector<const Json*>> parts;  // by month or quarter
  for (const Json* fact : facts) {
    const int month = month_of_entry(*fact);
    parts[months ? month : (month - 1) / 3 + 1].push_back(fact);
  }
  std::vector<Page> pages;
  for (const auto& [part, of_part] : parts) {
    if (form.habits().pages == Pages::k_places) {
      std::ranges::move(of_places(titles, part, of_part), std::back_inserter(pages));
    } else {
      pages.push_back({months ? std::to_string(part) + "月" : quarter_title(part),
                       period_of(months ? (part - 1) / 3 + 1 : part), "", of_part});
    }
  }
  arrange(form, pages);
  return pages;
}

}  // namespace district
