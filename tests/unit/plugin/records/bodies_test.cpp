// What stores hold today is read and written again byte for byte, and nothing that is damaged is read.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "plugin/wording/wording.h"
#include "stored_bodies.h"

namespace anze::plugin {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

std::vector<store::Record> todays() {
  std::vector<store::Record> all = bodies_in("played_year.txt");
  for (store::Record& each : bodies_in("small_district.txt")) all.push_back(std::move(each));
  return all;
}

class Bodies : public testing::TestWithParam<const char*> {};

TEST_P(Bodies, AreWrittenAsTheyWereRead) {
  for (const store::Record& stored : bodies_in(GetParam())) {
    const Result<std::string> again = rewritten(stored);
    ASSERT_TRUE(again) << stored.id << " " << again.error().message;
    EXPECT_EQ(*again, stored.body) << stored.kind << " " << stored.id;
  }
}

INSTANTIATE_TEST_SUITE_P(Stored, Bodies,
                         testing::Values("played_year.txt", "small_district.txt", "early_forms.txt"));

TEST(StoredBodies, EveryKindThatHasAStructIsAmongThem) {
  std::set<std::string> kinds;
  for (const store::Record& stored : todays()) kinds.insert(stored.kind);
  const std::set<std::string> wanted = {k_assessment_record,    k_judgement_record,    k_veto_record,
                                        k_veto_decision_record, k_veto_lifting_record, k_filing_record,
                                        k_discrepancy_record,   k_attachment_record,   k_import_record,
                                        k_account_record,       k_proposal_record,     k_accepted_head_record,
                                        k_amendment_record};
  EXPECT_EQ(kinds, wanted);
}

// Members a body may do without, by kind: what only some acts leave, or what came with a later release.
const std::map<std::string, std::set<std::string>>& optional_members() {
  static const auto& members = *new std::map<std::string, std::set<std::string>>{
      {k_assessment_record, {"notes", "vacant", "quota_document"}},
      {k_judgement_record, {"clause", "item", "reason", "judged_on", "self"}},
      {k_veto_record, {"about", "ground", "months_from_decision", "gone"}},
      {k_veto_decision_record, {"version", "provisional"}},
      {k_veto_lifting_record, {"version"}},
      {k_filing_record, {"sent_on", "receipt", "reason"}},
      {k_discrepancy_record, {"state", "difference", "numbers"}},
      {k_import_record, {"history"}},
      {k_proposal_record, {"replaces", "reason", "decision_reason"}},
      {k_amendment_record, {"document", "decision_reason"}},
  };
  return members;
}

bool may_lack(const std::string& kind, const std::string& member) {
  const auto found = optional_members().find(kind);
  return found != optional_members().end() && found->second.contains(member);
}

std::string fault_of(store::Record stored, const json& body) {
  stored.body = dump(body);
  const Result<std::string> again = rewritten(stored);
  return again ? "read" : again.error().reason + " " + again.error().at;
}

TEST(StoredBodies, AMemberOfAnotherTypeIsTold) {
  for (const store::Record& stored : todays()) {
    const json whole = json::parse(stored.body);
    for (const auto& [name, value] : whole.items()) {
      if (name == "receipt") continue;  // as the exchange gave it
      json body = whole;
      body[name] = value.is_string() ? json(5) : json("x");
      EXPECT_THAT(fault_of(stored, body), EndsWith(stored.kind + " " + stored.id + ": /" + name))
          << stored.kind;
    }
  }
}

TEST(StoredBodies, AMemberThatIsMissingIsTold) {
  for (const store::Record& stored : todays()) {
    const json whole = json::parse(stored.body);
    for (const auto& [name, value] : whole.items()) {
      if (may_lack(stored.kind, name)) continue;
      if (stored.kind == k_assessment_record && name == "sheet_format") continue;  // below
      json body = whole;
      body.erase(name);
      EXPECT_EQ(fault_of(stored, body), "record.corrupt " + stored.kind + " " + stored.id + ": /" + name);
    }
  }
}

TEST(StoredBodies, AMemberThatIsNoneIsTold) {
  for (const store::Record& stored : todays()) {
    json body = json::parse(stored.body);
    body["stat"] = "open";
    EXPECT_EQ(fault_of(stored, body), "record.corrupt " + stored.kind + " " + stored.id + ": /stat");
  }
}

TEST(StoredBodies, AWordThatIsNoStateIsToldInBothLanguages) {
  for (store::Record stored : bodies_in("played_year.txt")) {
    json body = json::parse(stored.body);
    if (!body.contains("state")) continue;
    body["state"] = "scorde";
    stored.body = dump(body);
    const Result<std::string> again = rewritten(stored);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::k_corrupt);
    EXPECT_EQ(again.error().at, stored.kind + " " + stored.id + ": /state");
    EXPECT_THAT(again.error().message, HasSubstr("“scorde” is not one of the words"));
    EXPECT_THAT(chinese_of(again.error()).value_or(""),
                HasSubstr("存档记录“" + stored.kind + " " + stored.id + "”的“/state”一项无法读取"));
  }
}

