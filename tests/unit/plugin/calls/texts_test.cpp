// The whole library over a store whose texts are encrypted: nothing of a period's course leaves a name in the
// store's files, and everything is asked as before.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "tests/unit/plugin/calls/bare_host.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TextsTest : public DistrictTest {
 protected:
  void SetUp() override { folder_ = tests::own_folder_in_memory("texts"); }
  Parts keyed() const {
    Parts parts;
    parts.keys = folder_ / "store.key";
    return parts;
  }
  // Where one of the texts lies readable in the store's folder.
  std::vector<std::string> readable(const std::vector<std::string>& texts) const {
    std::vector<std::string> found;
    for (const auto& each : fs::recursive_directory_iterator(folder_ / "store")) {
      if (!each.is_regular_file()) continue;
      std::ostringstream bytes;
      bytes << std::ifstream(each.path(), std::ios::binary).rdbuf();
      for (const std::string& text : texts)
        if (bytes.str().find(text) != std::string::npos)
          found.push_back(each.path().filename().string() + " " + text);
    }
    return found;
  }
  std::string logged() const {
    std::ifstream log(folder_ / "log.txt");
    return std::string(std::istreambuf_iterator<char>(log), {});
  }
  // A quarter entered, corrected, searched, scored, sealed and reported.
  void play() {
    town().define();
    town().go_to("2025-04-01");
    json fact = criticism("C1", "2025-02-10");
    fact["fields"]["note"] = "欧阳建国，110101196001011234";
    fact["remark"] = "电话13900001111";
    town().append(fact);
    ask("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "欧阳建国来电更正"}});
    ask("ledger.attach/1", "clerk",
        {{"id", "C1"}, {"name", "欧阳建国谈话笔录.txt"}, {"content", "5qyn6Ziz5bu65Zu9"}});
    ask("ledger.search/1", "reviewer", {{"ledger", "criticism"}, {"contains", "欧阳建国"}});
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
    town().file("2025Q1", "quarterly_organisation");
  }
};

const std::vector<std::string> k_personal = {
    "欧阳建国", "110101196001011234", "13900001111", "干部甲", "干部乙", "干部丙"};

