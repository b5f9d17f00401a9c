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

}  // namespace

Problems Schema::check(const json& value) const {
  valijson::Validator validator;
  valijson::ValidationResults results;
  Problems problems;
  if (validator.validate(compiled_->schema, valijson::adapters::NlohmannJsonAdapter(value), &results))
    return problems;
  valijson::ValidationResults::Error error;
  while (results.popError(error))
    problems.push_back(invalid("request.schema", error.description, pointer(error.context),
                               "compare the request with the method's schema in abi.describe/1"));
  return problems;
}

}  // namespace anze::plugin
