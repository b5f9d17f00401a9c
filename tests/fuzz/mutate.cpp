#include "mutate.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "target.h"

namespace anze::fuzz {
namespace {

using Json = nlohmann::ordered_json;
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return random() % count;
}

void collect_nodes(Json& node, std::vector<Json*>& nodes) {
  nodes.push_back(&node);
  if (node.is_structured())
    for (auto& member : node) collect_nodes(member, nodes);
}

const std::string& some_word(Random& random) {
  return words()[below(random, words().size())];
}

Json awkward(Random& random) {
  switch (below(random, 10)) {
    case 0:
      return nullptr;
    case 1:
      return random() % 2 == 0;
    case 2:
      return std::vector<std::int64_t>{0, 1, -1, 2, 12, 1'000'000, INT64_MAX, INT64_MIN}[below(random, 8)];
    case 3:
      return static_cast<std::int64_t>(random() % 1000);
    case 4:
      return std::vector<std::string>{
          "0", "0.0001", "-1", "922337203685477.5807", "100", "1e3", ""}[below(random, 7)];
    case 5:
      return std::vector<std::string>{"2025-02-29", "2199-12-31", "1900-01-01", "2025-12-31",
                                      "2025Q3"}[below(random, 5)];
    case 6:
      return Json::array();
    case 7:
      return Json::object();
    default:
      return some_word(random);
  }
}

void change(Json& root, Random& random) {
  std::vector<Json*> nodes;
  collect_nodes(root, nodes);
  Json& node = *nodes[below(random, nodes.size())];
  switch (below(random, 7)) {
    case 0:
      node = awkward(random);
      return;
    case 1:  // another part of the document in its place
      node = Json(*nodes[below(random, nodes.size())]);
      return;
    case 2:
      if (node.is_object() && !node.empty())
        node.erase(std::next(node.begin(), static_cast<std::ptrdiff_t>(below(random, node.size()))).key());
      if (node.is_array() && !node.empty()) node.erase(below(random, node.size()));
      return;
    case 3:
      if (node.is_array() && !node.empty()) node.push_back(Json(node[below(random, node.size())]));
      if (node.is_object()) node[some_word(random)] = awkward(random);
      return;
    case 4:
      if (node.is_array() && node.size() > 1) std::swap(node[0], node[below(random, node.size())]);
      if (node.is_string()) node = some_word(random);
      return;
    case 5:
      if (node.is_number_integer())
        node = node.get<std::int64_t>() / 2 + static_cast<std::int64_t>(random() % 3);
      if (node.is_string()) node = node.get<std::string>() + "0";
      return;
    default:
      if (node.is_object()) node[some_word(random)] = Json(*nodes[below(random, nodes.size())]);
      return;
  }
}

std::string changed_document(std::string_view text, Random& random) {
  Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded()) return {};
  for (std::size_t i = 0; i < 1 + below(random, 3); ++i) change(root, random);
  return root.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text)
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  return lines;
}

std::string changed_lines(std::string_view text, Random& random) {
  std::vector<std::string> lines = lines_of(text);
  const std::size_t at = below(random, lines.size());
  switch (below(random, 5)) {
    case 0:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), lines[below(random, lines.size())]);
      break;
    case 1:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    default:
      if (const auto brace = lines[at].find('{'); brace != std::string::npos)
        lines[at] = lines[at].substr(0, brace) + changed_document(lines[at].substr(brace), random);
      break;
  }
  std::string changed;
  for (const std::string& line : lines) changed += (changed.empty() ? "" : "\n") + line;
  return changed;
}

}  // namespace

std::string mutated(std::string_view input, unsigned seed) {
  Random random(seed);
  return k_shape == Shape::k_document ? changed_document(input, random) : changed_lines(input, random);
}

}  // namespace anze::fuzz
