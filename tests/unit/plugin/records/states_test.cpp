// States: what may follow what, in the tables, in the store and on the page.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "stored_bodies.h"
#include "tests/own_folder.h"

namespace anze::plugin {
namespace {

namespace fs = std::filesystem;

class StatesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = tests::own_folder("records");
    auto opened = store::Store::open({folder_, 1'744'000'000'000, "test"});
    ASSERT_TRUE(opened);
    store_ = *std::move(opened);
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }
  // "done", or the code of the refusal.
  std::string act(const std::function<Result<void>(store::Writer&)>& body) {
    const auto done = store_->write({"test", "test", "", "", 1'744'000'000'000},
                                    [&](store::Writer& writer) -> Result<std::string> {
                                      ANZE_CHECK(body(writer));
                                      return std::string("{}");
                                    });
    return done ? "done" : done.error().reason;
  }

  fs::path folder_;
  std::unique_ptr<store::Store> store_;
};

AssessmentRecord assessment_in(AssessmentState state, const Period& period) {
  AssessmentRecord record;
  record.period = period;
  record.opened_on = make_date(2025, 4, 1);
  record.state = state;
  if (state != AssessmentState::k_open) {
    record.scoring.emplace();
    record.scoring->sheet_format = 2;
  }
  if (state == AssessmentState::k_sealed) record.sealing.emplace();
  return record;
}

// Every pair of states, tried on a store: the table says which are written.
TEST_F(StatesTest, OfAnAssessmentFollowTheTable) {
  int quarter = 0;
  for (const auto& from : k_assessment_states)
    for (const auto& to : k_assessment_states) {
      const Period period = period_of(make_date(2000 + quarter++, 1, 1), PeriodKind::k_year);
      EXPECT_EQ(act([&](store::Writer& writer) {
                  return put_assessment(writer, assessment_in(AssessmentState::k_open, period));
                }),
                "done");
      for (const AssessmentState step : {AssessmentState::k_scored, AssessmentState::k_sealed}) {
        if (static_cast<int>(step) > static_cast<int>(from.state)) break;
        EXPECT_EQ(
            act([&](store::Writer& writer) { return put_assessment(writer, assessment_in(step, period)); }),
            "done");
      }
      const bool may = may_follow(k_assessment_states, std::optional(from.state), to.state);
      AssessmentRecord next = assessment_in(to.state, period);
      if (from.state == AssessmentState::k_sealed && to.state == AssessmentState::k_sealed) {
        next.version = 2;
        next.supersedes = "the digest of the first";
      }
      EXPECT_EQ(act([&](store::Writer& writer) { return put_assessment(writer, next); }),
                may ? "done" : "record.state")
          << from.word << " to " << to.word;
    }
}

TEST_F(StatesTest, ARefusedRecordIsNotWritten) {
  const Period period = *parse_period("2025Q1");
  EXPECT_EQ(act([&](store::Writer& writer) {
              return put_assessment(writer, assessment_in(AssessmentState::k_sealed, period));
            }),
            "record.state");
  EXPECT_TRUE(store_->read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(const auto none, read_assessment(reader, period));
    EXPECT_FALSE(none);
    return {};
  }));
}

TEST_F(StatesTest, OfAFilingFollowTheTable) {
  const store::Record* sealed = nullptr;
  const std::vector<store::Record> all = bodies_in("played_year.txt");
  for (const store::Record& each : all)
    if (each.kind == k_filing_record && json::parse(each.body).at("state") == "sealed") sealed = &each;
  ASSERT_NE(sealed, nullptr);
  const Result<FilingRecord> draft = filing_of(*sealed);
  ASSERT_TRUE(draft);
  const auto write = [&](FilingState state, const std::string& id) {
    return act([&](store::Writer& writer) {
      FilingRecord filing = *draft;
      filing.id = id;
      filing.state = state;
      if (state != FilingState::k_sealed) filing.signature.emplace().by = "signer";
      return put_filing(writer, filing);
    });
  };
  int number = 0;
  for (const auto& row : k_filing_states) {
    EXPECT_EQ(write(row.state, "first " + std::to_string(number)), row.begins ? "done" : "record.state");
    // A road from a draft to the state, then each state after it.
    std::vector<FilingState> road = {FilingState::k_sealed};
    if (row.state != FilingState::k_sealed) road.push_back(FilingState::k_queued);
    if (row.state != road.back()) road.push_back(row.state);
    for (const auto& next : k_filing_states) {
      const std::string id = "from " + std::to_string(number++);
      for (const FilingState step : road) EXPECT_EQ(write(step, id), "done") << row.word;
      EXPECT_EQ(write(next.state, id),
                may_follow(k_filing_states, std::optional(row.state), next.state) ? "done" : "record.state")
          << row.word << " to " << next.word;
    }
  }
}

