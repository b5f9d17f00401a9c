// A world small enough to enumerate: three officials, three posts, one quarter, and a rulebook of which a
// test states only the items.
#pragma once

#include <memory>
#include <string>

#include "scoring/ledgers/ledger.h"
#include "scoring/scorecards/evaluate.h"

namespace anze::test {

struct SmallWorld {
  Codebook codes;
  LedgerSet ledgers;
  Calendar calendar;
  std::unique_ptr<Organisation> organisation;
  std::unique_ptr<Rulebook> rulebook;
  Period period = parse_period("2025Q3").value();

  CodeId code(std::string_view text) { return codes.intern(text); }
  // Replaces the terms and builds the organisation anew.
  void hold(std::vector<Term> terms);
  // The same with portfolios and absences of its own.
  void hold(std::vector<Term> terms, std::vector<Portfolio> portfolios, std::vector<Absence> absences);
  // Reads a rulebook with these items (a JSON array) and policies (a JSON object); fails the test when
  // refused.
  void rule(const std::string& items, const std::string& base = "100", const std::string& policies = "{}");
  Term term(const std::string& id, const std::string& post, const std::string& official, Date from,
            std::optional<Date> to = std::nullopt);
  Fact fact(const std::string& ledger, Date occurred);
  Tally tally() { return {*rulebook, *organisation, calendar, period, period.last}; }

 private:
  OrganisationData data_;

 public:
  SmallWorld();
};

// One clause of every kind and scope, over the ledgers of the small world.
extern const char* const k_every_kind;

}  // namespace anze::test
