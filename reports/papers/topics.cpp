#include "reports/papers/topics.h"

#include <algorithm>

#include "reports/papers/narrative.h"

namespace anze::reports {

bool has_topic(const Snapshot& view, Topic topic) {
  return std::any_of(view.figures.begin(), view.figures.end(),
                     [&](const Figure& f) { return f.topic == topic && !is_narrated(view, f); });
}

void tell_topic(Draft& draft, const Snapshot& view, Topic topic) {
  std::vector<std::string> scopes;
  for (const Figure& figure : view.figures)
    if (figure.topic == topic && !is_narrated(view, figure) &&
        std::find(scopes.begin(), scopes.end(), figure.scope) == scopes.end())
      scopes.push_back(figure.scope);
  std::stable_partition(scopes.begin(), scopes.end(), [](const std::string& scope) { return scope.empty(); });
  for (const std::string& scope : scopes) {
    Sentence sentence;
    for (const Figure& figure : view.figures) {
      if (figure.topic != topic || figure.scope != scope || is_narrated(view, figure)) continue;
      if (!sentence.empty()) sentence.say("，");
      if (sentence.empty() && !scope.empty()) sentence.say(scope + "方面，");
      sentence.titled(figure);
    }
    draft.paragraph(std::move(sentence.say("。")));
  }
}

}  // namespace anze::reports
