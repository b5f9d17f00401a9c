#include "scoring/ledgers/ledger.h"

#include <gtest/gtest.h>

namespace anze {
namespace {

constexpr std::string_view k_hazard = R"({
  "ledger": "hazard", "title": "隐患台账", "version": 2, "basis": ["《安全生产法》第四十一条"],
  "fields": [
    {"name": "level", "title": "隐患级别", "type": "code", "required": true, "codes": {"general": "一般", "major": "重大"}},
    {"name": "place", "title": "具体部位", "type": "text"},
    {"name": "deadline", "title": "整改期限", "type": "date"},
    {"name": "cost_fen", "title": "整改资金", "type": "integer", "unit": "fen"}
  ],
  "initial": "open", "states": {"open": "整改中", "done": "已整改", "closed": "已销号"}, "moves": [["open", "done"], ["done", "closed"]]})";

// The definition with one part replaced: what an author's slip makes of it.
std::string with(std::string_view part, std::string_view replacement) {
  std::string text(k_hazard);
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), replacement);
}

std::string told(const std::string& json) {
  Codebook codes;
  Problems problems;
  const auto ledger = read_ledger(json, codes, &problems);
  EXPECT_FALSE(ledger);
  EXPECT_EQ(codes.size(), 0) << "a refused definition must leave no word behind";
  std::string text;
  for (const Error& error : problems) {
    EXPECT_FALSE(error.help.empty()) << error.message;
    text += error.reason + " " + error.at + ": " + error.message + "\n";
  }
  return text;
}

TEST(Ledger, ReadsADefinition) {
  Codebook codes;
  const auto read = read_ledger(k_hazard, codes);
  ASSERT_TRUE(read) << read.error().message;
  const Ledger& ledger = *read;
  EXPECT_EQ(codes.text(ledger.id), "hazard");
  EXPECT_EQ(ledger.version, 2);
  ASSERT_EQ(ledger.fields.size(), 4U);
  EXPECT_EQ(ledger.field("level")->slot, 0U);
  EXPECT_EQ(ledger.field("place")->slot, std::nullopt);
  EXPECT_EQ(ledger.field("deadline")->slot, 1U);
  EXPECT_EQ(ledger.field("cost_fen")->unit, "fen");
  EXPECT_EQ(ledger.field("nothing"), nullptr);
  EXPECT_EQ(codes.text(ledger.field("level")->codes[1].code), "major");
  // The order of the document, not of the alphabet: the first state is the initial one.
  EXPECT_EQ(codes.text(ledger.states[0].code), "open");
  EXPECT_EQ(ledger.states[1].title, "已整改");
  EXPECT_EQ(ledger.moves[1].to, codes.find("closed"));
}

TEST(Ledger, SetReplacesTheSameId) {
  LedgerSet set;
  Ledger ledger;
  ledger.id = 7;
  set.put(ledger);
  ledger.version = 2;
  set.put(ledger);
  ledger.id = 8;
  set.put(ledger);
  EXPECT_EQ(set.all().size(), 2U);
  EXPECT_EQ(set.find(7)->version, 2);
  EXPECT_EQ(set.find(9), nullptr);
}

TEST(Ledger, ToldWhatIsWrong) {
  EXPECT_EQ(told(with("\"basis\": [\"《安全生产法》第四十一条\"]", "\"basis\": []")),
            "json.empty /basis: no legal basis is given\n");
  EXPECT_EQ(told(with("\"moves\"", "\"move\"")),
            "json.unknown_field /move: unknown field “move”, did you mean “moves”?\n");
  EXPECT_EQ(told(with("\"date\"", "\"data\"")),
            "json.word /fields/2/type: “data” is not one of the words allowed here, did you mean “date”?\n");
  EXPECT_EQ(told(with("\"deadline\"", "\"level\"")),
            "ledger.duplicate /fields/2: the field “level” is defined twice\n");
  EXPECT_EQ(told(with("整改期限", "具体部位")),
            "ledger.duplicate /fields/2: the heading “具体部位” is given to two fields\n");
  EXPECT_EQ(told(with("\"deadline\"", "\"unit\"")),
            "ledger.field_name /fields/2: every fact already has a field “unit”\n");
  EXPECT_EQ(told(with("{\"general\": \"一般\", \"major\": \"重大\"}", "{}")),
            "ledger.codes /fields/0/codes: “隐患级别” has no codes to choose from\n");
  EXPECT_EQ(told(with("\"major\": \"重大\"", "\"major\": \"一般\"")),
            "ledger.title /fields/0/codes/major: the title “一般” is given to two codes\n");
  EXPECT_EQ(told(with("\"major\": \"重大\"", "\"重大\": \"重大\"")),
            "json.id /fields/0/codes/重大: “重大” cannot be a code\n");
  EXPECT_EQ(told(with("\"closed\": \"已销号\"", "\"closed\": \"\"")),
            "ledger.title /states/closed: the code “closed” has no Chinese title\n");
  EXPECT_EQ(told(with("[\"done\", \"closed\"]", "[\"done\", \"close\"]")),
            "ledger.move /moves/1/1: “close” is not a state of this ledger\n");
  EXPECT_EQ(told(with("[\"done\", \"closed\"]", "[\"done\"]")),
            "ledger.move /moves/1: a move has two states\n");
  EXPECT_EQ(told(with("\"date\"", "\"accident_class\"")),
            "ledger.derived /fields/2: “整改期限” has nothing to be computed from\n");
  EXPECT_EQ(told(with("\"title\": \"隐患台账\", \"version\": 2", "\"version\": 0")),
            "json.missing : “title” is missing\njson.range /version: 0 is out of range\n");
  EXPECT_EQ(told("[]"), "json.type : this must be an object, not a list\n");
}

