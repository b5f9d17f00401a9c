// Tiedong: the reference district on a store of its own for every test, with as much of its year entered as
// the test asks for.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "host/commands/demo_year.hpp"

namespace anze {

using nlohmann::json;

class Tiedong : public testing::Test {
 protected:
  Tiedong() {
    namespace fs = std::filesystem;
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    const bool memory = access("/dev/shm", W_OK | X_OK) == 0;
    store_ = (memory ? fs::path("/dev/shm") : fs::temp_directory_path()) /
             ("anze-tiedong-" + test + std::to_string(getpid()));
    fs::remove_all(store_);
    fs::create_directories(store_);
    host::SessionOptions options;
    options.plugin = ANZE_PLUGIN_FILE;
    options.store = store_;
    options.directory = fs::path(ANZE_TIEDONG_DATA) / "directory.json";
    options.calendar = ANZE_CALENDAR_FILE;
    session_ = std::make_unique<host::Session>(options);
    year_ = std::make_unique<host::DemoYear>(*session_, ANZE_TIEDONG_DATA);
    year_->go_to("2025-01-02");
    year_->set_up();
  }
  ~Tiedong() override {
    year_.reset();
    session_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(store_, ignored);
  }

  host::DemoYear& year() { return *year_; }
  json ask(const char* method, const char* actor, json request) {
    return year_->ask(method, actor, std::move(request));
  }
  // The quarters up to that one ("2025Q3"), each entered on the day after it.
  void enter_through(const std::string& last) {
    constexpr const char* k_days[] = {"2025-04-01", "2025-07-01", "2025-10-09", "2026-01-05"};
    for (int q = 1; q <= last.back() - '0'; ++q) {
      year_->go_to(k_days[q - 1]);
      year_->enter("2025Q" + std::to_string(q));
    }
  }
  json figure(const char* id, const char* period = "2025") {
    json request = {{"period", period}, {"prefix", id}};
    const json answer = ask("figures.compute/1", "reviewer-01", std::move(request));
    for (const json& one : answer.at("figures"))
      if (one.at("id") == id) return one;
    return nullptr;
  }

 private:
  std::filesystem::path store_;
  std::unique_ptr<host::Session> session_;
  std::unique_ptr<host::DemoYear> year_;
};

}  // namespace anze
