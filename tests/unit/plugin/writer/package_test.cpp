// Packages as the plugin gets them from the writer process: the bytes that the same parts always gave, and a
// refusal that says why for parts that make no sound package and for a writer that lies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "plugin/sheet_reader/frames.h"
#include "plugin/writer/package.h"
#include "plugin/writer/package_order.h"
#include "plugin/writer/read_package.h"
#include "plugin/writer/zip_package.h"
#include "tests/unit/plugin/writer/fake_writer.h"

namespace anze::sheets {
namespace {

using reports::Part;
using testing::HasSubstr;

const WriterProgram k_packer{ANZE_WRITER, 30'000};

const std::string k_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="r"/>)";
const std::string k_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

// A paper of one text with one part beside it.
std::vector<Part> paper() {
  return {
      {"[Content_Types].xml", k_types + R"(<Override PartName="/word/document.xml" ContentType="d"/>)" +
                                  R"(<Override PartName="/word/styles.xml" ContentType="s"/></Types>)"},
      {"_rels/.rels", k_relations + R"(<Relationship Id="a" Target="word/document.xml"/></Relationships>)"},
      {"word/_rels/document.xml.rels",
       k_relations + R"(<Relationship Id="a" Target="styles.xml"/></Relationships>)"},
      {"word/document.xml", "<document>" + std::string(700'000, 'x') + "安全</document>"},
      {"word/styles.xml", "<styles/>"}};
}

// "done", or why not.
std::string packed_or_why(const WriterProgram& program, const std::vector<Part>& parts) {
  const auto bytes = pack_in_process(program, parts);
  if (bytes) return "done";
  EXPECT_EQ(bytes.error().reason, "report.archive");
  EXPECT_EQ(bytes.error().code, Code::k_io);
  return bytes.error().message.substr(bytes.error().message.find(": ") + 2);
}

TEST(PackageWriter, GivesTheBytesThePartsGiveWithoutAProcess) {
  const std::vector<Part> letter = {{"manifest.json", "{}"},
                                    {"四东安委办函〔2025〕3号 报告.docx", std::string("PK\0\1", 4)},
                                    {"empty.txt", ""}};
  for (const std::vector<Part>& parts : {paper(), letter}) {
    const auto packed = pack_in_process(k_packer, parts);
    const auto bare = zip(parts);
    ASSERT_TRUE(packed) << packed.error().message;
    ASSERT_TRUE(bare);
    EXPECT_EQ(*packed, *bare);
    const auto found = read_package(*packed, parts);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->parts, static_cast<std::int64_t>(parts.size()));
  }
}

TEST(PackageWriter, WhatIsNamedExistsAndWhatExistsIsNamed) {
  EXPECT_EQ(packed_or_why(k_packer, paper()), "done");
  std::vector<Part> parts = paper();
  parts.pop_back();
  EXPECT_THAT(packed_or_why(k_packer, parts), HasSubstr("word/styles.xml is named and is not there"));
  parts = paper();
  parts.push_back({"word/more.rels", k_relations + "</Relationships>"});
  EXPECT_EQ(packed_or_why(k_packer, parts), "done");  // relationships need no relationship
  parts.back() = {"word/more.xml", "<more/>"};
  EXPECT_THAT(packed_or_why(k_packer, parts), HasSubstr("word/more.xml has no content type"));
  parts[0].bytes.insert(k_types.size(), R"(<Default Extension="xml" ContentType="x"/>)");
  EXPECT_THAT(packed_or_why(k_packer, parts), HasSubstr("word/more.xml is there and nothing leads to it"));
}

TEST(PackageWriter, WhatIsNotWellFormedIsNotHandedOut) {
  for (const char* bytes :
       {"", "<styles>", "<styles/><styles/>", "<styles>\xEF\xBF\xBE</styles>", "<!DOCTYPE a><a/>"}) {
    std::vector<Part> parts = paper();
    parts.back().bytes = bytes;
    EXPECT_THAT(packed_or_why(k_packer, parts), HasSubstr("it does not read back")) << bytes;
  }
  EXPECT_THAT(packed_or_why(k_packer, {{"../escapes", "x"}}), HasSubstr("unsafe name"));
  EXPECT_NE(packed_or_why(k_packer, {{"twice", "x"}, {"twice", "y"}}), "done");
}

// The parts that were ordered against a package of other ones.
TEST(PackageWriter, OtherPartsThanWereOrderedAreFound) {
  const std::vector<Part> parts = {{"a", "one"}, {"b", "two"}};
  const auto bytes = zip(parts);
  ASSERT_TRUE(bytes);
  const auto held = [&](const std::vector<Part>& ordered) {
    return static_cast<bool>(read_package(*bytes, ordered));
  };
  EXPECT_TRUE(held(parts));
  EXPECT_FALSE(held({{"a", "one"}}));
  EXPECT_FALSE(held({{"a", "one"}, {"b", "twO"}}));
  EXPECT_FALSE(held({{"a", "one"}, {"c", "two"}}));
  EXPECT_FALSE(held({{"b", "two"}, {"a", "one"}}));
}

TEST(PackageWriter, ALyingOrMissingWriterIsNotBelieved) {
  const std::vector<Part> parts = {{"a", "one"}};
  const auto of = [&](const Written& found, const std::string& bytes) {
    const FakeWriter fake("cat \"${0%writer}answer\" >&0; timeout 0.2 cat >/dev/null");
    fake.answer(write_found(found, bytes.size()) + bytes);
    return packed_or_why(fake.program(), parts);
  };
  EXPECT_EQ(of({0, 0, 3, 1}, "PK\3\4x"), "done");
  EXPECT_EQ(of({0, 0, 3, 2}, "PK\3\4x"), "what came out is not what was put in");
  EXPECT_EQ(of({0, 0, 4, 1}, "PK\3\4x"), "what came out is not what was put in");
  EXPECT_EQ(of({0, 0, 3, 1}, "<html"), "what came out is not what was put in");
  EXPECT_EQ(packed_or_why({"/nowhere/anze-writer"}, parts),
            "the writer program is not at /nowhere/anze-writer");
  EXPECT_EQ(packed_or_why(FakeWriter("exec sleep 100").program(300), parts), "it was not done in time");
  EXPECT_THAT(packed_or_why(k_packer, {{"a", std::string(k_package_bytes_max + 1, 'x')}}),
              HasSubstr("limit"));
}

// Frames turned over at random: taken or refused, never more.
TEST(PackageWriter, AnyBytesOfAnOrderAreTakenOrRefused) {
  std::mt19937 chance(20251127);
  const std::string frame = FrameWriter('N').text("word/document.xml").finish().substr(k_frame_head);
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string body = frame;
    for (unsigned n = chance() % 4 + 1; n > 0 && !body.empty(); --n)
      body[chance() % body.size()] = static_cast<char>(chance());
    if (chance() % 4 == 0) body.resize(chance() % (body.size() + 1));
    std::vector<Part> parts;
    refused += take_package_frame(chance() % 2 == 0 ? 'N' : 'D', body, parts) ? 0U : 1U;
  }
  EXPECT_GT(refused, 10'000U);
  std::vector<Part> parts;
  EXPECT_FALSE(take_package_frame('D', FrameWriter('D').text("x").finish().substr(k_frame_head), parts));
  EXPECT_FALSE(is_package_begin(FrameWriter('K').number(2).finish().substr(k_frame_head)));
}

}  // namespace
}  // namespace anze::sheets
