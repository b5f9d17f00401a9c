#include "scoring/figures/figure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

#include <limits>

namespace anze {
namespace {

using testing::ElementsAre;

constexpr std::string_view k_hazard = R"({"ledger": "hazard", "title": "隐患台账", "basis": ["x"],
  "fields": [{"name": "level", "title": "隐患级别", "type": "code", "codes": {"general": "一般", "major": "重大"}},
             {"name": "cost_fen", "title": "整改资金", "type": "integer", "unit": "fen", "max": 9223372036854775807},
             {"name": "found_on", "title": "发现日期", "type": "date"},
             {"name": "place", "title": "部位", "type": "text"}],
  "initial": "open", "states": {"open": "整改中", "rectified": "已整改"}})";
constexpr std::string_view k_statement = R"({"ledger": "statement", "title": "数据说明", "basis": ["x"],
  "fields": [{"name": "measure", "title": "指标", "type": "code", "codes": {"fines": "罚款", "subsidy": "补助"}},
             {"name": "value", "title": "数值", "type": "integer", "min": -1000},
             {"name": "qualifier", "title": "精确度", "type": "code", "codes": {"exact": "整", "over": "余", "nearly": "近"}}]})";

class Figures : public testing::Test {
 protected:
  Figures() {
    ledgers.put(read_ledger(k_hazard, codes).value());
    ledgers.put(read_ledger(k_statement, codes).value());
  }

  // One figure over these facts.
  FigureValue one(const std::string& figure) {
    const auto set = read_figures("{\"figures\": [" + figure + "]}", ledgers, codes);
    EXPECT_TRUE(set) << set.error().at << set.error().message;
    const auto values = compute_figures(*set, parse_period("2025Q1").value(), facts);
    EXPECT_TRUE(values) << values.error().message;
    return values->front();
  }
  std::string told(const std::string& json) {
    const CodeId before = codes.size();
    Problems problems;
    EXPECT_FALSE(read_figures(json, ledgers, codes, &problems)) << json;
    EXPECT_EQ(codes.size(), before);
    std::string text;
    for (const Error& error : problems)
      text += error.reason + " " + error.at + ": " + error.message + " | " + error.help + "\n";
    return text;
  }
  std::string told_of(const std::string& comparison) {
    return told(
        R"({"figures": [{"id": "f", "title": "数", "kind": "count", "select": {"ledger": "hazard", "where": [)" +
        comparison + "]}}]}");
  }
  void add(const std::string& fields, const std::string& more = R"("ledger": "hazard")",
           const std::string& day = "2025-02-01") {
    const auto record = read_fact(
        "{" + more + R"(, "unit": "gov", "occurred_on": ")" + day + R"(", "fields": {)" + fields + "}}",
        ledgers, codes);
    ASSERT_TRUE(record) << record.error().message;
    facts.push_back(record->fact);
    facts.back().seq = static_cast<std::int64_t>(facts.size());
  }

  Codebook codes;
  LedgerSet ledgers;
  std::vector<Fact> facts;
};

constexpr const char* k_count =
    R"({"id": "n", "title": "数", "kind": "count", "select": {"ledger": "hazard"}})";
constexpr const char* k_sum =
    R"({"id": "s", "title": "和", "kind": "sum", "field": "cost_fen", "select": {"ledger": "hazard"}})";
constexpr const char* k_fines =
    R"({"id": "fines", "title": "罚款", "kind": "stated", "field": "value", "qualifier_field": "qualifier",
  "select": {"ledger": "statement", "where": [{"field": "measure", "op": "eq", "value": "fines"}]}})";

TEST_F(Figures, EntryIsTimelyWithinTheLedgersOwnDays) {
  const auto set = read_figures(R"({"figures": [], "entry": {"within_days": 30, "ledgers": {"hazard": 7}}})",
                                ledgers, codes);
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->entry.days_for(codes.find("hazard")), 7);
  EXPECT_EQ(set->entry.days_for(codes.find("statement")), 30);
}

