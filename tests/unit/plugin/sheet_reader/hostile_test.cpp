// Hostile files: each limit is passed by one and met exactly; each way to lie in a zip or in XML is refused.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/zip_maker.h"

namespace anze::sheets {
namespace {

std::string cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

MadeBook small_book() {
  MadeBook book;
  book.sheet = worksheet("<row>" + cell("甲") + "</row>");
  return book;
}

// With one entry of the archive changed.
std::string with(const std::function<void(MadeEntry&)>& change, std::size_t entry = 4) {
  MadeZip zip = small_book().zip();
  change(zip.entries.at(entry));
  return zip.bytes();
}

TEST(SheetHostile, TheSmallBookIsRead) {
  EXPECT_EQ(refused(small_book().bytes()), "read");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.descriptor = true; })),
            "read");  // as programs that stream write
}

TEST(SheetHostile, AZipThatLiesIsRefused) {
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.size_lie = 1; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.size_lie = -1; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.packed_lie = 1; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.packed_lie = -1; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.crc_lie = true; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.local_name_lie = true; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.flags = 1; })), "sheet.encrypted");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.mode = 0120777; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.name = "../../etc/passwd"; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.name = "/etc/passwd"; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.name = "xl\\a"; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.name = "xl/workbook.xml"; })), "sheet.zip");  // twice
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.header_at = 0; })), "sheet.zip");  // overlapping
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.header_at = 1'000'000; })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.extra_behind = std::string(64, 'x'); })), "sheet.zip");
  EXPECT_EQ(refused(with([](MadeEntry& entry) { entry.content = "<worksheet"; })), "sheet.xml");
  MadeZip zip = small_book().zip();
  zip.before = "#!/bin/sh\n";
  EXPECT_EQ(refused(zip.bytes()), "sheet.format");  // it does not even begin as one
  zip.before = "PK";
  EXPECT_EQ(refused(zip.bytes()), "sheet.zip");
  zip.before.clear();
  zip.behind = "more";
  EXPECT_EQ(refused(zip.bytes()), "sheet.zip");
  zip.behind.clear();
  zip.comment = "a comment";
  EXPECT_EQ(refused(zip.bytes()), "sheet.zip");
}

// Wherever the file is cut and whatever bit turns over: an answer, never a crash, and never other cells.
TEST(SheetHostile, DamageIsNeverReadAsSomethingElse) {
  const std::string bytes = small_book().bytes();
  const std::string cells = read(bytes);
  for (std::size_t size = 2; size < bytes.size(); ++size)
    EXPECT_NE(refused(bytes.substr(0, size)), "read") << size;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 3, 7}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ 1 << bit);
      const std::string said = read(damaged);
      EXPECT_TRUE(said == cells || said.starts_with("sheet.")) << at << ": " << said;
    }
  }
}

TEST(SheetHostile, AZipBombStopsWhileItInflates) {
  MadeBook book = small_book();
  book.sheet = worksheet("<row>" + cell("甲") + "</row>") + std::string(std::size_t{60} << 20U, ' ');
  const std::string bytes = book.bytes();
  ASSERT_LT(bytes.size(), 100'000U);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(read(bytes),
            "sheet.limit: the compression of xl/worksheets/sheet1.xml is over the limit of 200 to one");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(1));
}

std::string noise(std::size_t size) {  // does not shrink much: 64 letters, no order
  std::string text;
  std::uint32_t state = 7;
  while (text.size() < size) {
    state = state * 1664525U + 1013904223U;
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[state >> 26U];
  }
  return text;
}

