#include "plugin/rulebooks/differences.h"

#include <map>
#include <string>
#include <string_view>

namespace anze::plugin {
namespace {

struct List {
  json changes = json::array();
  std::size_t most = 0;
  std::size_t left_out = 0;

  void add(const std::string& at, const json* from, const json* to) {
    if (changes.size() >= most) {
      ++left_out;
      return;
    }
    json change = {{"at", at}};
    if (from != nullptr) change["from"] = *from;
    if (to != nullptr) change["to"] = *to;
    changes.push_back(std::move(change));
  }
};

// A member's name inside a JSON pointer (RFC 6901).
std::string escaped(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

// What tells the elements of a list apart: the first of these members that each has, and no two alike.
const char* key_of(const json& list) {
  for (const char* member : {"id", "name", "act", "title"}) {
    std::map<std::string, int> seen;
    bool all = !list.empty();
    for (const json& element : list)
      all = all && element.is_object() && element.contains(member) && element.at(member).is_string() &&
            ++seen[element.at(member).get<std::string>()] == 1;
    if (all) return member;
  }
  return nullptr;
}

void compare(const json& before, const json& after, const std::string& at, List& list);

void compare_lists(const json& before, const json& after, const std::string& at, List& list) {
  const char* key = key_of(after);
  const char* old_key = key_of(before);
  if (key == nullptr || old_key == nullptr || old_key != std::string_view(key))
    return list.add(at, &before, &after);
  std::map<std::string, std::size_t> olds;
  for (std::size_t i = 0; i < before.size(); ++i) olds[text_of(before[i], key)] = i;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::string place = at + "/" + std::to_string(i);
    const auto old = olds.find(text_of(after[i], key));
    if (old == olds.end()) {
      list.add(place, nullptr, &after[i]);
      continue;
    }
    compare(before[old->second], after[i], place, list);
    olds.erase(old);
  }
  for (const auto& [id, place] : olds) list.add(at + "/" + std::to_string(place), &before[place], nullptr);
}

void compare(const json& before, const json& after, const std::string& at, List& list) {
  if (before == after) return;
  if (before.is_array() && after.is_array() && !before.empty() && !after.empty())
    return compare_lists(before, after, at, list);
  if (!before.is_object() || !after.is_object()) return list.add(at, &before, &after);
  for (const auto& [name, now] : after.items()) {
    const auto old = before.find(name);
    const std::string place = at + "/" + escaped(name);
    if (old == before.end())
      list.add(place, nullptr, &now);
    else
      compare(*old, now, place, list);
  }
  for (const auto& [name, old] : before.items())
    if (!after.contains(name)) list.add(at + "/" + escaped(name), &old, nullptr);
}

}  // namespace

json differences(const json& before, const json& after, std::size_t most) {
  List list;
  list.most = most;
  compare(before, after, "", list);
  return {{"changes", std::move(list.changes)}, {"left_out", list.left_out}};
}

}  // namespace anze::plugin
