// The loader's refusals, each with the words an administrator reads; and plugins that misbehave once loaded.
#include "host/loader.hpp"

#include <gmock/gmock.h>

#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/session.hpp"
#include "kit.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using kit::Folder;
using kit::json;
using ::testing::HasSubstr;

struct Outcome {
  std::string message;
  std::string help;
  std::vector<std::string> warnings;
};

Outcome try_load(const fs::path& file) {
  Outcome outcome;
  try {
    load(file, [&](const std::string& text) { outcome.warnings.push_back(text); });
  } catch (const Fault& fault) {
    outcome.message = fault.what();
    outcome.help = fault.help;
  }
  return outcome;
}

// The probe in a folder of its own beside a manifest.
struct Installed {
  Folder folder;
  fs::path plugin;
  explicit Installed(const json& manifest) : plugin(folder.path / "probe.so") {
    fs::copy_file(ANZE_PROBE, plugin);
    folder.write("manifest.json", manifest.dump());
  }
};

json manifest() {
  return {
      {"id", "probe"},
      {"version", "1.0.0"},
      {"file", "probe.so"},
      {"abi", {{"min", "1.0"}, {"max", "1.0"}}},
      {"digest", {{"sm3", digest_file("sm3", ANZE_PROBE)}, {"sha256", digest_file("sha256", ANZE_PROBE)}}}};
}

TEST(Loader, names_what_is_not_a_plugin) {
  const Folder folder;
  EXPECT_THAT(try_load(folder.path / "missing.so").message, HasSubstr("There is no plugin at"));
  EXPECT_THAT(try_load(folder.path).message, HasSubstr("There is no plugin at"));
  EXPECT_THAT(try_load(folder.write("text.so", "hello")).message, HasSubstr("is not a shared library"));
  EXPECT_THAT(try_load(folder.write("short.so",
                                    "\x7F"
                                    "ELF"))
                  .message,
              HasSubstr("The system cannot load"));
  EXPECT_THAT(try_load(ANZE_NOT_A_PLUGIN).message, HasSubstr("does not export anze_negotiate"));
  EXPECT_THAT(try_load(ANZE_STUB_VERSION_2).message, HasSubstr("of another ABI version"));
  EXPECT_THAT(try_load(ANZE_STUB_BAD_INFO).message, HasSubstr("P-01"));
}

TEST(Loader, verifies_the_manifest_before_it_runs_anything) {
  EXPECT_TRUE(try_load(Installed(manifest()).plugin).message.empty());
  EXPECT_TRUE(try_load(Installed(manifest()).plugin).warnings.empty());

  for (const char* algorithm : {"sm3", "sha256"}) {
    json changed = manifest();
    changed["digest"][algorithm] = std::string(64, '0');
    EXPECT_THAT(try_load(Installed(changed).plugin).message,
                HasSubstr(std::string("not the file its manifest describes (") + algorithm));
  }
  json newer = manifest();
  newer["abi"] = {{"min", "2.0"}, {"max", "2.3"}};
  EXPECT_THAT(try_load(Installed(newer).plugin).message, HasSubstr("its manifest says 2.0 to 2.3"));
  json other = manifest();
  other["id"] = "someone";
  EXPECT_THAT(try_load(Installed(other).plugin).message, HasSubstr("promises someone"));
  json no_range = manifest();
  no_range["abi"] = json::object();
  EXPECT_THAT(try_load(Installed(no_range).plugin).message, HasSubstr("abi.min and abi.max"));
  json text_range = manifest();
  text_range["abi"] = "1.0";
  EXPECT_THAT(try_load(Installed(text_range).plugin).message, HasSubstr("is not of the form"));
  EXPECT_THAT(try_load(Installed(json("text")).plugin).message, HasSubstr("not a JSON object"));
}

TEST(Loader, verifies_the_programs_the_library_starts) {
  const auto with = [](const json& digest, const char* content) {
    json named = manifest();
    named["programs"] = json::array({json{{"file", "helper"}, {"digest", digest}}});
    const Installed installed(named);
    if (content != nullptr) installed.folder.write("helper", content);
    return try_load(installed.plugin);
  };
  const json right = {{"sm3", digest("sm3", "program")}, {"sha256", digest("sha256", "program")}};
  EXPECT_TRUE(with(right, "program").message.empty());
  EXPECT_TRUE(with(right, "program").warnings.empty());
  EXPECT_THAT(with(right, "another").message, HasSubstr("helper is not the file its manifest describes"));
  EXPECT_THAT(with(right, nullptr).warnings, testing::ElementsAre(HasSubstr("helper, which is not there")));
  EXPECT_THAT(with(json::object(), "program").warnings, testing::ElementsAre(HasSubstr("no digest of")));
}

TEST(Loader, warns_of_what_it_could_not_verify) {
  json bare = manifest();
  bare.erase("digest");
  const Outcome no_digest = try_load(Installed(bare).plugin);
  EXPECT_TRUE(no_digest.message.empty());
  EXPECT_THAT(no_digest.warnings, testing::ElementsAre(HasSubstr("has no digest")));
  json elsewhere = manifest();
  elsewhere["file"] = "other.so";
  EXPECT_THAT(try_load(Installed(elsewhere).plugin).warnings,
              testing::ElementsAre(HasSubstr("No manifest.json")));
}

TEST(Proxy, notices_a_plugin_that_misbehaves) {
  const auto open = [](const char* file) {
    SessionOptions options;
    options.plugin = file;
    options.log_level = ANZE_LOG_PLUGIN_MISBEHAVING + 1;
    return std::make_unique<Session>(options);
  };
  EXPECT_THROW(open(ANZE_STUB_WRONG_VERSION), abi::Misbehaved);
  EXPECT_THROW(open(ANZE_STUB_NO_HANDLE), abi::Misbehaved);
  const auto session = open(ANZE_STUB);
  EXPECT_THROW(session->call("unterminated/1", "{}"), abi::Misbehaved);
  EXPECT_THROW(session->ask("no.json/1"), abi::Misbehaved);
  EXPECT_THROW(session->plugin().extension<anze_host_log>("any/1"), abi::Misbehaved);
}

TEST(Proxy, passes_refusals_on) {
  SessionOptions options;
  options.plugin = ANZE_PROBE;
  options.log_level = ANZE_LOG_ERROR;
  Session session(options);
  try {
    session.ask("refuse/1");
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_STREQ(refused.what(), "refuse/1 was refused (INVALID): Not like this.");
    EXPECT_EQ(refused.problem["help"], "Like that.");
  }
  options.config = json::array();
  EXPECT_THROW(Session{options}, Fault);
}

}  // namespace
}  // namespace anze::host