// The size of the inflated sheet, to the byte.
TEST(SheetHostile, SizesAreHeldToTheByte) {
  MadeBook book;
  book.sheet = worksheet("<row>" + cell(noise(20'000)) + "</row>");
  Limits limits;
  limits.entry_bytes = book.sheet.size();
  EXPECT_EQ(refused(book.bytes(), limits), "read");
  --limits.entry_bytes;
  EXPECT_EQ(refused(book.bytes(), limits), "sheet.limit");

  limits = {};
  std::size_t total = 0;
  for (const MadeEntry& entry : book.zip().entries) total += entry.content.size();
  limits.total_bytes = total;
  EXPECT_EQ(refused(book.bytes(), limits), "read");
  --limits.total_bytes;
  EXPECT_EQ(refused(book.bytes(), limits), "sheet.limit");

  limits = {};
  limits.file_bytes = book.bytes().size();
  EXPECT_EQ(refused(book.bytes(), limits), "read");
  --limits.file_bytes;
  EXPECT_EQ(refused(book.bytes(), limits), "sheet.limit");
}

// A directory that promises less than comes out is caught by what comes out.
TEST(SheetHostile, TheMeterIsWhatComesOutNotWhatIsPromised) {
  MadeBook book;
  book.sheet = worksheet("<row>" + cell(noise(30'000)) + "</row>");
  MadeZip zip = book.zip();
  zip.entries.back().size_lie = 100 - static_cast<long>(book.sheet.size());
  EXPECT_EQ(read(zip.bytes()),
            "sheet.zip: the file is not a sound workbook: the entry xl/worksheets/sheet1.xml is longer than "
            "it says");
}

TEST(SheetHostile, TheShippedLimitOfEntriesIsMetAndPassed) {
  MadeBook book = small_book();
  const std::size_t own = book.zip().entries.size();
  for (std::size_t i = own; i < Limits{}.entries; ++i) {
    MadeEntry entry;
    entry.name = "xl/media/image" + std::to_string(i);
    book.more.push_back(entry);
  }
  EXPECT_EQ(refused(book.bytes()), "read");
  book.more.push_back({});
  book.more.back().name = "one more";
  EXPECT_EQ(refused(book.bytes()), "sheet.limit");
}

TEST(SheetHostile, TheShippedLimitsOfASheetAreMetAndPassed) {
  const Limits limits;
  const auto rows = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "<row><c><v>" + std::to_string(i % 97) + "</v></c></row>";
    MadeBook book;
    book.sheet = worksheet(text);
    return book.bytes();
  };
  EXPECT_EQ(refused(rows(limits.rows + limits.rows_above)), "read");
  EXPECT_EQ(refused(rows(limits.rows + limits.rows_above + 1)), "sheet.limit");

  const auto columns = [](std::size_t count) {
    std::string text = "<row>";
    for (std::size_t i = 0; i < count; ++i) text += "<c><v>1</v></c>";
    MadeBook book;
    book.sheet = worksheet(text + "</row>");
    return book.bytes();
  };
  EXPECT_EQ(refused(columns(limits.columns)), "read");
  EXPECT_EQ(refused(columns(limits.columns + 1)), "sheet.limit");

  const auto long_cell = [](std::size_t characters, bool shared) {
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) text += "安";
    MadeBook book;
    book.sheet = worksheet("<row>" + (shared ? "<c t=\"s\"><v>0</v></c>" : cell(text)) + "</row>");
    if (shared) book.strings = shared_strings({"<t>" + text + "</t>"});
    return book.bytes();
  };
  for (const bool shared : {false, true}) {
    EXPECT_EQ(refused(long_cell(limits.cell_chars, shared)), "read");
    EXPECT_EQ(refused(long_cell(limits.cell_chars + 1, shared)), "sheet.limit");
  }

  const auto strings = [](std::size_t count) {
    MadeBook book = small_book();
    std::string xml = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < count; ++i) {
      state = state * 1664525U + 1013904223U;
      xml += "<si><t>" + std::to_string(state) + "</t></si>";
    }
    book.strings = xml + "</sst>";
    return book.bytes();
  };
  EXPECT_EQ(refused(strings(limits.shared_strings)), "read");
  EXPECT_EQ(refused(strings(limits.shared_strings + 1)), "sheet.limit");

  // The worksheet, its data, a row, a cell are four; the rest stands behind the data, as extensions do.
  const auto deep = [](std::size_t depth) {
    std::string inner;
    for (std::size_t i = 1; i < depth; ++i) inner = "<a>" + inner + "</a>";
    MadeBook book;
    book.sheet = worksheet("<row><c><v>1</v></c></row>", inner);
    return book.bytes();
  };
  EXPECT_EQ(refused(deep(limits.depth)), "read");
  EXPECT_EQ(refused(deep(limits.depth + 1)), "sheet.limit");
  EXPECT_EQ(refused(deep(100'000)), "sheet.limit");

  const auto attributes = [](std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += " a" + std::to_string(i) + "=\"1\"";
    MadeBook book;
    book.sheet = worksheet("<row" + list + "><c><v>1</v></c></row>");
    return book.bytes();
  };
  EXPECT_EQ(refused(attributes(limits.attributes)), "read");
  EXPECT_EQ(refused(attributes(limits.attributes + 1)), "sheet.limit");
  EXPECT_EQ(refused(attributes(1'000'000)), "sheet.limit");
}

// A small file whose cells all name one long text would unfold to gigabytes of cells.
TEST(SheetHostile, OneTextNamedAMillionTimesIsRefused) {
  MadeBook book;
  book.strings = shared_strings({"<t>" + noise(30'000) + "</t>"});
  std::string rows;
  for (int i = 0; i < 20'000; ++i) {
    rows += "<row>";
    for (int k = 0; k < 20; ++k)
      rows += "<c t=\"s\" s=\"" + std::to_string((i * 31 + k * 7) % 1009) + "\"><v>0</v></c>";
    rows += "</row>";
  }
  book.sheet = worksheet(rows);
  EXPECT_EQ(read(book.bytes()),
            "sheet.limit: the text of the whole sheet is over the limit of 67108864 bytes");
}

TEST(SheetHostile, AnyDocumentTypeIsRefused) {
  const std::string sheet = worksheet("<row>" + cell("&lol9;") + "</row>");
  const std::string body = sheet.substr(sheet.find("<worksheet"));
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY lol0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    bomb += "<!ENTITY lol" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) bomb += "&lol" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  MadeBook book;
  for (const std::string& head :
       {bomb + "]>", std::string("<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">"),
        std::string("<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"http://example.invalid/x\">]>"),
        std::string("<!DOCTYPE worksheet>")}) {
    book.sheet = head + body;
    EXPECT_EQ(refused(book.bytes()), "sheet.dtd");
    MadeBook other = small_book();
    other.strings = head + shared_strings({"<t>x</t>"});
    EXPECT_EQ(refused(other.bytes()), "sheet.dtd");
  }
  book.sheet = sheet;  // an entity nobody declared
  EXPECT_EQ(refused(book.bytes()), "sheet.xml");
}

TEST(SheetHostile, MacrosAreRefusedAndLinksAreNotFollowed) {
  MadeBook book = small_book();
  book.more.push_back({});
  book.more.back().name = "xl/vbaProject.bin";
  EXPECT_EQ(refused(book.bytes()), "sheet.macros");
  MadeZip zip = small_book().zip();
  zip.entries[0].content =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
      "PartName=\"/xl/workbook.xml\" "
      "ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
  EXPECT_EQ(refused(zip.bytes()), "sheet.macros");
  book = small_book();
  book.workbook =
      "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet "
      "name=\"远方\" "
      "sheetId=\"1\" r:id=\"rId9\"/></sheets></workbook>";  // rId9 is external
  EXPECT_EQ(refused(book.bytes()), "sheet.none");
}

TEST(SheetHostile, CellsOutOfOrderAreRefused) {
  MadeBook book;
  for (const char* rows :
       {"<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
        "<row r=\"0\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>", "<row r=\"1\"><c t=\"s\"><v>5</v></c></row>",
        "<row><row><c><v>1</v></c></row></row>"}) {
    book.sheet = worksheet(rows);
    EXPECT_EQ(refused(book.bytes()), "sheet.xml") << rows;
  }
}

// Limits that a host may set, met and passed by one; the shipped values of the others are above.
TEST(SheetHostile, LimitsThatAreSetAreHeldExactly) {
  MadeBook book;
  book.sheet = worksheet("<row>" + cell(noise(1'000)) + "</row><row>" + cell("乙") + "</row>");
  const auto with_limit = [&](std::size_t Limits::*limit, std::size_t value) {
    Limits limits;
    limits.*limit = value;
    return refused(book.bytes(), limits);
  };
  // A thousand bytes of one cell, three of the other, and what a cell costs.
  const std::size_t text = 1'000 + 3 + 2 * sizeof(Cell);
  EXPECT_EQ(with_limit(&Limits::text_bytes, text), "read");
  EXPECT_EQ(with_limit(&Limits::text_bytes, text - 1), "sheet.limit");
  EXPECT_EQ(with_limit(&Limits::tag_bytes, 100'000), "read");
  Limits rows;
  rows.rows = 1;
  rows.rows_above = 1;
  EXPECT_EQ(refused(book.bytes(), rows), "read");
  rows.rows_above = 0;
  EXPECT_EQ(refused(book.bytes(), rows), "sheet.limit");

  // What is packed tightest is looked at as soon as there is enough of it.
  book.sheet = worksheet("<row>" + cell("甲") + "</row>") + std::string(100'000, ' ');
  Limits ratio;
  ratio.ratio_after_bytes = book.sheet.size();
  EXPECT_EQ(refused(book.bytes(), ratio), "read");
  --ratio.ratio_after_bytes;
  EXPECT_EQ(refused(book.bytes(), ratio), "sheet.limit");
  ratio.ratio = 10'000;
  EXPECT_EQ(refused(book.bytes(), ratio), "read");
}

TEST(SheetHostile, OneTagWithoutEndIsNotKeptForEver) {
  MadeBook book;
  book.sheet = worksheet("<row r=\"" + noise(std::size_t{3} << 20U));
  EXPECT_EQ(refused(book.bytes()), "sheet.limit");
}

}  // namespace
}  // namespace anze::sheets
