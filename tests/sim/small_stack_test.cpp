// A host's thread may have a stack of 64 KiB and no more: sheets in, out and blank are within it.
#include <gtest/gtest.h>
#include <pthread.h>

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

TEST(SmallStack, HoldsSheetsInOutAndBlank) {
  const fs::path folder = tests::own_folder_in_memory("stack");
  host::SessionOptions options;
  options.plugin = ANZE_REAL_PLUGIN;
  options.store = folder / "store";
  fs::create_directories(options.store);
  options.log_file = folder / "log.txt";
  options.now_ms = host::parse_time("2025-03-20T09:00:00+08:00");
  options.config = {{"people", district::people()}};
  {
    host::Session session(options);
    session.ask("org.import/1", {{"actor", "system_admin"}, {"organisation", district::organisation()}});
    session.ask("ledger.define/1",
                {{"actor", "system_admin"}, {"definition", district::ledger("criticism")}});
    session.ask("ledger.append/1", {{"actor", "clerk"}, {"fact", district::criticism("C1", "2025-02-10")}});
    const json view = {{"actor", "clerk"}, {"ledger", "criticism"}, {"period", "2025Q1"}};
    const abi::Said out = on_small_stack(session, "sheet.export/1", view);
    ASSERT_TRUE(out.ok()) << out.text;
    const json sheet = {
        {"actor", "clerk"}, {"ledger", "criticism"}, {"content", json::parse(out.text).at("content")}};
    const abi::Said back = on_small_stack(session, "sheet.import/1", sheet);
    EXPECT_TRUE(back.ok()) << back.text;
    const abi::Said blank =
        on_small_stack(session, "sheet.template/1", {{"actor", "clerk"}, {"ledger", "criticism"}});
    EXPECT_TRUE(blank.ok()) << blank.text;
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace anze::sim