// Members inside others are held to the same.
TEST(StoredBodies, InnerMembersAreToldWithTheirPlace) {
  const auto fault = [](const char* kind, const std::string& pointer, const json& value) {
    for (const store::Record& stored : todays()) {
      if (stored.kind != kind) continue;
      json body = json::parse(stored.body);
      const json::json_pointer place(pointer);
      if (!body.contains(place.parent_pointer())) continue;
      body[place] = value;
      const std::string told = fault_of(stored, body);
      return told.substr(told.rfind(' ') + 1);
    }
    return std::string("no body has it");
  };
  EXPECT_EQ(fault(k_assessment_record, "/rulebook/version", "1"), "/rulebook/version");
  EXPECT_EQ(fault(k_assessment_record, "/rulebook/digset", "1"), "/rulebook/digset");
  EXPECT_EQ(fault(k_assessment_record, "/vacant/0/count", "4"), "/vacant/0/count");
  EXPECT_EQ(fault(k_filing_record, "/package/digest", 1), "/package/digest");
  EXPECT_EQ(fault(k_filing_record, "/documents/1/size", "1"), "/documents/1/size");
  EXPECT_EQ(fault(k_discrepancy_record, "/numbers/0/value", "12"), "/numbers/0/value");
  EXPECT_EQ(fault(k_import_record, "/runs/0", {4}), "/runs/0");
  EXPECT_EQ(fault(k_veto_record, "/ground/AC-2025-0004", 4), "/ground/AC-2025-0004");
  EXPECT_EQ(fault(k_attachment_record, "/first/fact", 4), "/first/fact");
  EXPECT_EQ(fault(k_attachment_record, "/first/fact", ""), "/first/fact");
  EXPECT_EQ(fault(k_filing_record, "/package/digest", ""), "/package/digest");
  EXPECT_EQ(fault(k_proposal_record, "/loosens/0/text", 4), "/loosens/0/text");
  EXPECT_EQ(fault(k_proposal_record, "/reaches/0/to", "2024-01-01"), "/reaches/0");
  EXPECT_EQ(fault(k_proposal_record, "/replaces/version", "1"), "/replaces/version");
}

// What is never written is not read either.
TEST(StoredBodies, AValueThatIsNeverWrittenIsTold) {
  const auto fault = [](const char* kind, const std::map<std::string, json>& members) {
    for (const store::Record& stored : todays()) {
      if (stored.kind != kind) continue;
      json body = json::parse(stored.body);
      for (const auto& [name, value] : members) {
        if (value.is_null())
          body.erase(name);
        else
          body[name] = value;
      }
      const std::string told = fault_of(stored, body);
      return told.substr(told.rfind(' ') + 1);
    }
    return std::string("no body has it");
  };
  EXPECT_EQ(fault(k_veto_record, {{"clause", ""}}), "/clause");
  EXPECT_EQ(fault(k_veto_record, {{"subject", ""}}), "/subject");
  EXPECT_EQ(fault(k_veto_record, {{"from", "2025-04-02"}, {"until", "2025-04-01"}}), "/until");
  EXPECT_EQ(fault(k_veto_record, {{"from", "2025-04-02"}, {"until", "2025-04-02"}}), "read");
  EXPECT_EQ(fault(k_attachment_record, {{"fact", ""}}), "/fact");
  EXPECT_EQ(fault(k_attachment_record, {{"size", -1}}), "/size");
  EXPECT_EQ(fault(k_attachment_record, {{"size", 0}}), "read");
  EXPECT_EQ(fault(k_filing_record, {{"prepared_by", ""}}), "/prepared_by");
  const auto unsigned_in = [&](const char* state) {
    return fault(k_filing_record, {{"state", state}, {"signed_by", nullptr}, {"signed_on", nullptr}});
  };
  for (const char* state : {"queued", "sent", "accepted", "rejected"})
    EXPECT_EQ(unsigned_in(state), "/signed_by") << state;
  EXPECT_EQ(unsigned_in("sealed"), "read");
  EXPECT_EQ(unsigned_in("superseded"), "read");
}

// Without its format an assessment is of the first, whose people are a list.
TEST(StoredBodies, AnAssessmentSaysInWhichFormItsPeopleAre) {
  for (const store::Record& stored : todays()) {
    json body = json::parse(stored.body);
    if (stored.kind != k_assessment_record || !body.contains("sheet_format")) continue;
    body.erase("sheet_format");
    EXPECT_EQ(fault_of(stored, body), "record.corrupt assessment " + stored.id + ": /people");
  }
}

TEST(StoredBodies, WhatIsNoJsonIsDamage) {
  for (const char* text : {"", "{", "[]", "null", "{\"state\":\"open\",\"state\":\"open\"}"}) {
    store::Record stored{k_assessment_record, "2025Q1", 1, 2025, text, 1};
    const Result<std::string> again = rewritten(stored);
    ASSERT_FALSE(again) << text;
    EXPECT_EQ(again.error().reason, "record.corrupt");
  }
}

}  // namespace
}  // namespace anze::plugin
