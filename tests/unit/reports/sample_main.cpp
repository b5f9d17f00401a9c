// Writes the sample papers into a folder, for pages_test.sh: reports_sample FOLDER
#include <fstream>
#include <iostream>

#include "reports/render.h"
#include "tests/unit/reports/sample.h"

namespace {

using anze::reports::FilingKind;
using anze::reports::Format;
using anze::reports::Snapshot;

bool write(const std::string& path, const Snapshot& snapshot, Format format) {
  const auto document = anze::reports::test::rendered(snapshot, format);
  if (!document) {
    std::cerr << path << ": " << document.error().message << "\n";
    return false;
  }
  std::ofstream(path, std::ios::binary) << document->bytes;
  return true;
}

// 区第001机关单位办公室 and so on: as many as asked for, each found again by its number.
std::vector<std::string> organs(int count) {
  std::vector<std::string> names;
  for (int i = 1; i <= count; ++i) {
    const std::string number = std::to_string(1000 + i).substr(1);
    names.push_back("区第" + number + (i % 3 == 0 ? "号机关事务和后勤保障服务中心" : "机关办公室"));
  }
  return names;
}

// Papers whose texts are longer than a paper usually has; what each must still say is in pages_test.sh.
template <class Write>
void stretched(const Write& both) {
  using anze::reports::test::sample;
  for (const int count : {60, 300}) {
    Snapshot letter = sample(FilingKind::k_quarterly_discipline);
    letter.filing.copies_to = organs(count);
    both("letter_to_" + std::to_string(count), letter);
    Snapshot report = sample(FilingKind::k_yearly_congress);
    report.filing.copies_to = organs(count);
    both("report_to_" + std::to_string(count), report);
  }
  Snapshot report = sample(FilingKind::k_yearly_congress);
  report.jurisdiction.government = "某某自治州某某市某某高新技术产业开发区人民政府";
  report.filing.issued = anze::make_date(2025, 11, 27);
  both("long_government", report);
  report.jurisdiction.government =
      "某某自治州某某市某某国家级高新技术产业开发区和某某边境经济合作区联合管理委员会";
  both("longer_government", report);
  Snapshot letter = sample(FilingKind::k_quarterly_organisation);
  letter.jurisdiction.issuer = "某某自治州某某市某某国家级高新技术产业开发区安全生产委员会办公室";
  const auto repeated = [](int times, const std::string& word) {
    std::string text;
    for (int i = 1; i <= times; ++i) text += word + std::to_string(1000 + i);
    return text;
  };
  letter.officials[1].lines[0].reason = repeated(400, "缺少佐证");
  letter.officials[1].lines[0].legal_basis = repeated(150, "依据");
  letter.officials[2].post = repeated(200, "兼任职务");
  letter.officials[3].name = "ANameWithoutAnySpaceThatIsLongerThanItsColumn" + repeated(3, "End");
  both("long_cells", letter);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + "/";
  bool good = true;
  const auto both = [&](const std::string& name, const Snapshot& snapshot) {
    good = write(folder + name + ".docx", snapshot, Format::k_docx) && good;
    good = write(folder + name + ".txt", snapshot, Format::k_text) && good;
  };
  using anze::reports::test::sample;
  both("discipline", sample(FilingKind::k_quarterly_discipline));
  both("organisation", sample(FilingKind::k_quarterly_organisation));
  both("congress", sample(FilingKind::k_yearly_congress));
  both("cppcc", sample(FilingKind::k_yearly_cppcc));
  both("empty", anze::reports::test::empty_quarter());
  both("many", sample(FilingKind::k_quarterly_organisation, 500));
  stretched(both);
  return good ? 0 : 1;
}
