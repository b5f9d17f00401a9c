#include "plugin/rulebooks/changes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scoring/rulebook/rulebook.h"

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
  for (const char* member : {"groups", "items", "vetoes", "grades", "policies", "tests"}) head.erase(member);
  parts.push_back({"rulebook", "", plain(std::move(head))});
  parts.push_back({"policies", "", plain(rulebook.value("policies", json::object()))});
  for (const json& group : rulebook.value("groups", json::array()))
    parts.push_back({"group", text_of(group, "id"), plain(group)});
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
  std::map<std::string, int> titled;  // tests may share a title: the second is told from the first
  for (const json& test : rulebook.value("tests", json::array())) {
    const std::string title = text_of(test, "title");
    const int number = ++titled[title];
    parts.push_back(
        {"test", number == 1 ? title : title + "（" + std::to_string(number) + "）", plain(test)});
  }
  return parts;
}

// The Chinese half of a member's title in the published schema; its name where the schema has none.
std::string label_of(const std::string& kind, const std::string& member) {
  static const json& schema = *new json(json::parse(rulebook_schema()));  // never freed, like schemas
  if (kind == "clause" && member == "item") return "考核项";
  const json& shape = kind == "rulebook" ? schema : schema.at("definitions").at(kind);
  const json& members = shape.at("properties");
  const std::string title = members.contains(member) ? text_of(members.at(member), "title") : std::string();
  const std::string label = title.substr(0, title.find(" / "));
  return label.empty() ? member : label;
}

json member_changes(const std::string& kind, const json& from, const json& to) {
  json changes = json::array();
  const auto add = [&](const std::string& name, const json& before, const json& after) {
    changes.push_back({{"member", name}, {"label", label_of(kind, name)}, {"from", before}, {"to", after}});
  };
  for (const auto& [name, value] : from.items())
    if (!to.contains(name) || to.at(name) != value)
      add(name, value, to.contains(name) ? to.at(name) : json(nullptr));
  for (const auto& [name, value] : to.items())
    if (!from.contains(name)) add(name, nullptr, value);
  return changes;
}

std::string shown(const json& value) {
  if (value.is_null()) return "（无）";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "修改条款 A7 …：扣（加）分 3 → 4；目标 1 → 2". What was added or removed as a whole is named, not spelt
// out.
std::string told(const Part& part, const std::string& change, const json& members) {
  static const std::map<std::string, const char*> kinds = {
      {"rulebook", "考核办法"}, {"policies", "规则选项"}, {"group", "考核项组"}, {"item", "考核项"},
      {"clause", "条款"},       {"veto", "否决条款"},     {"grade", "等次"},     {"test", "自带检验"}};
  std::string text = change == "added" ? "新增" : change == "removed" ? "删除" : "修改";
  text += kinds.at(part.kind);
  if (!part.id.empty()) text += " " + part.id;
  const std::string title = text_of(part.members, "title");
  if (title != part.id && part.kind != "rulebook" && part.kind != "test") text += " " + title;
  if (change != "changed") return text;
  const char* separator = "：";
  for (const json& member : members) {
    text += separator + text_of(member, "label") + " " + shown(member.at("from")) + " → " +
            shown(member.at("to"));
    separator = "；";
  }
  return text;
}

const Part* find(const std::vector<Part>& parts, const Part& wanted) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
    return part.kind == wanted.kind && part.id == wanted.id;
  });
  return found != parts.end() ? &*found : nullptr;
}

json change_of(const Part& part, const char* change, const json& from, const json& to) {
  json members = member_changes(part.kind, from, to);
  std::string text = told(part, change, members);
  return {{"kind", part.kind}, {"id", part.id},           {"title", text_of(part.members, "title")},
          {"change", change},  {"text", std::move(text)}, {"members", std::move(members)}};
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
      changes.push_back(change_of(part, "added", json::object(), part.members));
    } else if (old->members != part.members) {
      ++changed;
      changes.push_back(change_of(part, "changed", old->members, part.members));
    } else {
      ++same;
    }
  }
  for (const Part& part : before)
    if (find(after, part) == nullptr) {
      ++removed;
      changes.push_back(change_of(part, "removed", part.members, json::object()));
    }
  return {{"changes", std::move(changes)},
          {"added", added},
          {"removed", removed},
          {"changed", changed},
          {"same", same}};
}

}  // namespace anze::plugin
