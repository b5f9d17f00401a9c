#include "scoring/accountability/veto.h"

#include <gtest/gtest.h>

namespace anze {
namespace {

VetoDecision decision(Body body, bool confirmed, CodeId by) {
  return {body, confirmed, by, "〔2025〕14号", make_date(2025, 10, 1)};
}

TEST(VetoStatus, NeedsBothBodies) {
  const VetoDecision organisation = decision(Body::k_organisation, true, 1);
  const VetoDecision discipline = decision(Body::k_discipline, true, 2);
  EXPECT_EQ(status_of({}).value(), VetoStatus::k_proposed);
  EXPECT_EQ(status_of({organisation}).value(), VetoStatus::k_proposed);
  EXPECT_EQ(status_of({discipline}).value(), VetoStatus::k_proposed);
  EXPECT_EQ(status_of({organisation, discipline}).value(), VetoStatus::k_confirmed);
}

TEST(VetoStatus, KeepsDisagreementAndTakesTheLastDecisionOfEachBody) {
  const VetoDecision yes = decision(Body::k_organisation, true, 1);
  const VetoDecision no = decision(Body::k_discipline, false, 2);
  EXPECT_EQ(status_of({yes, no}).value(), VetoStatus::k_disagreed);
  EXPECT_EQ(status_of({yes, no, decision(Body::k_discipline, true, 3)}).value(), VetoStatus::k_confirmed);
  EXPECT_EQ(status_of({decision(Body::k_organisation, false, 1), no}).value(), VetoStatus::k_rejected);
}

TEST(VetoStatus, OneBodyAloneDoesNotUndoWhatBothConfirmed) {
  const VetoDecision yes = decision(Body::k_organisation, true, 1);
  const VetoDecision too = decision(Body::k_discipline, true, 2);
  const VetoDecision no = decision(Body::k_discipline, false, 3);
  EXPECT_EQ(status_of({yes, too, no}).value(), VetoStatus::k_confirmed);
  EXPECT_EQ(status_of({yes, too, no, decision(Body::k_organisation, false, 4)}).value(),
            VetoStatus::k_lifted);
  EXPECT_EQ(status_of({yes, too, no, decision(Body::k_organisation, false, 4), yes}).value(),
            VetoStatus::k_disagreed);
}

TEST(VetoStatus, OnePersonCannotDecideForBoth) {
  const auto status =
      status_of({decision(Body::k_organisation, true, 7), decision(Body::k_discipline, true, 7)});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().reason, "veto.same_person");
}

}  // namespace
}  // namespace anze