TEST(Ledger, HasTwelveSlots) {
  std::string text = R"({"ledger": "wide", "title": "宽", "basis": ["x"], "fields": [)";
  for (int i = 0; i < 13; ++i)
    text += (i > 0 ? "," : "") + std::string(R"({"name": "f)") + std::to_string(i) + R"(", "title": "列)" +
            std::to_string(i) + R"(", "type": "integer"})";
  EXPECT_EQ(told(text + "]}"), "ledger.slots /fields/12: more than 12 fields can be compared\n");
}

TEST(Ledger, ReadsMovesRulesCreditsAndMeasures) {
  Codebook codes;
  const auto read = read_ledger(with("\"moves\": [[\"open\", \"done\"], [\"done\", \"closed\"]]",
                                     R"("entry": ["done"], "history": true,
    "moves": [["open", "done"],
              {"from": ["open", "done"], "to": "closed", "title": "复查验收", "roles": ["verifier"], "needs": ["place"],
               "attachment": true, "other_person": true}],
    "rules": [{"rule": "order", "fields": ["occurred_on", "deadline"], "message": "期限不得早于排查日期"},
              {"rule": "required_when", "fields": ["deadline"], "when": [{"field": "state", "op": "eq", "value": "open"}],
               "message": "限期整改须填整改期限"}],
    "credits": [{"title": "隐患排查治理", "scope": "unit", "basis": ["《安全生产法》第四十一条"],
                 "when": [{"field": "level", "op": "eq", "value": "major"}]}],
    "measures": [{"id": "found", "title": "排查隐患", "unit": "处", "kind": "count", "select": {"ledger": "hazard"}},
                 {"id": "cost", "title": "整改资金", "unit": "fen", "kind": "sum", "field": "cost_fen", "select": {"ledger": "hazard"}},
                 {"id": "rate", "title": "占比", "kind": "rate", "numerator": "found", "denominator": "found"}])"),
                                codes);
  ASSERT_TRUE(read) << read.error().at << read.error().message;
  const Ledger& ledger = *read;
  EXPECT_EQ(ledger.entry, (std::vector<CodeId>{codes.find("open"), codes.find("done")}));
  EXPECT_TRUE(ledger.history);
  ASSERT_EQ(ledger.moves.size(), 3U);
  EXPECT_EQ(ledger.move(codes.find("open"), codes.find("done"))->roles, std::vector<std::string>{"clerk"});
  EXPECT_EQ(ledger.move(codes.find("open"), codes.find("done"))->title, "已整改");
  const StateMove* close = ledger.move(codes.find("done"), codes.find("closed"));
  ASSERT_NE(close, nullptr);
  EXPECT_TRUE(close->attachment && close->other_person);
  EXPECT_EQ(close->needs, std::vector<std::string>{"place"});
  EXPECT_EQ(ledger.move(codes.find("closed"), codes.find("open")), nullptr);
  EXPECT_EQ(ledger.rules.size(), 2U);
  EXPECT_EQ(ledger.credits[0].scope, Scope::k_unit);
  EXPECT_EQ(ledger.measures[1].field.slot, 2);
}

TEST(Ledger, SaysWhoKeepsItAndWhetherItIsAboutPersons) {
  const auto kept_by = [](const std::string& members) {
    Codebook codes;
    const auto ledger = read_ledger(with("\"initial\"", members + "\"initial\""), codes);
    EXPECT_TRUE(ledger) << members;
    std::string told;
    for (const std::string& role : ledger->enter) told += role + " ";
    told += "/";
    for (const std::string& role : ledger->change) told += " " + role;
    return told + (ledger->personal ? " personal" : "");
  };
  EXPECT_EQ(kept_by(""), "clerk / clerk");
  EXPECT_EQ(kept_by(R"("enter": ["discipline", "reviewer"], "personal": true, )"),
            "discipline reviewer / discipline reviewer personal");
  EXPECT_EQ(kept_by(R"("enter": ["clerk", "reviewer"], "change": ["reviewer"], )"),
            "clerk reviewer / reviewer");
  EXPECT_EQ(kept_by(R"("change": ["reviewer"], )"), "clerk / reviewer");
  EXPECT_EQ(told(with("\"initial\"", R"("enter": "discipline", "initial")")),
            "json.type /enter: this must be a list, not a text\n");
  EXPECT_EQ(told(with("\"initial\"", R"("change": [7], "initial")")),
            "json.type /change/0: this must be a text, not an integer\n");
}