TEST_F(Figures, AJumpLooksBackAtAPeriodOfTheSameKind) {
  const auto back = [](const char* period, Against against) {
    return to_text(compared_with(parse_range(period).value(), against));
  };
  EXPECT_EQ(back("2025Q1", Against::k_previous), "2024Q4");
  EXPECT_EQ(back("2025Q1", Against::k_last_year), "2024Q1");
  EXPECT_EQ(back("2024-02", Against::k_last_year), "2023-02");
  EXPECT_EQ(back("2025", Against::k_previous), "2024");
  // Whole months of their own go back by months, and stay next to each other.
  EXPECT_EQ(back("2025-05-25..2025-06-24", Against::k_previous), "2025-04-25..2025-05-24");
  EXPECT_EQ(back("2025-03-25..2025-06-24", Against::k_previous), "2024-12-25..2025-03-24");
  EXPECT_EQ(back("2025-01-31..2025-02-27", Against::k_previous), "2024-12-31..2025-01-30");
  EXPECT_EQ(back("2025-05-25..2025-06-24", Against::k_last_year), "2024-05-25..2024-06-24");
  // Other days go back by as many days.
  EXPECT_EQ(back("2025-05-25..2025-06-03", Against::k_previous), "2025-05-15..2025-05-24");
  EXPECT_EQ(back("2025-06-03..2025-06-03", Against::k_previous), "2025-06-02..2025-06-02");
  EXPECT_EQ(back("2025-02-01..2025-02-27", Against::k_last_year), "2024-02-01..2024-02-27");
  // The end of February is its end in every year; the 28th of a leap year is not the end.
  EXPECT_EQ(back("2025-02-10..2025-02-28", Against::k_last_year), "2024-02-10..2024-02-29");
  EXPECT_EQ(back("2024-02-10..2024-02-29", Against::k_last_year), "2023-02-10..2023-02-28");
  EXPECT_EQ(back("2024-02-10..2024-02-28", Against::k_last_year), "2023-02-10..2023-02-28");
  EXPECT_EQ(back("2024-02-28..2024-02-28", Against::k_last_year), "2023-02-28..2023-02-28");
}

TEST_F(Figures, CountsThePeriodOnly) {
  EXPECT_EQ(one(k_count).value, 0);
  add("", R"("ledger": "hazard")", "2024-12-31");
  add("", R"("ledger": "hazard")", "2025-01-01");
  add("", R"("ledger": "hazard")", "2025-03-31");
  add("", R"("ledger": "hazard")", "2025-04-01");
  add("", R"("ledger": "statement")");
  const FigureValue value = one(k_count);
  EXPECT_EQ(value.value, 2);
  EXPECT_THAT(value.facts, ElementsAre(2, 3));
}

TEST_F(Figures, ASumWithAnUnknownPartIsUnknown) {
  EXPECT_EQ(one(k_sum).value, 0);
  add(R"("cost_fen": 150)");
  add(R"("cost_fen": 0)");
  EXPECT_EQ(one(k_sum).value, 150);
  add("");
  const FigureValue value = one(k_sum);
  EXPECT_EQ(value.value, std::nullopt);
  EXPECT_EQ(value.unknown_parts, 1);
  EXPECT_THAT(value.facts, ElementsAre(1, 2, 3));
}

TEST_F(Figures, ASumThatOverflowsIsAnError) {
  add("\"cost_fen\": " + std::to_string(std::numeric_limits<std::int64_t>::max()));
  add(R"("cost_fen": 1)");
  const auto set = read_figures("{\"figures\": [" + std::string(k_sum) + "]}", ledgers, codes).value();
  const auto values = compute_figures(set, parse_period("2025Q1").value(), facts);
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().reason, "figure.overflow");
  EXPECT_EQ(values.error().message, "the figure “和” (s) is larger than a figure can be");
}

