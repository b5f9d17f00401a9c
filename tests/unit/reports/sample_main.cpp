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
  const auto document = anze::reports::render(snapshot, format, anze::reports::test::k_digest);
  if (!document) {
    std::cerr << path << ": " << document.error().message << "\n";
    return false;
  }
  std::ofstream(path, std::ios::binary) << document->bytes;
  return true;
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
  return good ? 0 : 1;
}
