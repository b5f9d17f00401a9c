#include "plugin/schema.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace anze::plugin {

struct Schema::Compiled {
  valijson::Schema schema;
};

Schema::Schema(const json& document) : compiled_(std::make_unique<Compiled>()) {
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), compiled_->schema);
}

Schema::~Schema() = default;
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;

namespace {

// Valijson names places as "<root>[items][0][cap]"; we name them "/items/0/cap".
std::string pointer(const std::vector<std::string>& context) {
  std::string path;
  for (const std::string& step : context)
    if (step.size() > 2 && step.front() == '[') path += "/" + step.substr(1, step.size() - 2);
  return path;
}

// Unknown and missing members are reported at the object that has or lacks them; their name is in quotes in the description.
std::string place_of(const valijson::ValidationResults::Error& error) {
  std::string path = pointer(error.context);
  const std::string& text = error.description;
  if (!text.starts_with("Object contains a property that could not") && !text.starts_with("Missing required property")) return path;
  const std::size_t end = text.rfind('\'');
  const std::size_t begin = text.starts_with("Missing") ? text.find('\'') : text.find(": '") + 2;
  return path + "/" + text.substr(begin + 1, end - begin - 1);
}

// Said of each object around a fault, after the fault itself.
bool is_echo(const std::string& description) { return description.starts_with("Failed to validate"); }

}  // namespace

Problems Schema::check(const json& value) const {
  valijson::Validator validator;
  valijson::ValidationResults results;
  Problems problems;
  if (validator.validate(compiled_->schema, valijson::adapters::NlohmannJsonAdapter(value), &results)) return problems;
  valijson::ValidationResults::Error error;
  Problems echoes;
  while (results.popError(error)) {
    Problems& list = is_echo(error.description) ? echoes : problems;
    list.push_back(invalid("request.schema", error.description, place_of(error), "compare the request with the method's schema in abi.describe/1"));
  }
  if (problems.empty()) return echoes;
  return problems;
}

}  // namespace anze::plugin
