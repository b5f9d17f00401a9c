// ConditionKey: when a rule takes effect, as one text, to find two rules of the same condition. Internal to
// the checks of rulebooks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include "scoring/facts/fact.h"

namespace anze {

// A text put together of numbers and ids, to compare conditions by.
class ConditionKey {
 public:
  template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T> ConditionKey& operator<<(T value) {
    text_ += std::to_string(static_cast<std::int64_t>(value)) + ";";
    return *this;
  }
  ConditionKey& operator<<(const std::string& text) {
    text_ += text + ";";
    return *this;
  }
  ConditionKey& operator<<(FieldRef field) { return *this << field.kind << field.slot; }
  ConditionKey& operator<<(const std::optional<FieldRef>& field) {
    return field ? *this << *field : *this << std::string("-");
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace anze
