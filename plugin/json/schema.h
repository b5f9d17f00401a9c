// Schema: JSON Schema (draft 7) checks of requests and rulebooks through Valijson, compiled once.
//
// Valijson runs `pattern` and `format` with std::regex, which recurses on long strings until the stack ends.
// So our schemas use neither (a test reads them all), and such fields are checked by the code that
// understands them.
#pragma once

#include <memory>
#include <string>

#include "plugin/json/json.h"
#include "scoring/values/error.h"

namespace anze::plugin {

class Schema {
 public:
  // Requires: a valid schema; throws std::exception otherwise (a programmer's error).
  explicit Schema(const json& document);
  ~Schema();
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;

  // Everything that is wrong with `value`, as request.schema problems with JSON paths. Empty: valid.
  // Threads: any.
  Problems check(const json& value) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace anze::plugin