// Rates of two stated numbers.
class Rates : public Figures {
 protected:
  FigureValue rate(const std::string& numerator, const std::string& denominator) {
    facts.clear();
    add(R"("measure": "fines", )" + numerator, R"("ledger": "statement")");
    add(R"("measure": "subsidy", )" + denominator, R"("ledger": "statement")");
    const std::string fines = k_fines;
    std::string subsidy = fines;
    subsidy.replace(subsidy.find("\"fines\""), 7, "\"subsidy\"");
    subsidy.replace(subsidy.rfind("\"fines\""), 7, "\"subsidy\"");
    return one(
        R"({"id": "r", "title": "率", "unit": "%", "kind": "rate", "numerator": "fines", "denominator": "subsidy"},)" +
        fines + "," + subsidy);
  }
  std::optional<std::int64_t> ppm(std::int64_t numerator, std::int64_t denominator) {
    return rate("\"value\": " + std::to_string(numerator), "\"value\": " + std::to_string(denominator)).value;
  }
};

TEST_F(Rates, AreRoundedOnceHalfToEven) {
  EXPECT_EQ(ppm(1299, 1317), 986333);  // 98.6333 %
  EXPECT_EQ(ppm(1, 1), 1'000'000);
  EXPECT_EQ(ppm(1, 2'000'000), 0);  // 0.5 to the even 0
  EXPECT_EQ(ppm(3, 2'000'000), 2);  // 1.5 to the even 2
  EXPECT_EQ(ppm(5, 2'000'000), 2);
  EXPECT_EQ(ppm(-3, 2'000'000), -2);
  EXPECT_EQ(ppm(5, 0), std::nullopt);
  const FigureValue value = rate("\"value\": 1299", "\"value\": 1317");
  EXPECT_EQ(value.numerator, 1299);
  EXPECT_EQ(value.denominator, 1317);
}

TEST_F(Rates, CarryWhatIsUnknownOrInexact) {
  EXPECT_EQ(rate("\"value\": null", "\"value\": 3").value, std::nullopt);
  EXPECT_EQ(rate("\"value\": null", "\"value\": 3").unknown_parts, 1);
  EXPECT_EQ(rate(R"("value": 2, "qualifier": "over")", "\"value\": 3").qualifier, Qualifier::k_over);
  EXPECT_EQ(rate("\"value\": 2", R"("value": 3, "qualifier": "over")").qualifier, Qualifier::k_nearly);
  EXPECT_EQ(rate(R"("value": 2, "qualifier": "exact")", "\"value\": 3").qualifier, Qualifier::k_exact);
  EXPECT_EQ(rate(R"("value": 2, "qualifier": "over")", R"("value": 3, "qualifier": "over")").value,
            std::nullopt);
}

TEST_F(Rates, ARateNobodyDefinedIsAnError) {
  FigureSet set;
  set.figures.resize(1);
  set.figures[0].kind = FigureKind::k_rate;
  set.figures[0].id = "r";
  set.figures[0].title = "率";
  set.figures[0].numerator = "nothing";
  const auto values = compute_figures(set, parse_period("2025").value(), {});
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().message, "the rate “率” (r) names “nothing”, which is no figure of the set");
}

TEST_F(Figures, TheLatestStatementStandsWithItsQualifier) {
  EXPECT_EQ(one(k_fines).value, std::nullopt);
  add(R"("measure": "fines", "value": 200, "qualifier": "over")", R"("ledger": "statement")", "2025-03-01");
  add(R"("measure": "fines", "value": 100, "qualifier": "nearly")", R"("ledger": "statement")", "2025-01-01");
  const FigureValue value = one(k_fines);
  EXPECT_EQ(value.value, 200);
  EXPECT_EQ(value.qualifier, Qualifier::k_over);
  EXPECT_THAT(value.facts, ElementsAre(1));
  add(R"("measure": "fines")", R"("ledger": "statement")", "2025-03-02");
  EXPECT_EQ(one(k_fines).value, std::nullopt);
  EXPECT_EQ(one(k_fines).unknown_parts, 1);
}

