// The year as it comes in: from the clerks' workbooks, and nothing is lost or bent on the way.
#include <cstdlib>
#include <fstream>
#include <map>

#include "host/files.hpp"
#include "tiedong.h"

namespace anze {
namespace {

namespace fs = std::filesystem;

// A fact as ledger.get/1 shows it: what is unknown is absent, and a new fact has the ledger's first state.
json plain(json fact, const std::map<std::string, std::string>& initial) {
  for (const char* own : {"seq", "entry", "version", "recorded_at_ms", "recorded_by", "late", "attachments"})
    fact.erase(own);
  const auto clean = [](json& object) {
    json kept = json::object();
    for (const auto& [name, value] : object.items())
      if (!value.is_null() && value != "") kept[name] = value;
    object = kept;
  };
  clean(fact["fields"]);
  json fields = fact["fields"];
  fact.erase("fields");
  clean(fact);
  fact["fields"] = fields;
  const std::string first = initial.at(fact.at("ledger"));
  if (!fact.contains("state") && !first.empty()) fact["state"] = first;
  return fact;
}

class Workbooks : public Tiedong {
 protected:
  static fs::path data() { return ANZE_TIEDONG_DATA; }
  static std::map<std::string, std::string> initial_states() {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::directory_iterator(data() / "ledgers")) {
      const json ledger = json::parse(host::read_file(entry.path()));
      out[ledger.at("ledger")] = ledger.value("initial", "");
    }
    return out;
  }
  // Every fact of the lines is there, with the same content, and there are no others.
  void compare_with_lines(std::size_t rows) {
    const auto initial = initial_states();
    std::size_t compared = 0;
    for (const auto& [ledger, first] : initial) {
      std::ifstream lines(data() / ("facts-" + ledger + ".jsonl"));
      for (std::string line; std::getline(lines, line);) {
        const json fact = plain(json::parse(line), initial);
        const json stored = ask("ledger.get/1", "clerk-01", {{"id", fact.at("id")}}).at("versions").back();
        ASSERT_EQ(plain(stored, initial), fact);
        ASSERT_FALSE(stored.at("late").get<bool>());
        ++compared;
      }
    }
    EXPECT_EQ(compared, rows);
    EXPECT_GT(compared, 7'000U);
  }
};

TEST_F(Workbooks, SayWordForWordWhatTheGeneratorMeant) {
  enter_through("2025Q4");
  std::size_t rows = 0;
  for (const auto& entered : year().entered()) rows += entered.rows;
  compare_with_lines(rows);
  EXPECT_EQ(year().entered().size(), initial_states().size()) << "a workbook a ledger";
}

// LibreOffice opens every workbook and saves it anew; what it saved comes in whole, every fact of it.
TEST_F(Workbooks, OpenInLibreOfficeAndComeInAgain) {
  const fs::path place = fs::temp_directory_path() / ("anze-office-" + std::to_string(getpid()));
  fs::remove_all(place);
  fs::create_directories(place);
  const std::string command = "LC_ALL=C.UTF-8 soffice -env:UserInstallation=file://" +
                              (place / "profile").string() + " --headless --convert-to xlsx --outdir " +
                              (place / "workbooks").string() + " " + (data() / "workbooks").string() +
                              "/*.xlsx >" + (place / "log").string() + " 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << host::read_file(place / "log");
  fs::copy_file(data() / "workbooks.json", place / "workbooks.json");
  std::map<std::string, std::size_t> files;
  std::size_t rows = 0;
  year().go_to("2026-01-05");
  for (const host::WorkbookSheet& sheet : host::read_workbooks(place)) {
    EXPECT_NE(host::read_file(sheet.sheet.file),
              host::read_file(data() / "workbooks" / sheet.sheet.file.filename()));
    EXPECT_EQ(year().enter(sheet), sheet.rows) << sheet.sheet.file << " " << sheet.sheet.sheet;
    ++files[sheet.sheet.file.string()];
    rows += sheet.rows;
  }
  EXPECT_EQ(files.size(), 41U);
  compare_with_lines(rows);
  fs::remove_all(place);
}

// The district entered another way: the generator's lines through ledger.import/1.
class Lines {
 public:
  explicit Lines(const fs::path& store) : store_(store) {
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
  ~Lines() {
    year_.reset();
    session_.reset();
    std::error_code ignored;
    fs::remove_all(store_, ignored);
  }
  host::DemoYear& year() { return *year_; }
  void enter(const std::string& last_day) {
    std::string lines;
    std::string findings;  // the discipline body's
    for (const auto& entry : fs::directory_iterator(ANZE_TIEDONG_DATA)) {
      if (entry.path().extension() != ".jsonl") continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        const json fact = json::parse(line);
        if (fact.at("occurred_on").get<std::string>() > last_day) continue;
        (fact.at("ledger") == "finding" ? findings : lines) += line + "\n";
      }
    }
    year_->ask("ledger.import/1", "reviewer-01", {{"lines", lines}, {"history", true}});
    if (!findings.empty()) year_->ask("ledger.import/1", "discipline-01", {{"lines", findings}});
  }

 private:
  fs::path store_;
  std::unique_ptr<host::Session> session_;
  std::unique_ptr<host::DemoYear> year_;
};

TEST_F(Workbooks, GiveTheScoresAndFiguresThatTheLinesGive) {
  Lines lines(fs::temp_directory_path() / ("anze-lines-" + std::to_string(getpid())));
  lines.year().go_to("2025-04-01");
  lines.enter("2025-03-31");
  enter_through("2025Q1");
  const json here = year().assess("2025Q1");
  const json there = lines.year().assess("2025Q1");
  EXPECT_EQ(here.at("digest"), there.at("digest")) << "the digest is over every scorecard";
  EXPECT_EQ(here.at("people"), there.at("people"));
  const json request = {{"period", "2025Q1"}};
  EXPECT_EQ(ask("figures.compute/1", "reviewer-01", request).at("figures"),
            lines.year().ask("figures.compute/1", "reviewer-01", request).at("figures"));
}

}  // namespace
}  // namespace anze
