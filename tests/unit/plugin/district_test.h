// DistrictTest: a small district of its own for every test, in memory where that can be had.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include "small_district.h"

namespace anze::district {

class DistrictTest : public testing::Test {
 protected:
  void SetUp() override {
    const bool memory = access("/dev/shm", W_OK | X_OK) == 0;
    std::string pattern =
        ((memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "anze-plugin-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    start();
  }
  void TearDown() override {
    district_.reset();
    fs::remove_all(folder_);
  }
  void start(const Parts& parts = {}) {
    district_.reset();
    district_ = std::make_unique<SmallDistrict>(folder_, parts);
  }

  SmallDistrict& town() { return *district_; }
  json ask(const std::string& method, const std::string& actor, json request = json::object()) {
    return town().ask(method, actor, std::move(request));
  }
  std::string no(const std::string& method, const std::string& actor, json request = json::object()) {
    return town().no(method, actor, std::move(request));
  }
  void expect_sound() { EXPECT_EQ(ask("audit.verify/1", "auditor").at("problems"), json::array()); }

  fs::path folder_;
  std::unique_ptr<SmallDistrict> district_;
};

}  // namespace anze::district
