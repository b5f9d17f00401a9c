#include "plugin/rulebook_changes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace anze::plugin {
namespace {

struct Part {  // one thing that can be added, removed or changed
  std::string kind;
  std::string id;
  json members;
};

json without(json object, const char* member) {
  object.erase(member);
  return object;
}

// A member that says the default is the same as one left out.
json plain(json object) {
  for (auto it = object.begin(); it != object.end();) it = it->is_null() ? object.erase(it) : std::next(it);
  return object;
}

std::vector<Part> parts_of(const json& rulebook) {
  std::vector<Part> parts;
  json head = rulebook;
  for (const char* member : {"items", "vetoes", "grades", "policies"}) head.erase(member);
  parts.push_back({"rulebook", "", plain(std::move(head))});
  parts.push_back({"policies", "", plain(rulebook.value("policies", json::object()))});
  for (const json& item : rulebook.value("items", json::array())) {
    parts.push_back({"item", text_of(item, "id"), plain(without(item, "clauses"))});
    for (json clause : item.value("clauses", json::array())) {
      clause["item"] = text_of(item, "id");
      parts.push_back({"clause", text_of(clause, "id"), plain(std::move(clause))});
    }
  }
  for (const json& veto : rulebook.value("vetoes", json::array()))
    parts.push_back({"veto", text_of(veto, "id"), plain(veto)});
  for (const json& grade : rulebook.value("grades", json::array()))
    parts.push_back({"grade", text_of(grade, "title"), plain(grade)});
  return parts;
}

json member_changes(const json& from, const json& to) {
  json changes = json::array();
  for (const auto& [name, value] : from.items())
    if (!to.contains(name) || to.at(name) != value)
      changes.push_back(
          {{"member", name}, {"from", value}, {"to", to.contains(name) ? to.at(name) : json(nullptr)}});
  for (const auto& [name, value] : to.items())
    if (!from.contains(name)) changes.push_back({{"member", name}, {"from", nullptr}, {"to", value}});
  return changes;
}

const Part* find(const std::vector<Part>& parts, const Part& wanted) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
    return part.kind == wanted.kind && part.id == wanted.id;
  });
  return found != parts.end() ? &*found : nullptr;
}

json entry(const Part& part, const char* change) {
  return {
      {"kind", part.kind}, {"id", part.id}, {"title", text_of(part.members, "title")}, {"change", change}};
}

}  // namespace

json rulebook_changes(const json& from, const json& to) {
  const std::vector<Part> before = parts_of(from);
  const std::vector<Part> after = parts_of(to);
  json changes = json::array();
  std::int64_t added = 0;
  std::int64_t removed = 0;
  std::int64_t changed = 0;
  std::int64_t same = 0;
  for (const Part& part : after) {
    const Part* old = find(before, part);
    if (old == nullptr) {
      ++added;
      changes.push_back(entry(part, "added"));
      changes.back()["members"] = member_changes(json::object(), part.members);
    } else if (old->members != part.members) {
      ++changed;
      changes.push_back(entry(part, "changed"));
      changes.back()["members"] = member_changes(old->members, part.members);
    } else {
      ++same;
    }
  }
  for (const Part& part : before)
    if (find(after, part) == nullptr) {
      ++removed;
      changes.push_back(entry(part, "removed"));
      changes.back()["members"] = member_changes(part.members, json::object());
    }
  return {{"changes", std::move(changes)},
          {"added", added},
          {"removed", removed},
          {"changed", changed},
          {"same", same}};
}

}  // namespace anze::plugin
