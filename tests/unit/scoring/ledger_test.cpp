#include "scoring/ledger.h"

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
  EXPECT_EQ(told(text + "]}"), "ledger.slots /fields/12: more than 12 fields are other than text\n");
}

// JSON objects have no order: a definition sorted on its way (as the plugin's store does) begins where it
// says.
TEST(Ledger, TheInitialStateIsNamedAndNotTheFirstMember) {
  const auto read = [](const char* initial) {
    Codebook codes;
    const auto ledger =
        read_ledger(std::string(R"({"ledger": "x", "title": "某台账", "basis": ["某规定"], "fields": [],
      "states": {"closed": "已销号", "open": "整改中"})") +
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
