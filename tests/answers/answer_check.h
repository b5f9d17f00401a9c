// AnswerCheck: what a plugin says of itself (abi.describe/1) held against what it does: every answer against
// the published schema of its method, every refusal against the codes the method tells.
//
// Threads: any.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/json/schema.h"

namespace anze::tests {

using nlohmann::json;

class AnswerCheck {
 public:
  // Requires: the answer of abi.describe/1.
  explicit AnswerCheck(json description);

  // What does not fit, one line each; empty: all fits. `text` is the answer, or the problem of a refusal.
  std::vector<std::string> faults(const std::string& method, std::int32_t status, std::string_view text);

  // Members that need not be there and were, since the last call: "#veto/lifted_on", "ledger.get/1/origin".
  std::vector<std::string> newly_seen();

 private:
  const plugin::Schema& schema_of(const std::string& method, const json& document);
  struct Place;
  void note(const json& value, const json& schema, const json& document, const Place& place);

  json description_;
  std::map<std::string, const json*> methods_;
  std::set<std::string> common_;
  std::mutex mutex_;  // guards what follows
  std::map<std::string, std::unique_ptr<plugin::Schema>> schemas_;
  std::set<const json*> seen_;  // schemas of members
  std::vector<std::string> fresh_;
};

}  // namespace anze::tests
