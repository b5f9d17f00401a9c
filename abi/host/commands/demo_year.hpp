// One district's year played against a plugin: the acts of the clerk, the assessors, the reviewer and the
// signer, each under their own name and on their own day.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/commands/workbooks.hpp"
#include "host/session.hpp"

namespace anze::host {

// Who does most of it, in the shipped directory.
inline constexpr const char* k_assessor = "assessor-01";
inline constexpr const char* k_reviewer = "reviewer-01";

class DemoYear {
 public:
  // Requires: a session on an empty store, with the district's directory.
  DemoYear(Session& session, std::filesystem::path district);

  // Sets the clock to nine in the morning of "2025-04-01".
  void go_to(const std::string& day);
  nlohmann::json ask(const std::string& method, const std::string& actor,
                     nlohmann::json request = nlohmann::json::object());

  // Organisation, ledgers, rulebook, figures, filing rules. Returns what was said about each.
  std::vector<std::string> set_up();
  // The sheets of the quarter ("2025Q1"), each by its clerk; what is dated early next year comes with Q4.
  // Returns the number of facts.
  std::size_t enter(const std::string& quarter);
  // One sheet, and what sheet.check/1 says of it. Returns the number of facts.
  std::size_t enter(const WorkbookSheet& sheet);
  nlohmann::json check(const WorkbookSheet& sheet);
  // Opened, judged, scored by the assessor. Returns score.list/1's answer.
  nlohmann::json assess(const std::string& quarter);
  void seal(const std::string& quarter);
  // Prepared by the reviewer, declared where the cross-check asks for it, signed. Returns the filing.
  nlohmann::json file(const std::string& period, const std::string& kind);
  // The scheduler's turn.
  nlohmann::json tick();

  // What came in of each ledger so far, in the order of the workbooks.
  struct Entered {
    std::string ledger, file;
    std::size_t sheets = 0, rows = 0;
  };
  const std::vector<Entered>& entered() const { return entered_; }
  // What the cross-check refused on the way, one line each, with the reason declared for it.
  const std::vector<std::string>& declared() const { return declared_; }

 private:
  nlohmann::json read(const std::string& name) const;

  Session& session_;
  std::filesystem::path district_;
  std::vector<WorkbookSheet> sheets_;
  std::vector<Entered> entered_;
  std::vector<std::string> declared_;
};

}  // namespace anze::host
