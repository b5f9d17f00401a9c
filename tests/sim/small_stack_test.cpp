// A host's thread may have a stack of 64 KiB and no more: sheets in, out and blank are within it.
#include <gtest/gtest.h>
#include <pthread.h>

#include <memory>
#include <stdexcept>

#include "host/base64.hpp"
#include "host/session.hpp"
#include "tests/own_folder.h"
#include "tests/unit/plugin/small_district.h"

namespace anze::sim {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t k_stack = std::size_t{64} << 10U;

struct Asked {
  host::Session* session;
  const char* method;
  std::string request;
  abi::Said said;
};

void* ask(void* argument) {
  Asked& asked = *static_cast<Asked*>(argument);
  asked.said = asked.session->call(asked.method, asked.request);
  return nullptr;
}

abi::Said on_small_stack(host::Session& session, const char* method, json request) {
  static int requests = 0;
  request["request_id"] = "small-" + std::to_string(++requests);
  Asked asked{&session, method, session.complete(request).dump(), {}};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, k_stack);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, ask, &asked) != 0) throw std::runtime_error("no thread");
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return asked.said;
}

// A store of its own with one ledger.
std::unique_ptr<host::Session> opened(const fs::path& store) {
  host::SessionOptions options;
  options.plugin = ANZE_REAL_PLUGIN;
  options.store = store;
  fs::create_directories(options.store);
  options.log_file = store.string() + ".log";
  options.now_ms = host::parse_time("2025-03-20T09:00:00+08:00");
  options.config = {{"people", district::people()}};
  auto session = std::make_unique<host::Session>(options);
  session->ask("org.import/1", {{"actor", "system_admin"}, {"organisation", district::organisation()}});
  session->ask("ledger.define/1", {{"actor", "system_admin"}, {"definition", district::ledger("criticism")}});
  return session;
}

TEST(SmallStack, HoldsSheetsInOutAndBlank) {
  const fs::path folder = tests::own_folder_in_memory("stack");
  {
    const auto from = opened(folder / "from");
    const auto to = opened(folder / "to");
    from->ask("ledger.append/1", {{"actor", "clerk"}, {"fact", district::criticism("C1", "2025-02-10")}});
    json view = {{"actor", "clerk"}, {"ledger", "criticism"}, {"period", "2025Q1"}};
    const abi::Said out = on_small_stack(*from, "sheet.export/1", view);
    ASSERT_TRUE(out.ok()) << out.text;
    const json sheet = {
        {"actor", "clerk"}, {"ledger", "criticism"}, {"content", json::parse(out.text).at("content")}};
    const abi::Said in = on_small_stack(*to, "sheet.import/1", sheet);
    EXPECT_TRUE(in.ok()) << in.text;
    view.erase("period");
    const abi::Said blank = on_small_stack(*to, "sheet.template/1", view);
    EXPECT_TRUE(blank.ok()) << blank.text;
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace anze::sim
