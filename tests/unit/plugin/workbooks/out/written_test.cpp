// Workbooks under trouble: few descriptors, a full disk, texts XML has no place for. A workbook that is
// handed out is whole; otherwise there is a coded refusal, nothing on the host's stderr and no signal.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "plugin/writer/written_book.h"
#include "plugin/workbooks/out/book.h"
#include "tests/own_folder.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

using sheets::Book;
using sheets::read_back;

json of_criticism() {
  return {{"ledger", "criticism"}, {"period", "2025Q1"}};
}

class WrittenTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-03-20");
  }
};

TEST_F(WrittenTest, ATextThatXmlHasNoPlaceForSpoilsNoWorkbook) {
  std::string all = "x";
  for (const char* hostile : {"\xEF\xBF\xBE", "\xEF\xBF\xBF", "\x01", "\x0B", "\x1F", "\x7F"}) all += hostile;
  json fact = criticism("C1", "2025-02-10");
  fact["remark"] = all + "y";
  ask("ledger.append/1", "clerk", {{"fact", fact}});
  town().append(criticism("C2", "2025-02-11"));
  const json answer = ask("sheet.export/1", "clerk", of_criticism());
  EXPECT_EQ(answer.at("shortened"), json({"C1"}));
  const std::string bytes = host::decode_base64(answer.at("content").get<std::string>());
  EXPECT_TRUE(read_back(bytes));
  const std::string seen = sheets::read(bytes);
  EXPECT_THAT(seen, testing::HasSubstr("xy"));
  EXPECT_THAT(seen, testing::HasSubstr("C2"));
}

// A workbook of one text; what it comes to when a part is spoiled is told.
std::string small_book(const std::string& text) {
  Book book(0, true);
  book.add("甲");
  for (std::uint32_t row = 0; row < 50; ++row) book.write(row, 0, text, sheets::looks(sheets::Look::k_note));
  const auto bytes = book.finish({ANZE_WRITER});
  EXPECT_TRUE(bytes) << bytes.error().message;
  return bytes ? *bytes : std::string();
}

TEST(ReadBack, CountsWhatIsThere) {
  const auto found = read_back(small_book("a<b>&\"c\"\n二"));
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->sheets, 1);
  EXPECT_EQ(found->cells, 50);
  EXPECT_EQ(found->text_bytes, 50 * 12);
}

TEST(ReadBack, EveryCutAndEveryFlippedByteIsFoundOrHarmless) {
  const std::string whole = small_book("文字");
  const auto right = read_back(whole);
  ASSERT_TRUE(right);
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    const auto cut = read_back(whole.substr(0, size));
    ASSERT_FALSE(cut) << size;
    EXPECT_TRUE(cut.error().reason.starts_with("sheet.")) << cut.error().reason;
  }
  for (std::size_t at = 0; at < whole.size(); at += 11) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    const auto found = read_back(flipped);
    EXPECT_TRUE(!found || found->cells == right->cells) << at;
  }
}

