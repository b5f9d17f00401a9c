#include "plugin/records/body.h"

#include "plugin/json/tree.h"

namespace anze::plugin {

namespace {

// A missing member is told at the object that lacks it, by its name in the message; here at its own place.
std::string place_of(const Error& found) {
  constexpr std::string_view k_open = "“";
  if (found.reason != "json.missing") return found.at.empty() ? "/" : found.at;
  const std::size_t open = found.message.find(k_open) + k_open.size();
  return found.at + "/" + found.message.substr(open, found.message.find("”") - open);
}

}  // namespace

std::string name_of(const store::Record& stored) {
  return stored.kind + " " + stored.id;
}

Error corrupt_record(const store::Record& stored, const Error& found) {
  const std::string at = place_of(found);
  return {Code::k_corrupt, "record.corrupt",
          "the record “" + name_of(stored) + "” cannot be read at “" + at + "”: " + found.message,
          name_of(stored) + ": " + at, "keep the store as it is and run audit.verify/1"};
}

namespace {

void read_version(anze::json::Object& object, RulebookVersion& cited) {
  cited.id = object.need<std::string>("id");
  cited.version = object.need<std::int64_t>("version");
  cited.digest = object.need<std::string>("digest");
}

}  // namespace

Citation read_citation(const anze::json::Place& place) {
  anze::json::Object object(place);
  Citation cited;
  read_version(object, cited);
  cited.title = object.need<std::string>("title");
  cited.document_no = object.need<std::string>("document_no");
  object.close();
  return cited;
}

RulebookVersion read_rulebook_version(const anze::json::Place& place) {
  anze::json::Object object(place);
  RulebookVersion cited;
  read_version(object, cited);
  object.close();
  return cited;
}

Period read_period(anze::json::Object& object, std::string_view name) {
  const std::optional<anze::json::Place> place = object.need(name);
  const std::optional<std::string> text = place ? place->as<std::string>() : std::nullopt;
  if (!text) return {};
  const Result<Period> period = parse_period(*text);
  if (period) return *period;
  place->problem(period.error());
  return {};
}

std::vector<std::string> read_texts(anze::json::Object& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const anze::json::Place& each : object.need_list(name))
    texts.push_back(each.as<std::string>().value_or(std::string()));
  return texts;
}

json tree_at(const anze::json::Place& place) {
  return tree_of(place.value());
}

json read_tree(anze::json::Object& object, std::string_view name) {
  const std::optional<anze::json::Place> place = object.find(name);
  return place ? tree_at(*place) : json(nullptr);
}

}  // namespace anze::plugin
