// Who may, cell by cell: every method, by every role, for the person concerned and for another, in the place
// of what is touched and elsewhere. What must come out is kept beside this file (acts.txt);
// ANZE_UPDATE_CASES=1 writes it anew, and the difference is reviewed like code. A method without its line
// fails.
#include <cstdlib>
#include <map>
#include <sstream>

#include "access_test.h"
#include "tests/unit/plugin/example.h"

namespace anze::district {
namespace {

const fs::path k_kept = fs::path(ANZE_SOURCE_DIR) / "tests/unit/plugin/access/acts.txt";
constexpr const char* k_roles[] = {
    "clerk",    "verifier",     "reviewer",       "signer",  "assessor", "discipline",   "registrar",
    "official", "system_admin", "security_admin", "auditor", "nobody",   "countersigner"};
constexpr const char* k_cells[] = {"other", "other-away", "self", "self-away"};

// What came out, in a letter.
char letter_of(const std::string& method, const abi::Said& said) {
  const json answer = json::parse(said.text);
  if (said.ok()) {  // a list without the record is one that does not show it
    if (method == "sheet.export/1") return answer.at("rows") == 0 ? 'm' : '.';
    if (method == "ledger.measures/1") return answer.at("facts") == 0 ? 'm' : '.';
    static const std::map<std::string, const char*> k_lists{
        {"ledger.list/1", "\"C1\""}, {"ledger.search/1", "\"C1\""}, {"ledger.reused/1", "\"C1\""},
        {"ledger.late/1", "\"C1\""}, {"hazard.status/1", "\"H1\""}, {"deadlines.list/1", "\"H1\""}};
    if (const auto list = k_lists.find(method); list != k_lists.end())
      return said.text.find(list->second) == std::string::npos ? 'm' : '.';
    return '.';
  }
  static const std::map<std::string, char> k_letters{
      {"actor.role", 'r'},       {"actor.own_case", 'c'},     {"actor.own_sheet", 's'},
      {"self.own_terms", 's'},   {"actor.place", 'p'},        {"actor.relation", 'l'},
      {"fact.unknown", 'm'},     {"attachment.unknown", 'm'}, {"owed.nobody", 'm'},
      {"actor.nameless", 'n'},   {"actor.addressee", 'a'},    {"actor.four_eyes", 'f'},
      {"actor.two_bodies", 'f'}, {"actor.unknown", '!'},      {"actor.roles", '!'},
      {"call.poisoned", '!'},    {"internal.exception", '!'}, {"call.abandoned", '!'}};
  // What is no question of who came past the door: the request is refused for what it says. A code about who
  // that has no letter is not taken for one of those.
  const std::string code = answer.at("code");
  const auto found = k_letters.find(code);
  if (found != k_letters.end()) return found->second;
  return code.starts_with("actor.") || code.starts_with("identity.") || code.starts_with("store.") ? '!'
                                                                                                   : '.';
}

class ActsTest : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    std::vector<json> more;
    for (const std::string role : k_roles)
      for (const std::string cell : k_cells) {
        json one = who(role + "/" + cell, {}, cell.starts_with("self") ? json("head-1") : json());
        if (role != "nobody") one["roles"] = {role};
        if (cell.ends_with("away")) one.erase("units");  // the bureau alone
        more.push_back(one);
      }
    open_with(more);
    accident_with_finding();
    ask("assess.open/1", "assessor", {{"period", "2025Q1"}});  // so that what comes now is late
    json set = figures();
    set["deadlines"] = json::parse(R"([{"id": "d", "title": "到期", "basis": ["第一条"],
      "select": {"ledger": "hazard"}, "field": "deadline"}])");
    enact("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}});
    town().append(with_paper("C1", "2025-02-10"));
    town().append(with_paper("W1", "2025-02-11"));
    town().append({{"ledger", "hazard"},
                   {"id", "H1"},
                   {"occurred_on", "2025-03-20"},
                   {"unit", "gov"},
                   {"state", "open"},
                   {"fields", {{"level", "general"}, {"deadline", "2025-03-28"}}}});
    import_ = ask("sheet.import/1", "clerk", sheet(k_s1)).at("import");
  }

  static json with_paper(const char* id, const char* day) {
    json fact = criticism(id, day);
    fact["attachments"] = json::array({{{"name", "a.pdf"}, {"digest", std::string(64, 'a')}, {"size", 10}}});
    return fact;
  }
  // 编号,发生日期,单位,岗位,干部,批评次数 and one row about the head.
  static json sheet(const char* row) {
    return {{"ledger", "criticism"},
            {"file", "x.csv"},
            {"repeats", true},
            {"content",
             std::string("57yW5Y+3LOWPkeeUn+aXpeacnyzljZXkvY0s5bKX5L2NLOW5sumDqCzmibnor4TmrKHmlbANClM") +
                 row + "Z292LGRpc3RyaWN0LWhlYWQsaGVhZC0xLDENCg=="}};
  }
  static constexpr const char* k_s1 = "xLDIwMjUtMDItMTIs";
  static constexpr const char* k_s2 = "yLDIwMjUtMDItMTMs";

  // A request that names the head, the head's record, quarter or veto, where the method takes one.
  json request_of(const std::string& method, const std::string& who) const {
    const json quarter = {{"period", "2025Q1"}};
    const json case_of_head = {{"period", "2025Q1"}, {"official", "head-1"}};
    const json record = {{"id", "C1"}};
    const json decision = {{"veto", k_on_head}, {"confirmed", true}, {"document_no", who}};
    const std::map<std::string, json> requests{
        {"assess.open/1", quarter},
        {"assess.amend/1", {{"period", "2025Q1"}, {"reason", "x"}}},
        {"assess.confirm/1", {{"period", "2025Q1"}, {"digest", "x"}}},
        {"assess.refuse/1", {{"period", "2025Q1"}, {"reason", "x"}}},
        {"assess.seal/1", quarter},
        {"assess.countersign/1", {{"period", "2025Q1"}, {"digest", "x"}, {"reason", "x"}}},
        {"filing.countersign/1",
         {{"id", "2025Q1/quarterly_discipline/v1"}, {"digest", "x"}, {"reason", "x"}}},
        {"hazard.status/1", {{"ledger", "hazard"}}},
        {"deadlines.list/1", {{"all", true}}},
        {"score.evaluate/1", quarter},
        {"filing.prepare/1", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}}},
        {"filing.sign/1", {{"id", "2025Q1/quarterly_discipline/v1"}}},
        {"duty.owed/1", case_of_head},
        {"score.explain/1", case_of_head},
        {"score.path/1", case_of_head},
        {"score.diff/1", {{"official", "head-1"}, {"from", "2024Q4"}, {"to", "2025Q1"}}},
        {"score.judge/1",
         {{"period", "2025Q1"},
          {"judgements", {{{"clause", "B1"}, {"term", "T1"}, {"value", "1"}, {"reason", "x"}}}}}},
        {"score.self/1",
         {{"period", "2025Q1"}, {"scores", {{{"clause", "B1"}, {"term", "T1"}, {"value", "1"}}}}}},
        {"ledger.append/1", {{"fact", criticism("A-" + who, "2025-02-20")}}},
        {"ledger.import/1", {{"lines", criticism("I-" + who, "2025-02-21").dump()}}},
        {"ledger.attach/1", {{"id", "C1"}, {"name", "b.pdf"}, {"digest", std::string(64, 'b')}, {"size", 3}}},
        {"ledger.correct/1", {{"fact", with_paper("C1", "2025-02-10")}, {"reason", "x"}}},
        {"ledger.late/1", quarter},
        {"ledger.move/1", {{"id", "C1"}, {"to", "x"}}},
        {"ledger.withdraw/1", {{"id", "W1"}, {"reason", "x"}}},
        {"ledger.get/1", record},
        {"ledger.credits/1", record},
        {"ledger.list/1", {{"period", "2025"}, {"ledger", "criticism"}}},
        {"ledger.search/1", {{"ledger", "criticism"}}},
        {"ledger.measures/1", {{"ledger", "criticism"}}},
        {"ledger.attachment/1", {{"digest", std::string(64, 'a')}}},
        {"sheet.export/1", {{"ledger", "criticism"}, {"period", "2025"}, {"format", "csv"}}},
        {"sheet.check/1", sheet(k_s2)},
        {"sheet.import/1", sheet(k_s2)},
        {"sheet.undo/1", {{"import", import_}, {"reason", "x"}}},
        {"veto.decide/1", decision},
        {"veto.lift/1", {{"veto", k_on_head}, {"document_no", who}, {"reason", "x"}}},
    };
    const auto found = requests.find(method);
    return found == requests.end() ? json::object() : found->second;
  }

  std::string line_of(const json& method) {
    const std::string name = method.at("name");
    std::ostringstream line;
    line << name;
    for (const std::string role : k_roles) {
      line << ' ';
      for (const std::string cell : k_cells) {
        const std::string who = role + "/" + cell;
        json request = example(method.at("request"));
        request.update(request_of(name, who));
        request.erase("request_id");
        line << letter_of(name, town().say(name, who, request));
      }
    }
    return line.str();
  }

  std::string import_;
};

TEST_F(ActsTest, EveryCellIsAsKept) {
  std::map<std::string, std::string> kept;
  std::ifstream in(k_kept);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') kept[line.substr(0, line.find(' '))] = line;
  std::string fresh =
      "# method, then for each role in the order of acts_test.cpp: another person, another elsewhere, the "
      "person\n"
      "# concerned, that person elsewhere. r role, c own case, s own sheet only, p place, m missing, l "
      "relation, "
      "f second\n# person, a addressee, n nameless, . allowed\n";
  std::size_t methods = 0;
  const json described = ask("abi.describe/1", "clerk");
  for (const json& method : described.at("methods")) {
    const std::string line = line_of(method);
    EXPECT_EQ(line, kept[method.at("name")]);
    EXPECT_EQ(line.find('!'), std::string::npos) << line;
    fresh += line + "\n";
    ++methods;
  }
  EXPECT_EQ(kept.size(), methods) << "a line of a method that is gone";
  if (std::getenv("ANZE_UPDATE_CASES") != nullptr) std::ofstream(k_kept) << fresh;
  expect_sound();
}

}  // namespace
}  // namespace anze::district
