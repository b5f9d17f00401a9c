#include "reports/papers/narrative.h"

#include <algorithm>

#include "reports/snapshot/number_text.h"

namespace anze::reports {

bool is_narrated(const Snapshot& view, std::string_view figure) {
  for (const Narrative& narrative : view.narratives)
    for (const Telling& sentence : narrative.sentences)
      if (std::any_of(sentence.pieces.begin(), sentence.pieces.end(),
                      [&](const TextPiece& piece) { return piece.figure == figure; }))
        return true;
  return false;
}

Text narrative_text(const Narrative& narrative, const Snapshot& view) {
  Sentence all;
  if (!narrative.lead.empty()) all.say(narrative.lead);
  for (const Telling& sentence : narrative.sentences)
    for (const TextPiece& piece : sentence.pieces) {
      if (!piece.text.empty()) all.say(piece.text);
      if (piece.figure.empty()) continue;
      if (const Figure* figure = find_figure(view, piece.figure))
        all.say(*figure);
      else
        all.say(k_unknown);
    }
  return std::move(all).take();
}

void tell_narratives(Draft& draft, const Snapshot& view, int level) {
  std::string_view heading;
  for (const Narrative& narrative : view.narratives) {
    if (narrative.heading != heading) draft.heading(level, narrative.heading);
    heading = narrative.heading;
    draft.paragraph(narrative_text(narrative, view));
  }
}

}  // namespace anze::reports
