// Paragraph (段落): words of a report around figures, told as data beside them (format:
// plugin/docs/formats/figures.md, "paragraphs"), so that no number in a report is typed by hand.
//
// A sentence is cut at its figures: "检查单位{fire.units}，发现隐患{fire.hazards.found}。". It is told when
// anything was recorded of one of its figures; one without a figure when any sentence of its paragraph is
// told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scoring/figures/figure.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

struct Piece {
  std::string text;
  std::string figure;  // printed after the text; "" for none
};

struct ParagraphRule {
  std::string id;
  std::string heading;  // of the section it belongs to: paragraphs of one heading stand together
  std::string lead;     // "非煤矿山方面。"; may be empty
  std::vector<std::vector<Piece>> sentences;
};

// The "paragraphs" of a figures document.
// Errors: paragraph.brace, paragraph.duplicate, figure.unknown, json.*.
Result<std::vector<ParagraphRule>> read_paragraphs(std::string_view json, const FigureSet& figures,
                                                   Problems* problems = nullptr);

}  // namespace anze
