#include "reports/views/redact.h"

#include <set>

#include "reports/snapshot/fields.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

// Two Han characters in UTF-8 take six bytes, one takes three: a name of one would strike ordinary words.
constexpr std::size_t k_shortest = 4;

struct LongerFirst {
  bool operator()(const std::string& a, const std::string& b) const {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  }
};

struct Striker {
  const std::vector<std::string>& names;
  const std::string& instead;

  void visit(std::string& text) const {
    for (const std::string& name : names)
      for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += instead.size())
        text.replace(at, name.size(), instead);
  }
  template <class T>
  void visit(std::vector<T>& list) const {
    for (T& element : list) visit(element);
  }
  template <class T>
  void visit(std::optional<T>& maybe) const {
    if (maybe) visit(*maybe);
  }
  template <class T>
  void visit(T& value) const {
    if constexpr (requires { fields(value, [](auto, auto&) {}); })
      fields(value, [this](auto, auto& member) { this->visit(member); });
  }
};

}  // namespace

std::vector<std::string> known_names(const Snapshot& snapshot) {
  std::set<std::string, LongerFirst> names;
  const auto add = [&](const std::string& name) {
    if (name.size() >= k_shortest) names.insert(name);
  };
  for (const std::string& name : snapshot.people) add(name);
  for (const OfficialResult& official : snapshot.officials) add(official.name);
  if (snapshot.liabilities)
    for (const Liability& liability : *snapshot.liabilities) add(liability.person);
  if (snapshot.triggers)
    for (const Trigger& trigger : *snapshot.triggers)
      if (trigger.subject_kind == SubjectKind::k_person) add(trigger.subject);
  for (const Veto& veto : snapshot.vetoes)
    if (veto.subject_kind == SubjectKind::k_person) add(veto.subject);
  return {names.begin(), names.end()};
}

void strike(Snapshot& snapshot, const std::vector<std::string>& names, const std::string& instead) {
  for (const std::string& name : names) ANZE_ASSERT(!name.empty());  // it would be found for ever
  const Striker striker{names, instead};
  striker.visit(snapshot.figures);
  striker.visit(snapshot.discrepancies);
  striker.visit(snapshot.passages);
  striker.visit(snapshot.narratives);
  striker.visit(snapshot.filing.supersedes);
  striker.visit(snapshot.rule_changes);
  striker.visit(snapshot.countersigned);
}

}  // namespace anze::reports