TEST_F(StatesTest, OfADeclarationFollowTheTable) {
  DiscrepancyRecord declared;
  declared.period = *parse_range("2025Q1");
  declared.check = "conflict.fire_open";
  declared.explanation = "口径不同";
  declared.declared_on = make_date(2025, 4, 9);
  DiscrepancyRecord withdrawn = declared;
  withdrawn.state = DiscrepancyState::k_withdrawn;
  withdrawn.withdrawal.emplace();
  withdrawn.withdrawal->on = make_date(2025, 4, 10);
  const auto write = [&](const DiscrepancyRecord& record) {
    return act([&](store::Writer& writer) { return put_discrepancy(writer, record); });
  };
  EXPECT_EQ(write(withdrawn), "record.state");
  EXPECT_EQ(write(declared), "done");
  EXPECT_EQ(write(declared), "done");
  EXPECT_EQ(write(withdrawn), "done");
  EXPECT_EQ(write(withdrawn), "record.state");
  EXPECT_EQ(write(declared), "done");
}

TEST_F(StatesTest, OfAProposalFollowTheTable) {
  const auto write = [&](ProposalState state, const std::string& id) {
    ProposalRecord proposal;
    proposal.id = id;
    proposal.definition = k_ledger_record;
    proposal.target = "meeting";
    proposal.by = "system_admin";
    proposal.on = make_date(2025, 4, 9);
    proposal.state = state;
    if (state != ProposalState::k_open)
      proposal.decision = ProposalRecord::Decision{"signer", "signer", make_date(2025, 4, 10), {}};
    return act([&](store::Writer& writer) { return put_proposal(writer, proposal); });
  };
  int number = 0;
  for (const auto& from : k_proposal_states) {
    EXPECT_EQ(write(from.state, "first " + std::to_string(number)), from.begins ? "done" : "record.state");
    for (const auto& to : k_proposal_states) {
      const std::string id = "P-" + std::to_string(number++);
      EXPECT_EQ(write(ProposalState::k_open, id), "done");
      if (from.state != ProposalState::k_open) {
        EXPECT_EQ(write(from.state, id), "done");
      }
      EXPECT_EQ(write(to.state, id),
                may_follow(k_proposal_states, std::optional(from.state), to.state) ? "done" : "record.state")
          << from.word << " to " << to.word;
    }
  }
}

TEST_F(StatesTest, OfAnAmendmentFollowTheTable) {
  const auto write = [&](AmendmentState state, std::int64_t version) {
    AmendmentRecord amendment;
    amendment.period = *parse_period("2025Q1");
    amendment.version = version;
    amendment.reason = "瞒报查实";
    amendment.by = "assessor";
    amendment.on = make_date(2025, 5, 20);
    amendment.digest = amendment.supersedes = "a digest";
    amendment.state = state;
    if (state != AmendmentState::k_open)
      amendment.decision = AmendmentRecord::Decision{"signer", make_date(2025, 5, 21), {}};
    return act([&](store::Writer& writer) { return put_amendment(writer, amendment); });
  };
  std::int64_t version = 2;
  for (const auto& from : k_amendment_states) {
    EXPECT_EQ(write(from.state, 1000 + version), from.begins ? "done" : "record.state");
    for (const auto& to : k_amendment_states) {
      EXPECT_EQ(write(AmendmentState::k_open, ++version), "done");
      if (from.state != AmendmentState::k_open) {
        EXPECT_EQ(write(from.state, version), "done");
      }
      EXPECT_EQ(write(to.state, version),
                may_follow(k_amendment_states, std::optional(from.state), to.state) ? "done" : "record.state")
          << from.word << " to " << to.word;
    }
  }
}

// What the page of records shows of a table.
template <class State, std::size_t N>
std::string page_of(const StateRow<State> (&table)[N]) {
  std::ostringstream page;
  page << "| State | 中文 | Then |\n| --- | --- | --- |\n";
  for (const auto& row : table) {
    page << "| `" << row.word << "`" << (row.begins ? " (first)" : "") << " | " << row.chinese << " | ";
    std::string then;
    for (const auto& next : table)
      if (may_follow(table, std::optional(row.state), next.state))
        then += (then.empty() ? "`" : ", `") + std::string(next.word) + "`";
    page << (then.empty() ? "—" : then) << " |\n";
  }
  return page.str();
}

TEST(StatesPage, ShowsTheTables) {
  std::ifstream file(std::string(ANZE_SOURCE_DIR) + "/plugin/docs/formats/records.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(page, testing::HasSubstr(page_of(k_assessment_states)));
  EXPECT_THAT(page, testing::HasSubstr(page_of(k_filing_states)));
  EXPECT_THAT(page, testing::HasSubstr(page_of(k_discrepancy_states)));
  EXPECT_THAT(page, testing::HasSubstr(page_of(k_proposal_states)));
  EXPECT_THAT(page, testing::HasSubstr(page_of(k_amendment_states)));
}

}  // namespace
}  // namespace anze::plugin
