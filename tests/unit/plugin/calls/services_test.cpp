// The real plugin on hosts that offer little, or answer wrongly: what is missing has a fallback, what is
// wrong has a code, and nothing is half done.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

#include "host/reply.hpp"
#include "tests/unit/plugin/calls/bare_host.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

// A document exchange that answers what it is told to.
struct Oracle {
  std::function<void(const anze_reply*)> answer;
  static const anze_host_documents k_table;
  anze_service service() { return {ANZE_HOST_DOCUMENTS, &k_table, this}; }
};
const anze_host_documents Oracle::k_table = {
    sizeof(anze_host_documents), 0,
    [](void* ctx, const std::uint8_t*, std::uint64_t, const std::uint8_t*, std::uint64_t,
       const anze_reply* reply) { static_cast<Oracle*>(ctx)->answer(reply); },
    [](void* ctx, const char*, const anze_reply* reply) { static_cast<Oracle*>(ctx)->answer(reply); },
    [](void* ctx, const char*, const anze_reply* reply) { static_cast<Oracle*>(ctx)->answer(reply); }};

// A directory whose `can` answers these bytes.
struct Doorman {
  std::string allowed;
  static const anze_host_identity k_table;
  anze_service service() { return {ANZE_HOST_IDENTITY, &k_table, this}; }
};
const anze_host_identity Doorman::k_table = {
    sizeof(anze_host_identity), 0,
    [](void*, const std::uint8_t* principal, std::uint64_t size, const anze_reply* reply) {
      host::respond(reply, [&] {
        return json{{"principal", std::string(host::view(principal, size))}, {"roles", {"clerk"}}};
      });
    },
    [](void*, const std::uint8_t*, std::uint64_t, const anze_reply* reply) {
      host::respond(reply, [] { return json::object(); });
    },
    [](void* ctx, const std::uint8_t*, std::uint64_t, const char*, const std::uint8_t*, std::uint64_t,
       const anze_reply* reply) {
      host::respond(reply, [&] { return static_cast<Doorman*>(ctx)->allowed; });
    }};

// A directory of the second revision, which hears what is touched.
struct Gate {
  json heard;
  std::string shut;  // a unit whose records are nobody's to touch
  static const anze_host_identity k_table;
  anze_service service() { return {ANZE_HOST_IDENTITY_2, &k_table, this}; }
};
const anze_host_identity Gate::k_table = {
    sizeof(anze_host_identity), 0,
    [](void*, const std::uint8_t* principal, std::uint64_t size, const anze_reply* reply) {
      host::respond(reply, [&] {
        const std::string who(host::view(principal, size));
        const bool of_town = who == "clerk-of-town";
        return json{{"principal", who},
                    {"roles", {of_town ? "clerk" : who}},
                    {"units", {of_town ? "shanmen-gov" : "gov"}}};
      });
    },
    nullptr,
    [](void* ctx, const std::uint8_t*, std::uint64_t, const char*, const std::uint8_t* object,
       std::uint64_t size, const anze_reply* reply) {
      static_cast<Gate*>(ctx)->heard = json::parse(host::view(object, size));
      host::respond(reply, [&] {
        const Gate& gate = *static_cast<Gate*>(ctx);
        return json{{"allowed", gate.shut.empty() || gate.heard.value("unit", "") != gate.shut}};
      });
    }};

// A directory that answers these bytes with this status, or nothing at all, and whose `can` does too.
struct Directory {
  std::string answer;
  anze_status status = ANZE_OK;
  bool silent = false;
  std::string allowed = R"({"allowed":true})";
  anze_status can_status = ANZE_OK;
  std::vector<std::string> lines;  // of the log
  static const anze_host_identity k_table;
  static const anze_host_log k_log;
  std::vector<anze_service> services() {
    return {{ANZE_HOST_IDENTITY, &k_table, this}, {ANZE_HOST_LOG, &k_log, this}};
  }
};
const anze_host_identity Directory::k_table = {
    sizeof(anze_host_identity), 0,
    [](void* ctx, const std::uint8_t*, std::uint64_t, const anze_reply* reply) {
      const auto* self = static_cast<Directory*>(ctx);
      if (!self->silent) host::answer_bytes(reply, self->answer, self->status);
    },
    nullptr,
    [](void* ctx, const std::uint8_t*, std::uint64_t, const char*, const std::uint8_t*, std::uint64_t,
       const anze_reply* reply) {
      host::answer_bytes(reply, static_cast<Directory*>(ctx)->allowed,
                         static_cast<Directory*>(ctx)->can_status);
    }};
