// The reference host's services, asked by a plugin as in life.
#include "host/commands/import.hpp"
#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/services/clock.hpp"
#include "host/session.hpp"
#include "kit.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using kit::Folder;
using kit::json;

SessionOptions options_in(const Folder& folder) {
  SessionOptions options;
  options.plugin = ANZE_PROBE;
  options.store = folder.path / "store";
  options.mailboxes = folder.path / "mailboxes";
  options.calendar = ANZE_SOURCE_DIR "/abi/host/calendar.json";
  options.log_level = ANZE_LOG_ERROR;
  options.now_ms = parse_time("2026-01-08T09:00:00+08:00");
  options.actor = "clerk";
  return options;
}

// Asks a service through the probe and answers what the service answered.
json heard(Session& session, const std::string& method, const json& request) {
  json answer = session.ask(method, request);
  answer["answer"] = json::parse(answer["bytes"].get<std::string>(), nullptr, false);
  return answer;
}

json submission(const std::string& id, const std::string& addressee, const std::string& document = "正文") {
  return {{"document", document},
          {"meta",
           {{"document_id", id},
            {"addressee", addressee},
            {"filename", "报告.docx"},
            {"digest_sm3", digest("sm3", document)},
            {"title", "2026年第一季度报告"}}}};
}

TEST(Time, is_read_and_written) {
  EXPECT_EQ(parse_time("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_time("2026-01-08T09:00:00+08:00"), 1767834000000);
  EXPECT_EQ(parse_time("2026-01-08"), parse_time("2026-01-07T16:00:00Z"));
  EXPECT_EQ(to_beijing_text(1767834000000), "2026-01-08T09:00:00+08:00");
  for (const char* wrong : {"", "2026-02-29", "2026-01-08T9:00:00Z", "2026-01-08T24:00:00Z",
                            "2026-01-08T09:00:00", "2026-01-08T09:00:00+8", "2026-1-08"})
    EXPECT_FALSE(parse_time(wrong)) << wrong;
}

TEST(Digest, is_the_standards_example) {
  // GB/T 32905-2016, A.1 and FIPS 180-4's "abc".
  EXPECT_EQ(digest("sm3", "abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(digest("sha256", "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(CalendarService, follows_the_notices_and_says_unknown) {
  const Folder folder;
  Session session(options_in(folder));
  const auto workday = [&](const char* date) {
    return heard(session, "ask.workday/1", {{"date", date}})["answer"];
  };
  EXPECT_EQ(workday("2026-10-10"), json({{"workday", true}}));   // a Saturday worked
  EXPECT_EQ(workday("2026-01-02"), json({{"workday", false}}));  // a Friday off
  EXPECT_EQ(workday("2026-01-10"), json({{"workday", false}}));
  EXPECT_EQ(workday("2027-01-04"), json({{"unknown", true}}));
  EXPECT_EQ(heard(session, "ask.workday/1", {{"date", "2026-02-30"}})["said"], ANZE_E_INVALID);

  const auto after = [&](const char* date, int n) {
    return heard(session, "ask.workdays/1", {{"date", date}, {"n", n}})["answer"].value("date", "unknown");
  };
  EXPECT_EQ(after("2025-01-24", 5), "2025-02-07");
  EXPECT_EQ(after("2025-09-26", 3), "2025-09-30");
  EXPECT_EQ(after("2026-02-13", 2), "2026-02-24");
  EXPECT_EQ(after("2024-02-09", 1), "2024-02-18");
  EXPECT_EQ(after("2025-12-31", 1), "2026-01-04");
  EXPECT_EQ(after("2026-02-24", -2), "2026-02-13");
  EXPECT_EQ(after("2026-12-31", 1), "unknown");
  EXPECT_EQ(heard(session, "ask.version/1", json::object())["answer"]["years"], json({2024, 2025, 2026}));
}

TEST(Calendar, has_the_working_days_of_each_month) {
  const Calendar calendar(ANZE_SOURCE_DIR "/abi/host/calendar.json");
  const std::map<int, std::vector<int>> expected = {{2024, {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}},
                                                    {2025, {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23}},
                                                    {2026, {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}}};
  for (const auto& [year, months] : expected) {
    std::vector<int> counted(12);
    for (Day day = *parse_day(std::to_string(year) + "-01-01"); year_of(day) == year;
         day += std::chrono::days(1))
      counted[static_cast<unsigned>(std::chrono::year_month_day(day).month()) - 1] +=
          *calendar.is_workday(day) ? 1 : 0;
    EXPECT_EQ(counted, months) << year;
  }
}

TEST(Calendar, refuses_a_file_that_contradicts_itself) {
  const Folder folder;
  for (const char* days :
       {R"(["2025-01-01"])", R"(["2026-01-03/2026-01-01"])", R"(["2026-01-01","2026-01-01"])"}) {
    const auto file =
        folder.write("calendar.json", std::string(R"({"version":"1","years":[{"year":2026,"off":)") + days +
                                          R"(,"worked":[]}]})");
    EXPECT_THROW(Calendar{file}, Fault) << days;
  }
}

TEST(IdentityService, answers_from_the_directory) {
  const Folder folder;
  SessionOptions options = options_in(folder);
  options.directory = folder.write("people.json", R"({"version":"v3","people":[
    {"principal":"zhang","name":"张伟","unit":"安监局","roles":["clerk"],"person":"1001","deny":["veto.decide/1"]},
    {"principal":"li","name":"李强","unit":"组织部","roles":[]}]})");
  Session session(options);
  EXPECT_EQ(
      heard(session, "ask.resolve/1", {{"principal", "zhang"}})["answer"],
      json::parse(R"({"principal":"zhang","name":"张伟","unit":"安监局","roles":["clerk"],"person":"1001",
                            "directory_version":"v3"})"));
  EXPECT_EQ(heard(session, "ask.resolve/1", {{"principal", "nobody"}})["said"], ANZE_E_NOT_FOUND);
  EXPECT_TRUE(heard(session, "ask.resolve/1", {{"principal", "li"}})["answer"]["person"].is_null());
  EXPECT_EQ(heard(session, "ask.list/1", {{"unit", "组织部"}})["answer"]["people"].size(), 1U);
  EXPECT_EQ(heard(session, "ask.list/1", {{"unit", ""}})["answer"]["people"].size(), 2U);
  const auto can = [&](const char* action) {
    return heard(session, "ask.can/1", {{"principal", "zhang"}, {"action", action}})["answer"]["allowed"];
  };
  EXPECT_EQ(can("veto.decide/1"), false);
  EXPECT_EQ(can("ledger.append/1"), true);
}

TEST(StorageService, gives_absolute_directories_that_exist) {
  const Folder folder;
  Session session(options_in(folder));
  const std::string path = heard(session, "ask.directory/1", {{"purpose", "backup"}})["answer"]["path"];
  EXPECT_EQ(path, folder.path / "store" / "backup");
  EXPECT_TRUE(fs::is_directory(path));
  EXPECT_EQ(heard(session, "ask.directory/1", {{"purpose", "../etc"}})["said"], ANZE_E_UNSUPPORTED);
  EXPECT_EQ(session.ask("config/1")["storage_dir"], (folder.path / "store").string());
}

TEST(ClockService, stands_still_and_is_advanced) {
  const Folder folder;
  Session session(options_in(folder));
  EXPECT_EQ(session.ask("now/1")["now_ms"], 1767834000000);
  session.clock().advance(1000);
  EXPECT_EQ(session.ask("now/1")["now_ms"], 1767834001000);
}

TEST(ExchangeService, delivers_once_and_keeps_the_first_receipt) {
  const Folder folder;
  json first;
  {
    Session session(options_in(folder));
    first = heard(session, "ask.submit/1", submission("doc-1", "纪检委"))["answer"];
    EXPECT_EQ(first["outcome"], "accepted");
    EXPECT_EQ(first["receipt"]["receipt_no"], "收〔2026〕1号");
    EXPECT_EQ(first["receipt"]["received_on"], "2026-01-08");
    EXPECT_EQ(first["receipt"]["digest"], digest("sm3", "正文"));
    EXPECT_EQ(
        heard(session, "ask.submit/1", submission("doc-2", "纪检委"))["answer"]["receipt"]["receipt_no"],
        "收〔2026〕2号");
  }
  Session later(options_in(folder));  // finds what was delivered before
  const json again = heard(later, "ask.submit/1", submission("doc-1", "纪检委"))["answer"];
  EXPECT_EQ(again["outcome"], "duplicate");
  EXPECT_EQ(again["receipt"], first["receipt"]);
  EXPECT_EQ(heard(later, "ask.receipt/1", {{"id", "doc-1"}})["answer"]["receipt"], first["receipt"]);
  EXPECT_EQ(later.ask("ask.fetch/1", {{"id", "doc-1"}})["bytes"], "正文");
  EXPECT_EQ(heard(later, "ask.receipt/1", {{"id", "doc-9"}})["said"], ANZE_E_NOT_FOUND);
  EXPECT_EQ(heard(later, "ask.submit/1", submission("doc-1", "纪检委", "改过"))["said"], ANZE_E_CONFLICT);

  const fs::path delivered = folder.path / "mailboxes" / "纪检委" / "doc-1";
  EXPECT_TRUE(fs::exists(delivered / "document" / "报告.docx"));
  EXPECT_TRUE(fs::exists(delivered / "meta.json"));
  EXPECT_TRUE(fs::exists(delivered / "receipt.json"));
}

TEST(ExchangeService, behaves_as_it_is_told) {
  const Folder folder;
  SessionOptions options = options_in(folder);
  options.behaviours = folder.write("exchange.json", R"({"addressees":{
    "late":{"mode":"late","polls":2,"signer":"王秘书"},"no":{"mode":"refuse","reason":"缺少附件"},
    "twice":{"mode":"duplicate"},"lost":{"mode":"lost_answer"}}})");
  Session session(options);
  const auto submit = [&](const char* id, const char* to) {
    return heard(session, "ask.submit/1", submission(id, to));
  };
  const auto receipt = [&](const char* id) {
    return heard(session, "ask.receipt/1", {{"id", id}})["answer"];
  };

  EXPECT_EQ(submit("a", "late")["answer"]["outcome"], "later");
  EXPECT_EQ(submit("a", "late")["answer"]["outcome"], "later");  // submitting is not a poll
  EXPECT_EQ(receipt("a")["outcome"], "later");
  session.exchange()->tick();
  EXPECT_EQ(receipt("a")["receipt"]["signer"], "王秘书");
  EXPECT_EQ(submit("a", "late")["answer"]["outcome"], "duplicate");

  const json refused = submit("b", "no")["answer"];
  EXPECT_EQ(refused["outcome"], "refused");
  EXPECT_EQ(refused["reason"], "缺少附件");
  EXPECT_FALSE(fs::exists(folder.path / "mailboxes" / "no"));

  EXPECT_EQ(submit("c", "twice")["answer"]["outcome"], "duplicate");
  EXPECT_EQ(submit("d", "lost")["said"], ANZE_E_IO);
  EXPECT_EQ(submit("d", "lost")["answer"]["outcome"], "duplicate");

  session.exchange()->behave("no", {{"mode", "accept"}});
  EXPECT_EQ(submit("b", "no")["answer"]["outcome"], "accepted");
  EXPECT_THROW(session.exchange()->behave("no", {{"mode", "sometimes"}}), Fault);
}

TEST(ExchangeService, trusts_no_name_and_no_digest) {
  const Folder folder;
  Session session(options_in(folder));
  json wrong = submission("x", "纪检委");
  wrong["meta"]["digest_sm3"] = std::string(64, '0');
  EXPECT_EQ(heard(session, "ask.submit/1", wrong)["said"], ANZE_E_INVALID);
  for (const char* name : {"../up", ".hidden", "", "a/b"}) {
    EXPECT_EQ(heard(session, "ask.submit/1", submission("x", name))["said"], ANZE_E_INVALID) << name;
    EXPECT_EQ(heard(session, "ask.submit/1", submission(name, "x"))["said"], ANZE_E_INVALID) << name;
  }
  EXPECT_TRUE(fs::is_empty(folder.path / "mailboxes"));
}

TEST(Import, sends_everything_in_order_with_ids_that_follow_from_the_content) {
  const Folder folder;
  std::string facts;
  for (int i = 0; i < 2500; ++i) facts += R"({"ledger":"meeting","n":)" + std::to_string(i) + "}\n";
  folder.write("in/facts-2026.jsonl", facts);
  folder.write("in/rulebooks/a.json", R"({"id":"r"})");
  folder.write("in/ledgers/b.json", R"({"id":"b"})");
  folder.write("in/ledgers/a.json", R"({"id":"a"})");
  folder.write("in/figures/f.json", R"({"id":"f"})");
  folder.write("in/organisation.json", R"({"units":[]})");
  Session session(options_in(folder));
  const Imported imported = import_folder(session, folder.path / "in");
  EXPECT_EQ(imported.files, 6U);
  EXPECT_EQ(imported.facts, 2500U);

  const json received = session.ask("received/1");
  std::vector<std::string> methods;
  std::string lines;
  for (const json& request : received) {
    methods.push_back(request["method"]);
    EXPECT_EQ(request["actor"], "clerk");
    lines += request.value("lines", "");
  }
  EXPECT_EQ(methods, (std::vector<std::string>{"org.import/1", "ledger.define/1", "ledger.define/1",
                                               "rulebook.add/1", "figures.define/1", "ledger.import/1",
                                               "ledger.import/1", "ledger.import/1"}));
  EXPECT_EQ(received[1]["definition"]["id"], "a");
  EXPECT_EQ(lines, facts);

  import_folder(session, folder.path / "in");
  const json twice = session.ask("received/1");
  ASSERT_EQ(twice.size(), 16U);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(twice[i]["request_id"], twice[i + 8]["request_id"]);
  EXPECT_NE(twice[5]["request_id"], twice[6]["request_id"]);

  folder.write("empty/readme.txt", "");
  EXPECT_THROW(import_folder(session, folder.path / "empty"), Fault);
  folder.write("broken/organisation.json", "{");
  EXPECT_THROW(import_folder(session, folder.path / "broken"), Fault);
}

}  // namespace
}  // namespace anze::host
