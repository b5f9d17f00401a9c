// A tree printed is what nlohmann prints of it, and reads back as itself.
#include "scoring/json/print.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace anze::json {
namespace {

std::string printed(const std::string& text) {
  Document document(text);
  EXPECT_TRUE(document) << text;
  return print(document.root().value());
}

TEST(Print, IsWhatNlohmannPrints) {
  for (const char* text : {"null", "true", "false", "0", "-9223372036854775808", "9223372036854775807",
                           "\"\"", "[]", "{}", R"({"a":[1,{"b":"安责"},null,true],"c":{}})",
                           R"("\"\\/\b\f\n\r\t\u0001\u001f\u007f")", R"("第三乡 “两个责任” \ud83d\ude00")"}) {
    EXPECT_EQ(printed(text), nlohmann::json::parse(text).dump()) << text;
    EXPECT_EQ(printed(printed(text)), printed(text)) << text;
  }
}

TEST(Print, KeepsTheOrderOfMembers) {
  EXPECT_EQ(printed(R"({ "b" : 1, "a" : [ 2 ] })"), R"({"b":1,"a":[2]})");
}

}  // namespace
}  // namespace anze::json
