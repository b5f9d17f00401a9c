#include "plugin/json/schema.h"

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

// Valijson's sentences, in ours. Those not listed here stay as they are.
Error told(const std::string& description, std::string at) {
  const auto quoted = [&] {
    const std::size_t end = description.rfind('\'');
    const std::size_t begin = end == std::string::npos || end == 0 ? end : description.rfind('\'', end - 1);
    return begin == std::string::npos ? std::string{} : description.substr(begin + 1, end - begin - 1);
  };
  const std::string help = "compare the request with the method's schema in abi.describe/1";
  if (description.starts_with("Object contains a property that could not be validated")) {
    const std::string name = quoted();
    return invalid("request.unknown_member", "there is no member “" + name + "” here", at + "/" + name, help);
  }
  if (description.starts_with("Missing required property"))
    return invalid("request.missing_member", "the member “" + quoted() + "” is missing", at + "/" + quoted(),
                   help);
  if (description.starts_with("Value type not permitted"))
    return invalid("request.type", "the value is of the wrong type", std::move(at), help);
  if (description.starts_with("Failed to match against any enum"))
    return invalid("request.value", "the value is not one of those allowed", std::move(at), help);
  return invalid("request.schema", description, std::move(at), help);
}

}  // namespace

Problems Schema::check(const json& value) const {
  valijson::Validator validator;
  valijson::ValidationResults results;
  Problems problems;
  if (validator.validate(compiled_->schema, valijson::adapters::NlohmannJsonAdapter(value), &results))
    return problems;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    // A failing member is told again by every object around it; the innermost says what is wrong.
    if (error.description.starts_with("Failed to validate")) continue;
    problems.push_back(told(error.description, pointer(error.context)));
  }
  if (problems.empty()) problems.push_back(told("the request does not fit its schema", {}));
  return problems;
}

}  // namespace anze::plugin