const anze_host_log Directory::k_log = {
    sizeof(anze_host_log), 0, [](void* ctx, std::int32_t, const std::uint8_t* text, std::uint64_t size) {
      static_cast<Directory*>(ctx)->lines.emplace_back(host::view(text, size));
    }};

// A calendar that counts its questions, tells a version or none, and may be slow.
struct Wall {
  std::string version;  // "" answers without one
  std::atomic<int> asked = 0;
  std::atomic<bool> slow = false;
  std::atomic<bool> asking = false;
  static const anze_host_calendar k_table;
  anze_service service() { return {ANZE_HOST_CALENDAR, &k_table, this}; }
};
const anze_host_calendar Wall::k_table = {
    sizeof(anze_host_calendar), 0,
    [](void* ctx, const char*, const anze_reply* reply) {
      auto* self = static_cast<Wall*>(ctx);
      ++self->asked;
      self->asking = true;
      while (self->slow) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      host::respond(reply, [] { return json{{"workday", true}}; });
    },
    nullptr,
    [](void* ctx, const anze_reply* reply) {
      const auto* self = static_cast<const Wall*>(ctx);
      host::respond(reply, [&] {
        return self->version.empty() ? json::object() : json{{"version", self->version}};
      });
    }};

struct Hand {
  std::int64_t now = 0;
  anze_status status = ANZE_OK;
  static const anze_host_clock k_table;
  anze_service service() { return {ANZE_HOST_CLOCK, &k_table, this}; }
};
const anze_host_clock Hand::k_table = {sizeof(anze_host_clock), 0,
                                       [](void* ctx, std::int64_t* out) -> anze_status {
                                         *out = static_cast<Hand*>(ctx)->now;
                                         return static_cast<Hand*>(ctx)->status;
                                       }};

class ServicesTest : public DistrictTest {
 protected:
  fs::path bare() const { return folder_ / "bare"; }
};

TEST_F(ServicesTest, WithoutAClockTheRequestCarriesTheTime) {
  BareHost host(bare(), {});
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "clock.missing /now");
  EXPECT_EQ(host.no("audit.head/1", "clerk", {{"now", INT64_MAX}}), "clock.range /now");
  EXPECT_EQ(host.no("audit.head/1", "clerk", {{"now", -1}}), "json.range /now");
  host.at(k_march);
  EXPECT_EQ(host.no("org.import/1", "system_admin", {{"organisation", organisation()}}), "done");
  EXPECT_EQ(host.ask("audit.list/1", "auditor").at("entries")[0].at("at_ms"), k_march);
}

TEST_F(ServicesTest, AClockThatIsWrongIsNotBelieved) {
  Hand hand;
  BareHost host(bare(), {hand.service()});
  for (const std::int64_t now : {INT64_MAX, INT64_MIN, std::int64_t{-1}}) {
    hand.now = now;
    EXPECT_EQ(host.no("audit.head/1", "clerk"), "clock.host") << now;
  }
  hand.now = k_march;
  hand.status = ANZE_E_IO;
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "clock.host");
  hand.status = ANZE_OK;
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "done");
}