TEST_F(Figures, SelectsByEveryKindOfField) {
  add(R"("level": "major", "cost_fen": 5, "found_on": "2025-02-03")",
      R"("ledger": "hazard", "state": "rectified", "area": "street-1")");
  add(R"("level": "general")");
  const auto counted = [&](const std::string& comparison) {
    return one(R"({"id": "f", "title": "数", "kind": "count", "select": {"ledger": "hazard", "where": [)" +
               comparison + "]}}")
        .value;
  };
  EXPECT_EQ(counted(R"({"field": "level", "op": "in", "value": ["major", "general"]})"), 2);
  EXPECT_EQ(counted(R"({"field": "level", "op": "ne", "value": "major"})"), 1);
  EXPECT_EQ(counted(R"({"field": "state", "op": "eq", "value": "rectified"})"), 1);
  EXPECT_EQ(counted(R"({"field": "found_on", "op": "le", "value": "2025-02-03"})"), 1);
  EXPECT_EQ(counted(R"({"field": "cost_fen", "op": "missing"})"), 1);
  EXPECT_EQ(
      counted(
          R"({"field": "area", "op": "eq", "value": "street-1"}, {"field": "late", "op": "eq", "value": false})"),
      1);
  EXPECT_EQ(counted(R"({"field": "occurred_on", "op": "gt", "value": "2025-02-01"})"), 0);
}

TEST_F(Figures, AMistypedSelectorIsAnError) {
  EXPECT_EQ(told_of(R"({"field": "level", "op": "eq", "value": "mayor"})"),
            "field.code /figures/0/select/where/0/value: “mayor” is not a value of “隐患级别” (level), did "
            "you mean "
            "“major”? | use \"general\" or \"major\"\n");
  EXPECT_EQ(told_of(R"({"field": "state", "op": "in", "value": ["open", "closed"]})"),
            "field.code /figures/0/select/where/0/value/1: “closed” is not a value of “状态” (state) | use "
            "\"open\" or "
            "\"rectified\"\n");
  EXPECT_EQ(
      told_of(R"({"field": "levle", "op": "present"})"),
      "field.unknown /figures/0/select/where/0/field: the ledger “隐患台账” has no field “levle”, did you "
      "mean "
      "“level”? | use \"level\", \"cost_fen\", \"found_on\", \"occurred_on\", \"recorded_on\", \"unit\", "
      "\"area\", \"sector\", \"post\", \"official\", \"state\" or \"late\"\n");
  EXPECT_EQ(told_of(R"({"field": "place", "op": "present"})"),
            "field.text /figures/0/select/where/0/field: “部位” (place) is a text: texts are never compared "
            "| give the "
            "ledger a field of type code for it\n");
  EXPECT_EQ(told_of(R"({"field": "level", "op": "ge", "value": "major"})"),
            "select.op /figures/0/select/where/0: “隐患级别” (level) is a code and has no order | use eq, "
            "ne, in or "
            "not_in\n");
  EXPECT_EQ(told_of(R"({"field": "level", "op": "eq"})"),
            "select.value /figures/0/select/where/0: the comparison of “隐患级别” (level) has no value | add "
            "\"value\"\n");
  EXPECT_EQ(told_of(R"({"field": "level", "op": "missing", "value": 1})"),
            "select.value /figures/0/select/where/0/value: “present” and “missing” take no value | remove "
            "\"value\"\n");
  EXPECT_EQ(told_of(R"({"field": "level", "op": "in", "value": []})"),
            "select.value /figures/0/select/where/0/value: an empty list of values decides nothing | list "
            "the values, "
            "or drop the comparison\n");
  EXPECT_EQ(
      told_of(R"({"field": "cost_fen", "op": "ge", "value": "100"})"),
      "json.type /figures/0/select/where/0/value: this must be an integer, not a text | write digits without "
      "quotes\n");
  EXPECT_EQ(
      told(R"({"figures": [{"id": "f", "title": "数", "kind": "count", "select": {"ledger": "hazards"}}]})"),
      "select.ledger /figures/0/select/ledger: there is no ledger “hazards”, did you mean “hazard”? | use "
      "\"hazard\" or \"statement\"\n");
}

