#include "reports/formats/docx/imprint.h"

#include <algorithm>

#include "reports/formats/docx/lines.h"
#include "reports/formats/docx/xml.h"

namespace anze::reports::docx {

namespace {

constexpr const char* k_black = "000000";
constexpr int k_imprint_line = 500;
constexpr int k_left = 1588;
// Where the last line lies (7.4.1: on the lower edge of the 版心), less what a frame grows by for its
// borders.
constexpr int k_bottom = 16838 - 1984 - 14;
// 四号 is 280 twips; one 字 stays free on both sides.
constexpr int k_issue_width = (k_width - 2 * 280) * k_full / 280;
constexpr int k_copies_width = (k_width - 1120 - 280) * k_full / 280;  // beside 抄送：
constexpr int k_shared_lines = 6;  // so many stand under the last lines of the text
constexpr int k_page_lines = 24;   // so many fill the 版心 and leave one for the organ that printed it

// 抄送：甲，乙，丙。 A name is not divided where a line holds it.
std::vector<std::string> copies_lines(const std::vector<std::string>& organs) {
  if (organs.empty()) return {};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < organs.size(); ++i)
    words.push_back((i == 0 ? "抄送：" : "") + organs[i] + (i + 1 < organs.size() ? "，" : "。"));
  return broken(words, k_copies_width + 3 * k_full, k_copies_width);
}

// 印发机关 and date share a line; where it does not hold both, the date gets one of its own.
struct Issue {
  std::vector<std::string> organ;
  std::string date;
  bool shared = false;
  int lines() const { return static_cast<int>(organ.size()) + (shared ? 0 : 1); }
};

Issue issue_of(const Outline& outline) {
  Issue issue;
  issue.date = outline.date + "印发";
  issue.organ = broken({outline.printed_by}, k_issue_width, k_issue_width);
  issue.shared =
      issue.organ.size() == 1 && width_of(issue.organ[0]) + k_full + width_of(issue.date) <= k_issue_width;
  return issue;
}

// Each line of the 版记 has its own frame, measured up from the lower edge of the 版心: LibreOffice puts
// neither a table nor a frame aligned to the bottom there.
Element& frame(Element& body, int bottom, int lines) {
  const int height = lines * k_imprint_line;
  return fixed(body, "Imprint", {k_left, bottom - height, k_width, height, true});
}

void write_copies(Element& body, const std::vector<std::string>& lines, int bottom, bool first, bool lined) {
  Element& p = frame(body, bottom, static_cast<int>(lines.size()));
  if (lined) borders(properties(p), "w:top", "single", 8, 0, k_black);  // 0.35 mm
  // Later lines stand under the first character behind 抄送：.
  element(properties(p), "w:ind",
          {{"w:left", "1120"}, {"w:right", "0"}, {first ? "w:hanging" : "w:firstLine", first ? "840" : "0"}});
  run(p, joined(lines));
}

void write_issue(Element& body, const Issue& issue, bool alone) {
  Element& p = frame(body, k_bottom, issue.lines());
  borders(properties(p), "w:top", "single", alone ? 8 : 6, 0, k_black);
  borders(properties(p), "w:bottom", "single", 8, 0, k_black);
  Element& tabs = element(properties(p), "w:tabs");
  element(tabs, "w:tab", {{"w:val", "right"}, {"w:pos", std::to_string(k_width - 280)}});
  element(properties(p), "w:ind", {{"w:left", "280"}});
  Element& organ = run(p, joined(issue.organ));
  if (!issue.shared) element(organ, "w:br");
  element(element(p, "w:r"), "w:tab");
  run(p, issue.date);
}

}  // namespace

void write_imprint(Element& body, const Outline& outline) {
  const bool report = outline.paper == Paper::k_report;
  const std::vector<std::string> copies = copies_lines(outline.copies_to);
  if (!report && copies.empty()) return;
  const Issue issue = report ? issue_of(outline) : Issue{};
  const int foot = report ? issue.lines() : 0;
  const int page = k_page_lines + 1 - foot;
  // Frames need a paragraph to hang on, and lie on its page.
  const auto anchor = [&](bool new_page) {
    spacer(body, 20);
    if (new_page) after_style(properties(body.children.back()), "w:pageBreakBefore");
  };
  const bool own_page = static_cast<int>(copies.size()) + foot > k_shared_lines;
  std::size_t from = 0;
  for (std::size_t left = copies.size(); left > static_cast<std::size_t>(page); left = copies.size() - from) {
    const auto at = copies.begin() + static_cast<std::ptrdiff_t>(from);
    const std::size_t take = std::min(left - 1, static_cast<std::size_t>(k_page_lines));
    write_copies(body, {at, at + static_cast<std::ptrdiff_t>(take)}, k_bottom, from == 0,
                 report && from == 0);
    anchor(true);
    from += take;
  }
  if (from < copies.size())
    write_copies(body, {copies.begin() + static_cast<std::ptrdiff_t>(from), copies.end()},
                 k_bottom - foot * k_imprint_line, from == 0, report && from == 0);
  if (report) write_issue(body, issue, copies.empty());
  anchor(own_page);
}

}  // namespace anze::reports::docx
