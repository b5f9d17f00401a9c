#include "scoring/json/guard.h"

#include <gtest/gtest.h>

#include <string>

#include "scoring/json/reader.h"

namespace anze {
namespace {

std::string fault(std::string_view text, const JsonLimits& limits = {}) {
  const Result<void> checked = guard_json(text, limits);
  return checked ? "" : checked.error().reason + " at " + checked.error().at;
}

TEST(JsonGuard, PassesWhatIsExact) {
  for (const char* text : {"{}", "[]", "0", "-0", "\"\"", "null", " [1, -2, true, \"余\"] ",
                           R"({"a": {"a": 1}, "b": [{"a": 2}]})", "9223372036854775807",
                           "-9223372036854775808", R"("\ud83d\ude00")", R"({"": 1})"})
    EXPECT_EQ(fault(text), "") << text;
}

TEST(JsonGuard, RefusesFloatsAndSaysWhatToWrite) {
  const auto checked = guard_json(R"({"items": [{"cap": "1"}, {"cap": 87.25}]})");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().reason, "json.float");
  EXPECT_EQ(checked.error().at, "/items/1/cap");
  EXPECT_EQ(checked.error().message, "numbers with decimals or exponents are not exact");
  EXPECT_EQ(checked.error().help,
            "write points as a string: \"87.25\"; amounts as integers in the smallest unit");
  EXPECT_EQ(fault("[0.1]"), "json.float at /0");
  EXPECT_EQ(fault("[1, 1e3]"), "json.float at /1");
  EXPECT_EQ(fault("1e400"), "json.float at ");
  EXPECT_EQ(fault(R"({"a": -1E400})"), "json.float at /a");
}

TEST(JsonGuard, RefusesIntegersOutside64Bits) {
  EXPECT_EQ(fault("[9223372036854775808]"), "json.integer_range at /0");
  EXPECT_EQ(fault("18446744073709551615"), "json.integer_range at ");
  EXPECT_EQ(fault("-9223372036854775809"), "json.integer_range at ");
  EXPECT_EQ(fault(R"({"n": )" + std::string(400, '9') + "}"), "json.integer_range at /n");
}

TEST(JsonGuard, RefusesDuplicateKeysAtAnyDepth) {
  EXPECT_EQ(fault(R"({"a": 1, "a": 2})"), "json.duplicate_key at /a");
  EXPECT_EQ(fault(R"({"a": [0, {"b": {"c": 1, "d": 2, "c": 3}}]})"), "json.duplicate_key at /a/1/b/c");
  EXPECT_EQ(fault(R"({"a": 1, "\u0061": 2})"), "json.duplicate_key at /a");
  EXPECT_EQ(fault(R"([{"x/y~": 1, "x/y~": 2}])"), "json.duplicate_key at /0/x~1y~0");
}

TEST(JsonGuard, NamesTheByteOfASyntaxFault) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[1,]",
                           "{\"a\":}",
                           "{a: 1}",
                           "nul",
                           "01",
                           "[1] x",
                           "{}{}",
                           "\"\n\"",
                           "'a'",
                           "\"\\ud800\"",
                           "\"\\udc00\"",
                           "\"\\ud800\\u0041\"",
                           "\"\xff\"",
                           "\"\xc0\xaf\"",
                           "\"\xed\xa0\x80\"",
                           "\"\xe5\xae\"",
                           "// c\n1",
                           "NaN",
                           "+1",
                           "\"\\u0000\"",
                           "{\"a\\u0000b\": 1}"})
    EXPECT_EQ(fault(text).rfind("json.syntax", 0), 0U) << text << ": " << fault(text);
  const auto checked = guard_json(R"({"ledger": "hazard" "id": 1})");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().message.rfind("this is not JSON at byte 24: ", 0), 0U) << checked.error().message;
}

TEST(JsonGuard, ANulByteDoesNotEndTheDocument) {
  EXPECT_EQ(fault(std::string_view("{}\0{\"a\": 1.5}", 12)), "json.syntax at ");
  EXPECT_EQ(fault(std::string_view("\0", 1)), "json.syntax at ");
}

