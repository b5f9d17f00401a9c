#include "tests/answers/answer_check.h"

#include <algorithm>

namespace anze::tests {
namespace {

bool requires_it(const json& schema, const std::string& member) {
  const auto required = schema.find("required");
  return required != schema.end() && std::find(required->begin(), required->end(), member) != required->end();
}

}  // namespace

// Where a member stands: written out only when it is told.
struct AnswerCheck::Place {
  const Place* above = nullptr;  // none: a method's answer, or a shape
  std::string name;

  std::string text() const { return above == nullptr ? name : above->text() + "/" + name; }
};

AnswerCheck::AnswerCheck(json description) : description_(std::move(description)) {
  for (const json& method : description_.at("methods")) methods_[method.at("name")] = &method;
  common_ = description_.at("common_errors").get<std::set<std::string>>();
}

std::vector<std::string> AnswerCheck::faults(const std::string& name, std::int32_t status,
                                             std::string_view text) {
  std::vector<std::string> told;
  const auto method = methods_.find(name);
  const json said = json::parse(text, nullptr, false);
  if (said.is_discarded()) return {"what was said is not JSON"};
  if (status < 0) {
    const auto known = [&](const std::string& code) {
      if (common_.contains(code) || method == methods_.end()) return common_.contains(code);
      const json& own = method->second->at("errors");
      return std::find(own.begin(), own.end(), code) != own.end();
    };
    std::set<std::string> codes{said.value("code", "")};
    for (const json& problem : said.value("problems", json::array())) codes.insert(problem.value("code", ""));
    for (const std::string& code : codes)
      if (!known(code)) told.push_back("the code " + code + " is not told of");
    return told;
  }
  if (method == methods_.end()) return {"it answers and is not told of"};
  const json& document = method->second->at("response");
  for (const Error& problem : schema_of(name, document).check(said))
    told.push_back((problem.at.empty() ? "/" : problem.at) + ": " + problem.message);
  if (!told.empty()) return told;
  const std::lock_guard lock(mutex_);
  note(said, document, document, {nullptr, name});
  return told;
}

const plugin::Schema& AnswerCheck::schema_of(const std::string& method, const json& document) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<plugin::Schema>& schema = schemas_[method];
  if (schema == nullptr) schema = std::make_unique<plugin::Schema>(document);
  return *schema;
}

void AnswerCheck::note(const json& value, const json& schema, const json& document, const Place& place) {
  if (schema.contains("anyOf")) return note(value, schema.at("anyOf").at(0), document, place);
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    const auto name = reference->get<std::string>().substr(std::string_view("#/definitions/").size());
    return note(value, document.at("definitions").at(name), document, {nullptr, "#" + name});
  }
  if (value.is_array()) {
    if (const auto items = schema.find("items"); items != schema.end())
      for (const json& each : value) note(each, *items, document, place);
    return;
  }
  const auto members = schema.find("properties");
  if (!value.is_object() || members == schema.end()) return;
  for (const auto& [name, member] : value.items()) {
    const json& told = members->at(name);
    const Place here{&place, name};
    if (!requires_it(schema, name) && seen_.insert(&told).second) fresh_.push_back(here.text());
    note(member, told, document, here);
  }
}

std::vector<std::string> AnswerCheck::newly_seen() {
  const std::lock_guard lock(mutex_);
  return std::exchange(fresh_, {});
}

}  // namespace anze::tests
