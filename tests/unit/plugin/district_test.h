// DistrictTest: a small district of its own for every test, in memory where that can be had.
#pragma once

#include <gtest/gtest.h>

#include "small_district.h"
#include "tests/own_folder.h"

namespace anze::district {

class DistrictTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = tests::own_folder_in_memory("plugin");
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
  json enact(const std::string& method, const std::string& actor, json request) {
    return town().enact(method, actor, std::move(request));
  }
  std::string enact_no(const std::string& method, const std::string& actor, json request) {
    return town().enact_no(method, actor, std::move(request));
  }
  void expect_sound() { EXPECT_EQ(ask("audit.verify/1", "auditor").at("problems"), json::array()); }

  fs::path folder_;
  std::unique_ptr<SmallDistrict> district_;
};

}  // namespace anze::district
