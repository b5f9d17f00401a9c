// Plays every .case file as a test of its own: Case.clauses/shortfall/monthly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "case_world.h"

using namespace anze;

namespace {

const std::string k_folder = ANZE_SOURCE_DIR "/tests/cases";

std::string told(const Error& error) {
  return "problem " + error.reason + " " + (error.at.empty() ? "-" : error.at) + " " + error.message +
         (error.help.empty() ? "" : " | " + error.help);
}

std::string_view state_word(LineState state) {
  switch (state) {
    case LineState::k_counted:
      return "counted";
    case LineState::k_judged:
      return "judged";
    case LineState::k_not_applicable:
      return "not_applicable";
    case LineState::k_unjudged:
      return "unjudged";
    case LineState::k_not_due:
      return "not_due";
  }
  return "";
}

void tell_card(const CaseWorld& world, const Scorecard& card, std::vector<std::string>& out) {
  const std::string& term = world.codes.text(card.term);
  for (const Line& line : card.lines)
    out.push_back("line " + term + " " + clause_at(*world.rulebook, line.clause).id + " " +
                  to_text(line.points) + " " + std::string(state_word(line.state)) + " " + line.how);
  for (const ItemResult& item : card.items)
    out.push_back("item " + term + " " + world.rulebook->items[static_cast<std::size_t>(item.item)].id + " " +
                  to_text(item.points));
  for (const GroupResult& group : card.groups)
    out.push_back("group " + term + " " + world.rulebook->groups[static_cast<std::size_t>(group.group)].id +
                  " " + to_text(group.points) + " folded " + to_text(group.folded));
  if (card.gate_note) out.push_back("gate " + term + " " + *card.gate_note);
  out.push_back("card " + term + " " + to_text(card.total) + " days " + std::to_string(card.days));
}

void tell_vetoes(const CaseWorld& world, std::vector<std::string>& out) {
  for (const VetoProposal& veto : propose_vetoes(*world.rulebook, *world.organisation, world.facts,
                                                 world.fact_ids, world.as_of, world.results)) {
    std::string line = "veto " + veto.clause + " " + (veto.on == VetoOn::k_unit ? "unit " : "official ") +
                       world.codes.text(veto.subject) + " from " + to_text(veto.from) + " to " +
                       to_text(veto.until) + " facts";
    for (const std::int64_t seq : veto.facts)
      line += " " + world.codes.text(world.fact_ids[static_cast<std::size_t>(seq - 1)]);
    if (veto.yellow_card) line += " yellow_card";
    if (veto.provisional) line += " provisional";
    out.push_back(line);
  }
}

int decimals_of(Points step) {
  int decimals = 4;
  for (std::int64_t rest = step.e4; decimals > 0 && rest % 10 == 0; rest /= 10) --decimals;
  return decimals;
}

Result<void> tell_scores(const CaseFile& file, const CaseWorld& world, std::vector<std::string>& out) {
  Tally tally(*world.rulebook, *world.organisation, world.calendar, world.period, world.as_of);
  for (const Fact& fact : world.facts) ANZE_CHECK(tally.apply(fact, +1));
  for (std::size_t i = 0; i < world.facts.size(); ++i)
    if (std::find(file.undo.begin(), file.undo.end(), world.codes.text(world.fact_ids[i])) != file.undo.end())
      ANZE_CHECK(tally.apply(world.facts[i], -1));
  ANZE_TRY(const Evaluation evaluation, evaluate(tally, world.judgements, world.quarters));
  for (const PersonResult& person : evaluation.people)
    out.push_back("score " + world.codes.text(person.official) + " " +
                  to_text(person.points, decimals_of(world.rulebook->policies.rounding_step)) + " " +
                  person.grade + (person.no_grade.empty() ? "" : " " + person.no_grade));
  for (const PersonResult& person : evaluation.people)
    if (person.year)
      out.push_back("year " + world.codes.text(person.official) + " " + to_text(person.year->points) + " " +
                    person.year->how);
  for (const Scorecard& card : evaluation.cards) tell_card(world, card, out);
  for (const std::string& note : evaluation.notes) out.push_back("note " + note);
  for (const VacantCount& vacant : vacant_events(tally))
    out.push_back("vacant " + world.codes.text(vacant.post) + " " +
                  clause_at(*world.rulebook, vacant.clause).id + " " + std::to_string(vacant.count));
  return {};
}

std::vector<std::string> play(const CaseFile& file) {
  const std::unique_ptr<CaseWorld> world = build_world(file, k_folder + "/world");
  std::vector<std::string> out;
  if (world->problems.empty()) {
    if (auto told_all = tell_scores(file, *world, out); !told_all)
      world->problems.push_back(told_all.error());
    tell_vetoes(*world, out);
  }
  for (const Error& problem : world->problems) out.push_back(told(problem));
  return out;
}

std::string kind_of(const std::string& line) {
  return line.substr(0, line.find(' '));
}

// The kinds a case speaks of; "none veto" speaks of vetoes.
std::set<std::string> kinds_in(const std::vector<std::string>& expect) {
  std::set<std::string> kinds;
  for (const std::string& line : expect) {
    const std::vector<std::string> words = words_of(line);
    kinds.insert(words[0] == "none" && words.size() > 1 ? words[1] : words[0]);
  }
  return kinds;
}

std::vector<std::string> of_kinds(const std::vector<std::string>& lines, const std::set<std::string>& kinds) {
  std::vector<std::string> chosen;
  for (const std::string& line : lines)
    if (kinds.empty() || kinds.contains(kind_of(line)) || kind_of(line) == "problem") chosen.push_back(line);
  for (const std::string& kind : kinds)
    if (std::none_of(chosen.begin(), chosen.end(), [&](const auto& line) { return kind_of(line) == kind; }))
      chosen.push_back("none " + kind);
  return chosen;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

class Case : public testing::Test {
 public:
  explicit Case(std::string path) : path_(std::move(path)) {}
  void TestBody() override {
    const CaseFile file = read_case(path_);
    const std::vector<std::string> came = of_kinds(play(file), kinds_in(file.expect));
    if (std::getenv("ANZE_UPDATE_CASES") != nullptr && joined(came) != joined(file.expect)) {
      rewrite_expectations(file, came);
      return;
    }
    EXPECT_EQ(joined(file.expect), joined(came)) << path_;
  }

 private:
  std::string path_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::set<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(k_folder))
    if (entry.path().extension() == ".case") paths.insert(entry.path().string());
  for (const std::string& path : paths) {
    const std::string name = std::filesystem::path(path).lexically_relative(k_folder).replace_extension();
    testing::RegisterTest("Case", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [path]() -> testing::Test* { return new Case(path); });
  }
  return RUN_ALL_TESTS();
}