TEST_F(TextsTest, NoNameOfTheYearIsInTheStoresFiles) {
  start(keyed());
  play();
  EXPECT_THAT(readable(k_personal), IsEmpty());
  EXPECT_EQ(fs::status(folder_ / "store.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);

  start(keyed());
  town().number_requests_from(1000);
  town().go_to("2025-04-10");
  EXPECT_THAT(readable(k_personal), IsEmpty());
  EXPECT_THAT(logged(), testing::Not(HasSubstr("personal_plain")));
  const json found = ask("ledger.search/1", "reviewer", {{"ledger", "criticism"}, {"contains", "欧阳建国"}});
  EXPECT_THAT(found.dump(), HasSubstr("13900001111"));
  EXPECT_THAT(ask("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}}).dump(),
              HasSubstr("干部甲"));
  const json texts = ask("audit.verify/1", "auditor").at("texts");
  EXPECT_EQ(texts.at("encrypted"), true);
  EXPECT_EQ(texts.at("key"), 1);
  EXPECT_EQ(texts.at("since"), 1);
  expect_sound();
}

// What is looked for can be found: without a key it is there, and that is told.
TEST_F(TextsTest, WithoutAKeyNamesAreReadableAndThatIsTold) {
  start();
  play();
  EXPECT_THAT(readable({"欧阳建国"}), testing::Not(IsEmpty()));
  EXPECT_THAT(logged(), HasSubstr("personal_plain"));
  EXPECT_EQ(ask("audit.verify/1", "auditor").at("texts").at("encrypted"), false);

  start(keyed());  // a key from here on
  town().number_requests_from(1000);
  town().go_to("2025-04-10");
  town().append(criticism("C2", "2025-04-02"));
  EXPECT_THAT(logged(), HasSubstr("lies unencrypted in the file"));
  EXPECT_GT(ask("audit.verify/1", "auditor").at("texts").at("since"), 1);
  expect_sound();
}

TEST_F(TextsTest, WhatOnlyLooksEncryptedStopsNoReader) {
  const std::string looks = "~sm4:1:AAAA";
  for (const Parts& parts : {Parts{}, keyed()}) {  // then with a key: the same, and another
    start(parts);
    if (parts.keys.empty()) town().define();
    if (!parts.keys.empty()) town().number_requests_from(1000);
    town().go_to("2025-04-01");
    const std::string id = looks + (parts.keys.empty() ? "" : "B");
    json fact = criticism(id, "2025-02-10");
    fact["fields"]["note"] = looks;
    town().append(fact);
    EXPECT_THAT(ask("ledger.get/1", "clerk", {{"id", id}}).dump(), HasSubstr("\"note\":\"" + looks + "\""));
    EXPECT_THAT(ask("audit.list/1", "auditor").dump(), HasSubstr(id));
    EXPECT_EQ(ask("audit.verify/1", "auditor").at("ok"), true);
  }
}

TEST_F(TextsTest, AKeyFileThatOthersReadIsNotTaken) {
  start(keyed());
  district_.reset();
  fs::permissions(folder_ / "store.key", fs::perms::group_read, fs::perm_options::add);
  EXPECT_THROW(start(keyed()), host::Fault);
}

class Opener {
 public:
  explicit Opener(const fs::path& folder) : folder_(folder) { fs::create_directories(folder / "store"); }
  std::string open(json config, const std::vector<anze_service>& services = {}) {
    config["storage_dir"] = (folder_ / "store").string();
    abi::Plugin plugin(loaded_.entrance);
    const abi::Said said = plugin.open(config.dump(), services);
    if (said.ok()) {
      plugin.call("org.import/1", json{{"actor", "system_admin"},
                                       {"request_id", std::to_string(++requests_)},
                                       {"now", k_march},
                                       {"organisation", organisation()}}
                                      .dump());
      return "opened";
    }
    const json problem = json::parse(said.text);
    return problem.value("code", "") + " " + problem.value("at", "");
  }

 private:
  fs::path folder_;
  host::Loaded loaded_ = host::load(ANZE_PLUGIN, [](const std::string&) {});
  int requests_ = 0;
};

// What a platform's key service may say.
struct KeyService {
  std::string answer;
  anze_status status = ANZE_OK;
  static void keys(void* ctx, const char*, const anze_reply* reply) {
    const auto& self = *static_cast<KeyService*>(ctx);
    reply->write(reply->ctx, reinterpret_cast<const std::uint8_t*>(self.answer.data()), self.answer.size());
    reply->done(reply->ctx, self.status);
  }
  static constexpr anze_host_crypto k_table = {sizeof(anze_host_crypto), 0, &KeyService::keys};
  std::vector<anze_service> services() { return {{ANZE_HOST_CRYPTO, &k_table, this}}; }
};

TEST_F(TextsTest, WithoutAKeyNothingOpensUnlessTheConfigurationSaysSo) {
  Opener opener(folder_);
  const std::string one(64, '1');
  const std::string two(64, '2');
  const json people_of = {{"people", people()}};
  const auto with = [&](json more) {
    more.update(people_of);
    return more;
  };
  EXPECT_EQ(opener.open(people_of), "config.personal /personal_plain");
  EXPECT_EQ(opener.open(with({{"personal_plain", false}})), "config.personal /personal_plain");
  EXPECT_EQ(opener.open(with({{"keys", {std::string(64, 'x')}}})), "config.keys /keys");
  EXPECT_EQ(opener.open(with({{"keys", {"12"}}})), "config.schema /keys/0");
  EXPECT_EQ(opener.open(with({{"keys", {one}}})), "opened");
  EXPECT_EQ(opener.open(with({{"personal_plain", true}})), "store.key_missing ");
  EXPECT_EQ(opener.open(with({{"keys", {two}}})), "store.key_wrong ");

  KeyService service;
  service.answer = json{{"keys", {one}}}.dump();
  EXPECT_EQ(opener.open(people_of, service.services()), "opened");
  EXPECT_EQ(opener.open(with({{"keys", {two}}}), service.services()), "opened");  // the service comes first
  service.status = ANZE_E_NOT_FOUND;
  EXPECT_EQ(opener.open(with({{"keys", {one}}}), service.services()), "opened");
  service.status = ANZE_E_IO;
  EXPECT_EQ(opener.open(with({{"keys", {one}}}), service.services()), "crypto.failed ");
  service.status = ANZE_OK;
  for (const char* wrong : {"", "[]", "{}", R"({"keys":[]})", R"({"keys":["12"]})", R"({"keys":[1]})"}) {
    service.answer = wrong;
    EXPECT_EQ(opener.open(with({{"keys", {one}}}), service.services()), "crypto.failed ") << wrong;
  }
  service.answer = json{{"keys", {two, one}}}.dump();
  EXPECT_EQ(opener.open(people_of, service.services()), "opened");
  EXPECT_EQ(opener.open(with({{"keys", {one}}})), "store.key_wrong ");
  EXPECT_EQ(opener.open(with({{"keys", {two, one}}})), "opened");
}

}  // namespace
}  // namespace anze::district
