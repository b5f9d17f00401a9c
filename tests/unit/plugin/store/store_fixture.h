// A store in a directory of its own, and short ways to act on it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "plugin/store/store.h"
#include "scoring/entries/record.h"
#include "tests/own_folder.h"

namespace anze::store {

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override { directory_ = tests::own_folder_in_memory("store"); }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  static constexpr std::int64_t k_now = 1'742'000'000'000;  // 2025-03-15 in Beijing

  Result<std::unique_ptr<Store>> try_open() {
    return Store::open({directory_, k_now, "store tests", region_});
  }
  void open() {
    store_.reset();
    auto opened = try_open();
    ASSERT_TRUE(opened) << opened.error().reason << ": " << opened.error().message << " "
                        << opened.error().at;
    store_ = *std::move(opened);
  }
  std::filesystem::path database() const { return directory_ / "anze.db"; }

  Provenance act(std::string request_id, std::string request = "{}") {
    return {"deputy", "ledger.append/1", std::move(request_id), std::move(request), k_now, false};
  }
  // An act under an id of its own that must succeed.
  std::string write(const Store::Body& body) {
    auto answer = store_->write(act("r" + std::to_string(++requests_)), body);
    EXPECT_TRUE(answer) << answer.error().reason << ": " << answer.error().message;
    return answer ? *answer : std::string();
  }
  FactRecord meeting(std::string id, std::string_view day, std::int64_t attended) {
    FactRecord record;
    record.id = std::move(id);
    record.fact.ledger = store_->codes().intern("meeting");
    record.fact.occurred = parse_date(day).value();
    record.fact.unit = store_->codes().intern("gov");
    record.fact.set(0, attended);
    record.texts = {{"topic", "研究一季度安全生产工作"}, {"chair", ""}};
    record.attachments_json = "[]";
    return record;
  }
  void append(std::string id, std::string_view day, std::int64_t attended) {
    write([&](Writer& writer) -> Result<std::string> {
      ANZE_TRY(const FactVersion version, writer.append(meeting(std::move(id), day, attended), false));
      return std::to_string(version.record.fact.seq);
    });
  }
  // "seq:attended" of what a scan sees.
  std::string seen(std::string_view first, std::string_view last, std::int64_t as_of = 0,
                   std::vector<CodeId> ledgers = {}) {
    std::string text;
    const auto done = store_->read([&](Reader& reader) {
      return reader.scan({parse_date(first).value(), parse_date(last).value(), ledgers, as_of},
                         [&](const Fact& fact) {
                           text += std::to_string(fact.seq) + ":" + std::to_string(fact.slot[0]) + " ";
                           return true;
                         });
    });
    EXPECT_TRUE(done) << done.error().message;
    return text;
  }
  void expect_sound() {
    const auto report = store_->verify();
    ASSERT_TRUE(report) << report.error().message;
    for (const Error& problem : report->problems) ADD_FAILURE() << problem.at << ": " << problem.message;
  }

  std::filesystem::path directory_;
  std::unique_ptr<Store> store_;
  std::int64_t region_ = 0;
  int requests_ = 0;
};

}  // namespace anze::store