TEST_F(ServicesTest, WithoutADirectoryTheConfigurationNamesPeople) {
  BareHost host(bare(), {}, {{"people", {{{"principal", "zhang"}, {"roles", {"auditor"}}}}}});
  host.at(k_march);
  EXPECT_EQ(host.no("audit.verify/1", "zhang"), "done");
  EXPECT_EQ(host.no("audit.verify/1", "clerk"), "actor.unknown /actor");
  EXPECT_EQ(host.no("org.import/1", "zhang", {{"organisation", organisation()}}), "actor.role /actor");
}

TEST_F(ServicesTest, ThePlatformMayDenyAndAnUnclearAnswerDenies) {
  Doorman doorman;
  BareHost host(bare(), {doorman.service()});
  host.at(k_march);
  for (const char* answer : {R"({"allowed":false})", R"({"allowed":"yes"})", R"({"allowed":1})", "{}", "[]",
                             "true", "", "not json"}) {
    doorman.allowed = answer;
    EXPECT_EQ(host.no("audit.head/1", "anybody"), "actor.host /actor") << answer;
  }
  doorman.allowed = R"({"allowed":true})";
  EXPECT_EQ(host.no("audit.head/1", "anybody"), "done");
}

TEST_F(ServicesTest, TheSecondRevisionIsToldWhatIsTouched) {
  Gate gate;
  BareHost host(bare(), {gate.service()});
  host.at(k_march);
  host.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  host.ask("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}});
  EXPECT_EQ(host.no("ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-02-10")}}), "done");
  EXPECT_EQ(gate.heard,
            (json{{"id", "C1"}, {"ledger", "criticism"}, {"unit", "gov"}, {"official", "head-1"}}));
  // Of a record that the request names by its id alone, the store knows the rest.
  EXPECT_EQ(host.no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "x"}}), "done");
  EXPECT_EQ(gate.heard,
            (json{{"id", "C1"}, {"ledger", "criticism"}, {"unit", "gov"}, {"official", "head-1"}}));
  host.ask("veto.decide/1", "assessor", {{"veto", "V1/gov/X1"}, {"confirmed", true}, {"document_no", "x"}});
  EXPECT_EQ(gate.heard, (json{{"case", "V1/gov/X1"}}));
  host.ask("filing.sign/1", "signer", {{"id", "2025Q1/quarterly_discipline/v1"}});
  EXPECT_EQ(gate.heard,
            (json{{"id", "2025Q1/quarterly_discipline/v1"}, {"case", "2025Q1/quarterly_discipline/v1"}}));
}

// A platform that says no to the records of a unit does not tell which ids they have: what is out of sight is
// asked about as what never was, and answered alike.
TEST_F(ServicesTest, ThePlatformIsToldNothingOfWhatTheActorDoesNotSee) {
  Gate gate;
  BareHost host(bare(), {gate.service()});
  host.at(k_march);
  host.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  host.ask("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}});
  host.ask("ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-02-10")}});
  gate.shut = "gov";
  EXPECT_EQ(host.no("ledger.get/1", "clerk", {{"id", "C1"}}), "actor.host /actor");
  for (const char* id : {"C1", "C7"}) {
    EXPECT_EQ(host.no("ledger.get/1", "clerk-of-town", {{"id", id}}), "fact.unknown /id") << id;
    EXPECT_EQ(gate.heard, (json{{"id", id}}));
  }
}

