#include "tests/bench/hostile.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "host/commands/demo_year.hpp"
#include "host/session.hpp"
#include "tests/bench/district.h"
#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

using nlohmann::json;
constexpr int k_clients = 63;

// What this benchmark sends needs an id that nobody used before.
std::string next_id() {
  static std::atomic<int> last = 0;
  return "bench-" + std::to_string(++last);
}

abi::Said say(host::Session& session, const char* method, json request) {
  request["request_id"] = next_id();
  return session.call(method, request.dump());
}

// A fact of the district that a clerk may enter once more under another id.
json fact_to_enter(host::Session& session) {
  const abi::Said said =
      say(session, "ledger.list/1", {{"actor", "clerk-01"}, {"period", "2025Q3"}, {"limit", 1000}});
  std::string why = said.text;
  const json listed = json::parse(said.text);
  if (said.ok())
    for (json fact : listed.at("facts")) {
      for (const char* own : {"seq", "entry", "version", "late", "recorded_by", "recorded_at_ms", "reason"})
        fact.erase(own);
      fact["attachments"] = json::array();
      fact["id"] = next_id();
      const abi::Said entered = say(session, "ledger.append/1", {{"actor", "clerk-01"}, {"fact", fact}});
      if (entered.ok()) return fact;
      why = entered.text;
    }
  std::fprintf(stderr, "bench: no fact of the district can be entered once more: %s\n", why.c_str());
  std::exit(1);
}

// A clerk's minute: something entered, something looked up, a page of a list, a number.
std::vector<std::pair<const char*, json>> work_of(int client, const json& fact) {
  json entered = fact;
  entered["id"] = next_id();
  const std::string actor = "clerk-0" + std::to_string(client % 3 + 1);
  return {{"ledger.append/1", {{"actor", "clerk-01"}, {"fact", entered}}},
          {"ledger.get/1", {{"actor", actor}, {"id", entered["id"]}}},
          {"ledger.list/1", {{"actor", actor}, {"period", "2025-08"}, {"limit", 20}}},
          {"figures.compute/1", {{"actor", actor}, {"period", "2025Q3"}}},
          {"audit.head/1", {{"actor", actor}}}};
}

// The requests of one clerk that stopped a platform for minutes, each in its turn.
std::vector<std::pair<const char*, json>> mischief(const json& fact) {
  json heavy = fact;
  heavy["id"] = next_id();
  for (int i = 0; i < 100'000; ++i)
    heavy["attachments"].push_back({{"name", "a"}, {"digest", text("{:064d}", i)}, {"size", 1}});
  const json me = {{"actor", "clerk-02"}};
  const auto with = [&](json more) {
    more.update(me);
    return more;
  };
  return {{"ledger.append/1", with({{"fact", heavy}})},
          {"figures.table/1", with({{"from", "1900-01-01"}, {"to", "2199-12-31"}, {"by", "month"}})},
          {"figures.compute/1", with({{"period", "1900"}})},
          {"figures.compute/1", with({{"period", "2199"}})},
          {"ledger.list/1", with({{"period", "2025Q3"}, {"after", std::string(1'000'000, 'x')}})},
          {"sheet.start/1", with({{"ledger", "criticism"}, {"content", "YQ=="}})},
          {"sheet.upload/1", with({{"content", "YQ=="}})}};
}

// What every answer of the 63 took, in seconds, sorted.
std::vector<double> waits(host::Session& session, const json& fact, int rounds) {
  std::vector<std::vector<double>> took(k_clients);
  std::atomic<int> refused = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < k_clients; ++client)
    clients.emplace_back([&, client] {
      for (int round = 0; round < rounds; ++round)
        for (const auto& piece : work_of(client, fact)) {
          bool ok = false;
          took[static_cast<std::size_t>(client)].push_back(
              seconds_of([&] { ok = say(session, piece.first, piece.second).ok(); }, By::k_wall));
          if (!ok) ++refused;
        }
    });
  for (std::thread& each : clients) each.join();
  if (refused > 0) {
    std::fprintf(stderr, "bench: %d requests of the clients were refused\n", refused.load());
    std::exit(1);
  }
  std::vector<double> all;
  for (const std::vector<double>& each : took) all.insert(all.end(), each.begin(), each.end());
  std::sort(all.begin(), all.end());
  return all;
}

double percentile_99(const std::vector<double>& sorted) {
  return sorted[sorted.size() * 99 / 100];
}

// Beside somebody who sends mischief until everybody else is done.
std::vector<double> waits_beside(host::Session& session, const json& fact, int rounds, int& sent) {
  std::atomic<bool> done = false;
  std::thread enemy([&] {
    const auto requests = mischief(fact);
    for (std::size_t i = 0; !done; ++i, ++sent)
      static_cast<void>(
          say(session, requests[i % requests.size()].first, requests[i % requests.size()].second));
  });
  std::vector<double> all = waits(session, fact, rounds);
  done = true;
  enemy.join();
  return all;
}

}  // namespace

void hostile(const std::filesystem::path& directory, int runs, int rounds) {
  host::Session session(fresh_district(directory));
  host::DemoYear year(session, ANZE_TIEDONG_DATA);
  year.set_up();
  year.go_to("2025-10-09");
  year.enter("2025Q3");
  const json fact = fact_to_enter(session);
  double calm = 1e9;
  double beside = 1e9;
  int sent = 0;
  for (int run = 0; run < runs; ++run) {
    calm = std::min(calm, percentile_99(waits(session, fact, rounds)));
    beside = std::min(beside, percentile_99(waits_beside(session, fact, rounds, sent)));
  }
  figure("k  63 clients, 99th percentile of an answer", text("{:.1f} ms", calm * 1e3));
  figure("k  the same beside a hostile one (" + std::to_string(sent) + " requests)",
         text("{:.1f} ms, {:.2f} x", beside * 1e3, beside / calm), "<= 3 x", beside <= 3 * calm);
}

}  // namespace anze::bench