TEST_F(Figures, ChecksAreDataAndTheirNamesAreChecked) {
  const std::string figures = "{\"figures\": [" + std::string(k_count) + "," + k_sum + "], \"checks\": [";
  const auto set = read_figures(
      figures + R"({"id": "c", "title": "平", "kind": "sum", "total": "n", "parts": ["s", "n"]}]})", ledgers,
      codes);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->checks[0].kind, CheckKind::k_sum);
  EXPECT_THAT(set->checks[0].parts, ElementsAre("s", "n"));
  EXPECT_EQ(told(figures + R"({"id": "c", "title": "平", "kind": "subset", "total": "m1", "parts": []}]})"),
            "json.empty /checks/0/parts: the check “平” has no parts | name at least one figure\n"
            "figure.unknown /checks/0: there is no figure “m1” | define it in \"figures\"\n");
  EXPECT_EQ(told("{\"figures\": [" + std::string(k_count) + "," + k_count + "]}"),
            "figure.duplicate /figures/1: the id “n” is given twice | choose another id\n");
  const auto check = [&](const std::string& members) {
    return told(
        "{\"figures\": [" + std::string(k_count) +
        R"(, {"id": "r", "title": "率", "kind": "rate", "numerator": "n", "denominator": "n"}], "checks": [{"id": "c", "title": "核", )" +
        members + "}]}");
  };
  EXPECT_EQ(check(R"("kind": "jump", "total": "r", "percent": 50)"),
            "figure.check_of_rate /checks/0: “r” is a rate: rates are neither added nor compared | name the "
            "counts or "
            "sums behind it\n");
  EXPECT_THAT(check(R"("kind": "jump", "total": "n")"),
              testing::StartsWith("json.missing /checks/0: “percent”"));
  EXPECT_THAT(check(R"("kind": "filled", "total": "n", "parts": ["n"])"),
              testing::StartsWith("json.unknown_field /checks/0/parts"));
  EXPECT_EQ(told(R"({"figures": [], "entry": {"within_days": 30, "ledgers": {"gossip": 3}}})"),
            "figure.entry_ledger /entry/ledgers/gossip: there is no ledger “gossip” | define it first, or "
            "leave it to "
            "\"within_days\"\n");
  EXPECT_EQ(
      told(
          R"({"figures": [{"id": "r", "title": "率", "kind": "rate", "numerator": "r", "denominator": "q"}]})"),
      "figure.rate_of_rate /figures/0: “r” is a rate itself: a rate of it would be rounded twice | name the "
      "counts or sums behind it\n"
      "figure.unknown /figures/0: there is no figure “q” | define it in \"figures\"\n");
  EXPECT_EQ(
      told(
          R"({"figures": [{"id": "s", "title": "和", "kind": "sum", "field": "level", "select": {"ledger": "hazard"}}]})"),
      "field.type /figures/0/field: “隐患级别” (level) is a code, wanted here is an integer | name another "
      "field\n");
  EXPECT_EQ(
      told(
          R"({"figures": [{"id": "s", "title": "和", "kind": "stated", "field": "cost_fen", "qualifier_field": "level",
                     "select": {"ledger": "hazard"}}]})")
          .substr(0, 99),
      "figure.qualifier /figures/0/qualifier_field: “general” of “隐患级别” is not a qualifier");
}

}  // namespace
}  // namespace anze