TEST(ReadBack, APartThatIsNotWholeIsFound) {
  const std::string head = "<?xml version=\"1.0\"?>\n<worksheet><sheetData>";
  const std::string end = "</sheetData></worksheet>";
  const auto of = [&](const std::string& part) {
    sheets::MadeZip made;
    for (const char* name : {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"}) {
      made.entries.emplace_back().name = name;
      made.entries.back().content = "<a/>";
    }
    made.entries.emplace_back().name = "xl/worksheets/sheet1.xml";
    made.entries.back().content = part;
    const auto found = read_back(made.bytes());
    return found ? std::to_string(found->cells) : found.error().reason;
  };
  EXPECT_EQ(of(head + "<c/><c><v>1</v></c>" + end), "2");
  EXPECT_EQ(of(""), "sheet.xml");
  EXPECT_EQ(of(head), "sheet.xml");
  EXPECT_EQ(of(head + "<c><v>1</c>" + end), "sheet.xml");
  EXPECT_EQ(of(head + "<c r=\"A" + end), "sheet.xml");
  EXPECT_EQ(of(head + std::string(10, '\0') + end), "sheet.xml");
  EXPECT_EQ(of(head + end + "<more/>"), "sheet.xml");
}

// In a process of its own: what it does to its descriptors, streams and mounts, and how it may end, is its
// own.
int status_of(const std::function<int()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      _exit(body());
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      _exit(9);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Takes all descriptors but so many.
class Descriptors {
 public:
  explicit Descriptors(std::size_t left) {
    for (int one = open("/dev/null", O_RDONLY); one >= 0; one = open("/dev/null", O_RDONLY))
      taken_.push_back(one);
    for (; left > 0 && !taken_.empty(); --left) {
      close(taken_.back());
      taken_.pop_back();
    }
  }
  ~Descriptors() {
    for (const int one : taken_) close(one);
  }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;

 private:
  std::vector<int> taken_;
};

TEST_F(WrittenTest, WithFewDescriptorsItIsRefusedInSilence) {
  town().append(criticism("C1", "2025-02-10"));
  district_.reset();
  EXPECT_EQ(status_of([&] {
              const fs::path heard = folder_ / "stderr";
              start();
              town().go_to("2025-03-20");
              ask("sheet.export/1", "clerk", of_criticism());  // connections are open now
              dup2(open(heard.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
              rlimit limit{96, 96};
              setrlimit(RLIMIT_NOFILE, &limit);
              for (std::size_t left = 0; left < 14; ++left)
                for (const char* method : {"sheet.export/1", "sheet.template/1"}) {
                  json request = of_criticism();
                  if (std::string_view(method) == "sheet.template/1") request.erase("period");
                  std::string said;
                  {
                    const Descriptors few(left);
                    said = no(method, "clerk", request);
                  }
                  if (said != "sheet.write" && (left < 2 || said != "done"))
                    return 10 + static_cast<int>(left);
                  if (left == 13 && said != "done") return 40;
                }
              return fs::file_size(heard) == 0 ? 0 : 41;
            }),
            0);
}

// A disk of its own, seen by the process alone; not every machine lets us.
bool own_disk(const fs::path& folder, const char* size) {
  return unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         mount("none", folder.c_str(), "tmpfs", 0, size) == 0;
}

TEST(WrittenOnAFullDisk, IsNeverAnEmptyWorkbook) {
  const std::string folder = tests::own_folder("full").string();
  const int status = status_of([&] {
    if (!own_disk(folder, "size=20m")) return 77;
    SmallDistrict town(folder);
    town.define();
    town.go_to("2025-03-20");
    for (int act = 0; act < 2; ++act) {
      std::string lines;
      for (int i = 0; i < 1'000; ++i) {
        json fact = criticism("L" + std::to_string(act) + "-" + std::to_string(i), "2025-02-10");
        fact["remark"] = std::string(600, 'x');
        lines += fact.dump() + "\n";
      }
      town.ask("ledger.import/1", "clerk", {{"lines", lines}});
    }
    // From no room at all to more than enough, in steps: the workbook is made in memory, and only the entry
    // of who read needs the disk.
    const fs::path filler = fs::path(folder) / "filler";
    std::ofstream file(filler, std::ios::binary);
    while (file.write(std::string(4096, 'x').data(), 4096).flush()) {
    }
    file.close();
    std::set<std::string> said;
    for (std::uintmax_t size = fs::file_size(filler); size > 65'536;
         size -= std::min<std::uintmax_t>(size, 98'304)) {
      const json problem = town.problem("sheet.export/1", "clerk", of_criticism());
      said.insert(problem.is_null() ? "done" : problem.at("code").get<std::string>());
      if (problem.is_null()) {
        const json answer = town.ask("sheet.export/1", "clerk", of_criticism());
        const auto found = read_back(host::decode_base64(answer.at("content").get<std::string>()));
        if (!found || found->cells < 2'000) return 2;
        break;
      }
      fs::resize_file(filler, size);
    }
    for (const std::string& code : said)
      if (code != "store.full" && code != "done") return 3;
    return said.contains("store.full") && said.contains("done") ? 0 : 4;
  });
  fs::remove_all(folder);
  if (status == 77) GTEST_SKIP() << "this machine lets us mount nothing";
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace anze::district