// A host of the first revision that says no units keeps its clerks as they were; one that says them binds
// them.
TEST_F(ServicesTest, AClerkOfTheFirstRevisionReachesTheAreaOfTheUnit) {
  Directory directory;
  directory.answer = R"({"principal":"system_admin","roles":["system_admin"]})";
  BareHost host(bare(), directory.services());
  host.at(k_march);
  host.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  host.ask("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}});
  const auto enter = [&](const char* members, const char* id) {
    directory.answer = R"({"principal":"clerk","roles":["clerk"])" + std::string(members) + "}";
    return host.no("ledger.append/1", "clerk", {{"fact", criticism(id, "2025-02-10")}});
  };
  EXPECT_EQ(enter("", "C1"), "done");
  EXPECT_EQ(enter(R"(,"unit":"gov")", "C2"), "done");
  EXPECT_EQ(enter(R"(,"unit":"bureau")", "C3"), "done");
  EXPECT_EQ(enter(R"(,"unit":"shanmen-gov")", "C4"), "actor.place /fact/unit");
  EXPECT_EQ(enter(R"(,"unit":"shanmen-gov","units":["gov"])", "C4"), "actor.place /fact/unit");  // of /2 only
}

TEST_F(ServicesTest, DenialsOfTheDirectoryFile) {
  json denied = people();
  denied[0]["deny"] = {"ledger.append/1"};
  std::ofstream(folder_ / "people.json") << json{{"version", "2"}, {"people", denied}};
  start();
  town().define();
  town().go_to("2025-03-20");
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-02-10")}}), "actor.host /actor");
  EXPECT_EQ(no("ledger.import/1", "clerk", {{"lines", criticism("C1", "2025-02-10").dump()}}), "done");
}

// A person that cannot be read is not taken for nobody in particular.
TEST_F(ServicesTest, ADirectoryThatAnswersWrongTypesIsBroken) {
  Directory directory;
  BareHost host(bare(), directory.services());
  host.at(k_march);
  const auto with = [&](const char* members) {
    directory.answer = R"({"principal":"clerk")" + std::string(members) + "}";
    return host.no("audit.head/1", "clerk");
  };
  EXPECT_EQ(with(R"(,"roles":["clerk"],"person":"1001")"), "done");
  EXPECT_EQ(with(R"(,"roles":["clerk"],"person":null,"unit":null)"), "done");
  for (const char* wrong :
       {R"(,"roles":["clerk"],"person":1001)", R"(,"roles":["clerk"],"person":["1001"])",
        R"(,"roles":["clerk"],"person":false)", R"(,"roles":["clerk"],"addressee":7)",
        R"(,"roles":["clerk"],"unit":{})", R"(,"roles":"clerk")", R"(,"roles":["clerk",5])", ""}) {
    directory.lines.clear();
    EXPECT_EQ(with(wrong), "identity.answer") << wrong;
    ASSERT_EQ(directory.lines.size(), 1U) << wrong;
    EXPECT_TRUE(directory.lines[0].starts_with("identity.answer: ")) << directory.lines[0];
  }
  for (const char* other : {R"({"principal":"reviewer","roles":["clerk"]})", "[]", "", "no"}) {
    directory.answer = other;
    EXPECT_EQ(host.no("audit.head/1", "clerk"), "identity.answer") << other;
  }
}

TEST_F(ServicesTest, ADirectoryThatFailsIsNotOneThatKnowsNobody) {
  Directory directory;
  directory.answer = "{}";
  BareHost host(bare(), directory.services());
  host.at(k_march);
  for (const anze_status status : {ANZE_E_NOT_FOUND, ANZE_E_FORBIDDEN}) {
    directory.status = status;
    EXPECT_EQ(host.no("audit.head/1", "clerk"), "actor.unknown /actor") << status;
  }
  for (const anze_status status : {ANZE_E_IO, ANZE_E_BUSY, ANZE_E_INTERNAL}) {
    directory.status = status;
    EXPECT_EQ(host.no("audit.head/1", "clerk"), "identity.failed") << status;
  }
  directory.status = ANZE_OK;
  directory.silent = true;
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "identity.failed");
  directory.silent = false;
  directory.answer = R"({"principal":"clerk","roles":["clerk"]})";
  directory.can_status = ANZE_E_IO;
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "identity.failed");
  directory.can_status = ANZE_E_FORBIDDEN;
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "actor.host /actor");
}

