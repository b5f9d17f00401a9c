#include <algorithm>

#include "scoring/figures/figure.h"
#include "scoring/figures/paragraph.h"
#include "scoring/json/reader.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

std::vector<Piece> cut(const json::Place& place, const FigureSet& figures) {
  std::vector<Piece> pieces;
  const std::string text = place.as<std::string>().value_or("");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = text.find('}', at);
    if (open == std::string::npos && close == std::string::npos) {
      pieces.push_back({text.substr(at), {}});
      break;
    }
    if (open == std::string::npos || close == std::string::npos || close < open) {
      place.problem("paragraph.brace", "a brace stands alone in “" + json::shown(text) + "”",
                    "write a figure as {its id}");
      break;
    }
    Piece piece{text.substr(at, open - at), text.substr(open + 1, close - open - 1)};
    if (std::none_of(figures.figures.begin(), figures.figures.end(),
                     [&](const FigureDefinition& figure) { return figure.id == piece.figure; }))
      place.problem("figure.unknown", "there is no figure “" + piece.figure + "”",
                    "define it in \"figures\" of the same document");
    pieces.push_back(std::move(piece));
    at = close + 1;
  }
  return pieces;
}

}  // namespace

Result<std::vector<ParagraphRule>> read_paragraphs(std::string_view json, const FigureSet& figures,
                                                   Problems* problems) {
  json::Document document(json);
  std::vector<ParagraphRule> paragraphs;
  if (document) {
    json::Object root(document.root());
    for (const json::Place& place : root.get_list("paragraphs")) {
      ParagraphRule paragraph;
      json::Object object(place);
      paragraph.id = object.need_id("id");
      paragraph.heading = object.need_text("heading");
      paragraph.lead = object.get<std::string>("lead", "");
      for (const json::Place& sentence : object.need_list("sentences"))
        paragraph.sentences.push_back(cut(sentence, figures));
      object.close();
      for (const ParagraphRule& before : paragraphs)
        if (before.id == paragraph.id && !paragraph.id.empty())
          place.problem("paragraph.duplicate", "the id “" + paragraph.id + "” is given twice",
                        "choose another id");
      paragraphs.push_back(std::move(paragraph));
    }
  }
  ANZE_CHECK(document.finish(problems));
  for (const ParagraphRule& each : paragraphs) ANZE_ASSERT(!each.id.empty() && !each.heading.empty());
  return paragraphs;
}

}  // namespace anze