TEST(JsonGuard, DepthCostsNoStack) {
  for (const std::size_t depth : {65U, 100'000U, 1'000'000U}) {
    std::string text(depth, '[');
    EXPECT_EQ(fault(text).rfind("json.depth", 0), 0U) << depth;
    text.clear();
    for (std::size_t i = 0; i < depth; ++i) text += "{\"a\":";
    EXPECT_EQ(fault(text).rfind("json.depth", 0), 0U) << depth;
  }
  EXPECT_EQ(fault(std::string(64, '[') + std::string(64, ']')), "");
  JsonLimits deep;
  deep.depth = 200'000;
  EXPECT_EQ(fault(std::string(100'000, '[') + std::string(100'000, ']'), deep), "");
}

TEST(JsonGuard, SizesAreLimited) {
  const std::string text = "[\"" + std::string(10U << 20U, 'x') + "\"]";
  EXPECT_EQ(fault(text), "json.size at /0");
  JsonLimits limits;
  limits.string_bytes = 16U << 20U;
  EXPECT_EQ(fault(text, limits), "");
  limits.bytes = 1000;
  EXPECT_EQ(fault(text, limits), "json.size at ");
  limits = {};
  limits.members = 3;
  EXPECT_EQ(fault("[1,2,3]", limits), "");
  EXPECT_EQ(fault("[1,2,3,4]", limits), "json.size at /3");
  EXPECT_EQ(fault(R"({"a": {"b": 1, "c": 2, "d": 3}})", limits), "json.size at /a/d");
  EXPECT_EQ(guard_json("[1,2,3,4]", limits).error().code, Code::k_limit);
}

// What a reader built on the tree says.
TEST(JsonReader, CollectsEveryFaultWithItsPlace) {
  json::Document document(R"({"id": "a b", "casp": "1", "points": 87, "from": "2025-02-30", "n": 12,
                              "kind": "fool", "list": [1, "x"], "basis": [], "flag": null})");
  json::Object object(document.root());
  constexpr json::Word<int> k_kinds[] = {{"full", 1}, {"acting", 2}};
  object.need_id("id");
  object.get<Points>("cap");
  object.need<Points>("points");
  object.need<Date>("from");
  object.need_integer("n", std::int64_t{1}, std::int64_t{10});
  object.need_word("kind", k_kinds);
  for (const json::Place& place : object.need_list("list")) place.as<std::int64_t>();
  object.need_basis("basis");
  EXPECT_TRUE(object.get<bool>("flag", true));
  object.need_text("title");
  object.close();
  Problems problems;
  EXPECT_FALSE(document.finish(&problems));
  std::string told;
  for (const Error& error : problems) told += error.at + ": " + error.message + " | " + error.help + "\n";
  EXPECT_EQ(
      told,
      "/id: “a b” cannot be an id | use letters a-z, digits and _ - . : without spaces, at most 64\n"
      "/points: this must be a number of points in quotes, not an integer | write points as a string: "
      "\"87.25\"\n"
      "/from: there is no day 2025-02-30 in the calendar | check the day of the month\n"
      "/n: 12 is out of range | give 1 to 10\n"
      "/kind: “fool” is not one of the words allowed here, did you mean “full”? | use \"full\" or "
      "\"acting\"\n"
      "/list/1: this must be an integer, not a text | write digits without quotes\n"
      "/basis: no legal basis is given | name the document and the article\n"
      ": “title” is missing | add the field \"title\"\n"
      "/casp: unknown field “casp”, did you mean “cap”? | the fields here are \"id\", \"cap\", \"points\", "
      "\"from\", \"n\", \"kind\", \"list\", \"basis\", \"flag\" or \"title\"\n");
}

TEST(JsonReader, ManyProblemsAreCountedNotKept) {
  std::string text = "[";
  for (int i = 0; i < 5000; ++i) text += "\"x\",";
  json::Document document(text + "\"x\"]");
  for (const json::Place& place : document.root().elements()) place.as<std::int64_t>();
  Problems problems;
  EXPECT_FALSE(document.finish(&problems));
  ASSERT_EQ(problems.size(), json::ProblemList::k_problems_max + 1);
  EXPECT_EQ(problems.back().reason, "json.more_problems");
  EXPECT_EQ(problems.back().message, "and 4801 more problems");
}

// Half a million unknown members: no search for a near name once no more problems are kept.
TEST(JsonReader, AHostileObjectCostsNoMoreThanReadingIt) {
  std::string text = "{";
  for (int i = 0; i < 500'000; ++i) text += "\"unknown-" + std::to_string(i) + "\":0,";
  json::Document document(text + "\"last\":0}");
  json::Object object(document.root());
  for (const char* name : {"alpha", "beta", "gamma", "unknown"}) (void)object.find(name);
  object.close();
  Problems problems;
  EXPECT_FALSE(document.finish(&problems));
  EXPECT_EQ(problems.size(), json::ProblemList::k_problems_max + 1);
}

TEST(StagedCodes, KeepsNewCodesAsideUntilCommitted) {
  Codebook codes;
  const CodeId known = codes.intern("known");
  StagedCodes words(codes);
  EXPECT_EQ(words.intern("known"), known);
  const CodeId a = words.intern("a");
  const CodeId b = words.intern("b");
  EXPECT_EQ(words.intern("a"), a);
  EXPECT_EQ(words.find("b"), b);
  EXPECT_EQ(words.text(a), "a");
  EXPECT_EQ(words.intern(""), k_no_code);
  EXPECT_EQ(codes.size(), 1);
  words.commit();
  EXPECT_EQ(codes.find("a"), a);
  EXPECT_EQ(codes.find("b"), b);
  EXPECT_EQ(words.find("b"), b);
}

}  // namespace
}  // namespace anze