TEST_F(ServicesTest, TheLogSaysWhoWasRefusedWhatInOneLine) {
  Directory directory;
  BareHost host(bare(), directory.services());
  host.at(k_march);
  directory.answer = R"({"principal":"zhang\nsan","roles":["checker","clerk"]})";
  EXPECT_EQ(
      host.no("filing.sign/1", "zhang\nsan", {{"id", "2025Q1/x\xE2\x80\xA8y/v1"}, {"request_id", "q1"}}),
      "actor.role /actor");
  EXPECT_EQ(host.no("audit.head/1", "zhang\nsan"), "done");
  ASSERT_EQ(directory.lines.size(), 2U);  // the role that is none is told once
  EXPECT_EQ(directory.lines[0],
            "the directory gives the role “checker”, which allows nothing here (plugin/docs/operating.md)");
  EXPECT_EQ(directory.lines[1],
            "filing.sign/1 refused: actor.role, actor “zhang san”, id “2025Q1/x y/v1”, request_id “q1”");
}

// A year of the configuration's calendar, and one that nobody gave.
TEST_F(ServicesTest, WithoutACalendarServiceTheConfigurationIsAskedAndNothingIsGuessed) {
  start({.calendar = false});
  town().define();
  town().go_to("2025-04-01");
  town().score("2025Q1");
  town().seal("2025Q1");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}}),
            "calendar.unknown");
  const json rows = ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings");
  EXPECT_TRUE(rows[0].at("due_on").is_null());
  EXPECT_NE(rows[0].at("due_unknown"), "");

  BareHost host(
      bare(), {},
      {{"calendar", {{{"year", 2025}, {"days_off", {"2025-04-10"}}, {"days_worked", json::array()}}}}});
  host.at(k_march);
  host.ask("filing.rules/1", "system_admin", {{"rules", filing_rules()}});
  EXPECT_EQ(host.ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings")[0].at("due_on"),
            "2025-04-11");
}

// A year is asked about once, whatever is asked for; without a version once a day. What lies centuries away
// is not asked about at all.
TEST_F(ServicesTest, ACalendarIsAskedOnceForAYear) {
  for (const char* version : {"1", ""}) {
    Wall wall;
    wall.version = version;
    BareHost host(bare() / ("v" + wall.version), {wall.service()});
    host.at(k_march);
    host.ask("audit.head/1", "clerk");
    EXPECT_EQ(wall.asked, 366 + 365 + 365);
    host.ask("audit.head/1", "clerk");
    for (const char* period : {"1900", "2199", "2025Q1"})
      host.ask("figures.compute/1", "clerk", {{"period", period}});
    EXPECT_EQ(wall.asked, 366 + 365 + 365) << "version “" << version << "”";
    host.at(k_march + 86'400'000);
    host.ask("audit.head/1", "clerk");
    EXPECT_EQ(wall.asked, (366 + 365 + 365) * (wall.version.empty() ? 2 : 1));
  }
}

// Nobody waits for a calendar that another call hangs in, not even whoever has something to log.
TEST_F(ServicesTest, ACalendarThatHangsHoldsUpItsOwnCallerOnly) {
  Wall wall;
  wall.version = "1";
  BareHost host(bare(), {wall.service()});
  host.at(k_march);
  host.ask("audit.head/1", "clerk");
  wall.slow = true;
  wall.asking = false;
  std::thread hanging([&] {
    host.ask("figures.compute/1", "clerk", {{"period", "2020Q1"}, {"request_id", "slow"}});
  });
  while (!wall.asking) std::this_thread::yield();
  EXPECT_EQ(host.no("audit.head/1", "clerk", {{"request_id", "beside"}}), "done");
  EXPECT_EQ(host.no("audit.list/1", "clerk", {{"request_id", "logged"}}), "actor.role /actor");
  wall.slow = false;
  hanging.join();
}