// Only what is compared takes a slot; the rest is as typed as the others.
TEST(Ledger, TwentyFourColumnsFit) {
  std::string text = R"({"ledger": "wide", "title": "宽", "basis": ["x"], "fields": [)";
  const char* types[] = {R"("date")", R"("integer")", R"("boolean")", R"("reference")"};
  for (int i = 0; i < 24; ++i)
    text += (i > 0 ? "," : "") + std::string(R"({"name": "f)") + std::to_string(i) + R"(", "title": "列)" +
            std::to_string(i) + R"(", "type": )" + types[i % 4] +
            (i < 12 ? "}" : R"(, "selectable": false})");
  Codebook codes;
  const auto ledger = read_ledger(text + "]}", codes);
  ASSERT_TRUE(ledger) << ledger.error().message;
  EXPECT_EQ(ledger->fields[11].slot, 11U);
  EXPECT_EQ(ledger->fields[12].slot, std::nullopt);
}

TEST(Ledger, ToldWhatIsWrongWithTheParts) {
  const auto more = [](const std::string& parts) {
    return told(with("\"moves\": [[\"open\", \"done\"], [\"done\", \"closed\"]]",
                     R"("moves": [["open", "done"], ["done", "closed"]], )" + parts));
  };
  const auto field = [](const std::string& definition) {
    return told(
        with(R"({"name": "cost_fen", "title": "整改资金", "type": "integer", "unit": "fen"})", definition));
  };
  EXPECT_EQ(more(R"("acts": [{"act": "list", "in": [], "sets": ["place"]}])"),
            "ledger.act /acts/0: the act “list” is done in no state, or sets no field\n");
  EXPECT_EQ(
      more(R"("acts": [{"act": "list", "in": ["open"], "sets": ["level"]}])"),
      "ledger.act /acts/0: “隐患级别” (level) is required on entry, so no act can be what fills it in\n");
  EXPECT_EQ(more(R"("acts": [{"act": "list", "in": ["shut"], "sets": ["place"]}])"),
            "ledger.act /acts/0/in/0: “shut” is not a state of this ledger\n"
            "ledger.act /acts/0: the act “list” is done in no state, or sets no field\n");
  EXPECT_EQ(more(R"("acts": [{"act": "list", "in": ["open"], "sets": ["place"]},
                             {"act": "list", "in": ["open"], "sets": ["deadline"]}])"),
            "ledger.duplicate /acts/1: the act “list” is defined twice\n");
  EXPECT_EQ(more(R"("acts": [{"act": "list", "in": ["open"], "sets": ["nothing"]}])").substr(0, 35),
            "ledger.rule_field /acts/0/sets/0: t");
  const std::string two = R"([["open", "done"], ["done", "closed"]])";
  EXPECT_EQ(told(with(two, R"([["open", "done"]])")),
            "ledger.unreached /states: no move leads to the state “已销号”\n");
  EXPECT_EQ(told(with(two, R"([["open", "done"], ["open", "done"], ["done", "closed"]])")),
            "ledger.duplicate /moves/1: this move is defined twice\n");
  EXPECT_EQ(told(with(two, R"([["open", "open"], ["open", "done"], ["done", "closed"]])")),
            "ledger.move /moves/0: a move leads to another state\n");
  EXPECT_EQ(told(with(two, R"([["open", "done"], {"from": "done", "to": "closed", "needs": ["plce"]}])")),
            "ledger.rule_field /moves/1/needs/0: the ledger “隐患台账” has no field “plce”, did you mean "
            "“place”?\n");
  EXPECT_EQ(told(with(two, R"([["open", "done"], {"from": "done", "to": "shut"}])")),
            "ledger.move /moves/1/to: “shut” is not a state of this ledger\n");
  EXPECT_EQ(more(R"("entry": ["shut"])"), "ledger.initial /entry/0: “shut” is not a state of this ledger\n");
  EXPECT_EQ(more(R"("rules": [{"rule": "order", "fields": ["deadline"], "message": "早"}])"),
            "ledger.rule /rules/0: this rule is about two fields\n");
  EXPECT_EQ(more(R"("rules": [{"rule": "order", "fields": ["deadline", "cost_fen"], "message": "早"}])"),
            "ledger.rule /rules/0: a date and an integer cannot be compared\n");
  EXPECT_EQ(more(R"("rules": [{"rule": "at_most", "fields": ["occurred_on", "deadline"], "message": "早"}])"),
            "ledger.rule /rules/0: dates cannot be added up\n");
  EXPECT_EQ(more(R"("rules": [{"rule": "order", "fields": ["place", "deadline"], "message": "早"}])"),
            "ledger.rule_field /rules/0: “具体部位” (place) is neither a date nor an integer\n");
  EXPECT_EQ(
      more(
          R"("rules": [{"rule": "required_when", "fields": ["place"], "when": [{"field": "place", "op": "present"}], "message": "填"}])"),
      "field.text /rules/0/when/0/field: “具体部位” (place) is a text: texts are never compared\n");
  EXPECT_EQ(more(R"("rules": [{"rule": "true_when", "fields": ["deadline"], "message": "是"}])"),
            "ledger.rule_field /rules/0: “整改期限” (deadline) is neither true nor false\n");
  EXPECT_EQ(more(R"("credits": [{"title": "督办", "scope": "whole", "basis": ["某条"]}])"),
            "json.word /credits/0/scope: “whole” is not one of the words allowed here\n");
  EXPECT_EQ(
      more(R"("measures": [{"id": "n", "title": "数", "kind": "count", "select": {"ledger": "meeting"}}])"),
      "select.ledger /measures/0/select/ledger: there is no ledger “meeting”\n");
  EXPECT_EQ(
      more(
          R"("measures": [{"id": "r", "title": "率", "kind": "rate", "numerator": "a", "denominator": "a"}])"),
      "figure.unknown /measures/0: there is no figure “a”\nfigure.unknown /measures/0: there is no figure "
      "“a”\n");
  EXPECT_EQ(field(R"({"name": "cost_fen", "title": "资金", "type": "integer", "min": 2, "max": 1})"),
            "ledger.range /fields/3: “资金” would take no number: min is above max\n");
  EXPECT_EQ(
      field(R"({"name": "d", "title": "积", "type": "integer", "product": ["level"]})"),
      "ledger.derived /fields/3/product/0: “level” is not an integer field that stands before this one\n");
  EXPECT_EQ(field(R"({"name": "d", "title": "积", "type": "date", "product": []})"),
            "ledger.derived /fields/3/product: only an integer can be a product\n");
  EXPECT_EQ(field(R"({"name": "d", "title": "佐证", "type": "date", "attachments": true})"),
            "ledger.derived /fields/3/attachments: only a boolean can say whether anything is attached\n");
  EXPECT_EQ(field(R"({"name": "d", "title": "级", "type": "text", "levels": []})"),
            "ledger.derived /fields/3/levels: only a code can be a level\n");
  EXPECT_EQ(field(R"({"name": "n", "title": "数", "type": "integer"},
      {"name": "d", "title": "级", "type": "code", "codes": {"high": "高", "low": "低"}, "levels": [{"of": "n", "from": {"high": 5, "low": 5, "mid": 3}}]})"),
            "ledger.derived /fields/4/levels/0/from/mid: “mid” is not a code of “级”\n"
            "ledger.derived /fields/4/levels/0: two levels begin at 5: which is meant?\n");
  EXPECT_EQ(field(R"({"name": "note", "title": "说明", "type": "text", "selectable": false})"),
            "ledger.selectable /fields/3: “说明” has no slot anyway\n");
  EXPECT_EQ(
      field(R"({"name": "k", "title": "类", "type": "code", "codes": [["a", "甲"], ["a", "乙"], ["b"]]})"),
      "ledger.duplicate /fields/3/codes/1/0: the code “a” is listed twice\n"
      "ledger.codes /fields/3/codes/2: an entry of a code list has a code and a title\n");
}

// JSON objects have no order: a definition sorted on its way (as the plugin's store does) begins where it
// says.
TEST(Ledger, TheInitialStateIsNamedAndNotTheFirstMember) {
  const auto read = [](const char* initial) {
    Codebook codes;
    const auto ledger =
        read_ledger(std::string(R"({"ledger": "x", "title": "某台账", "basis": ["某规定"], "fields": [],
      "states": {"closed": "已销号", "open": "整改中"}, "moves": [["open", "closed"], ["closed", "open"]])") +
                        initial + "}",
                    codes);
    return ledger ? codes.text(ledger->states.front().code) : ledger.error().reason + ledger.error().at;
  };
  EXPECT_EQ(read(R"(, "initial": "open")"), "open");
  EXPECT_EQ(read(R"(, "initial": "shut")"), "ledger.initial/initial");
  EXPECT_EQ(read(""), "json.missing");
}

}  // namespace
}  // namespace anze