TEST_F(ServicesTest, AnExchangeThatFailsLeavesTheFilingQueued) {
  Oracle oracle;
  BareHost host(
      bare(), {oracle.service()},
      {{"calendar", {{{"year", 2025}, {"days_off", json::array()}, {"days_worked", json::array()}}}}});
  host.at(k_march);
  host.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  for (const char* name : {"accident", "criticism", "finding"})
    host.ask("ledger.define/1", "system_admin", {{"definition", ledger(name)}});
  host.ask("rulebook.add/1", "security_admin", {{"rulebook", rulebook()}});
  host.ask("filing.rules/1", "system_admin", {{"rules", filing_rules()}});
  host.at(k_march + 20 * 86'400'000LL);
  host.ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  host.ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  host.ask("assess.seal/1", "signer", {{"period", "2025Q1"}});
  const json prepared =
      host.ask("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  const json id = {{"id", prepared.at("id")}};
  host.ask("filing.sign/1", "signer", id);

  const auto says = [&](const char* text, anze_status status = ANZE_OK) {
    oracle.answer = [text = std::string(text), status](const anze_reply* reply) {
      host::answer_bytes(reply, text, status);
    };
  };
  const auto still_queued = [&](const char* when, const char* code = "exchange.failed") {
    EXPECT_EQ(host.no("filing.send/1", "registrar", id), code) << when;
    EXPECT_EQ(host.ask("filing.get/1", "signer", id).at("state"), "queued") << when;
  };
  for (const anze_status status : {ANZE_E_IO, ANZE_E_INVALID, ANZE_E_CONFLICT, ANZE_E_NOT_FOUND,
                                   ANZE_E_FORBIDDEN, ANZE_E_NO_MEMORY, ANZE_E_BUSY, -12345}) {
    says(R"({"message":"线路中断"})", status);
    still_queued(std::to_string(status).c_str());
  }
  for (const char* text : {"", "no", "[]", "{}", R"({"outcome":"perhaps"})", R"({"outcome":1})",
                           R"({"outcome":"accepted","outcome":"refused"})"}) {
    says(text);
    still_queued(text);
  }
  oracle.answer = [](const anze_reply*) {};
  still_queued("no answer at all");
  oracle.answer = [](const anze_reply* reply) {
    host::answer_bytes(reply, R"({"outcome":"accepted","receipt":null})", ANZE_OK);
    host::answer_bytes(reply, "again", ANZE_OK);
  };
  EXPECT_NE(host.no("filing.send/1", "registrar", id), "done") << "answers twice";
  says(R"({"outcome":"accepted","receipt":null})");
  still_queued("no receipt", "receipt.mismatch /receipt");
  says(R"({"outcome":"accepted","receipt":"signed"})");
  still_queued("a receipt that is a text", "receipt.mismatch /receipt");
  says(R"({"outcome":"duplicate","receipt":{"document_id":"another","digest":"","addressee":"discipline"}})");
  still_queued("somebody else's receipt", "receipt.mismatch /receipt");
  const json& package = prepared.at("package");
  const std::string good = json{
      {"outcome", "accepted"},
      {"receipt",
       {{"document_id", package.at("document_id")},
        {"digest", package.at("digest")},
        {"addressee",
         "discipline"}}}}.dump();
  // Somebody changes the definitions while the exchange is asked: the step that follows goes by none of them.
  oracle.answer = [&](const anze_reply* reply) {
    std::thread([&] {
      json definition = ledger("criticism");
      definition["enter"] = json::array({"verifier"});
      const json proposed = host.ask("ledger.define/1", "system_admin",
                                     {{"definition", definition}, {"reason", "改由核实人登记"}});
      host.ask("definition.confirm/1", "signer", {{"proposal", proposed.at("proposal")}});
    }).join();
    host::answer_bytes(reply, good, ANZE_OK);
  };
  still_queued("other definitions", "model.changed");
  // The plugin calls, the service calls back: refused, and the outer call ends well.
  std::string inner;
  oracle.answer = [&](const anze_reply* reply) {
    inner = host.no("audit.head/1", "clerk");
    host::answer_bytes(reply, good, ANZE_OK);
  };
  EXPECT_EQ(host.ask("filing.send/1", "registrar", id).value("state", ""), "accepted");
  EXPECT_EQ(inner, "call.reentrant");
  EXPECT_EQ(host.ask("audit.verify/1", "auditor").at("problems"), json::array());
}

}  // namespace
}  // namespace anze::district
