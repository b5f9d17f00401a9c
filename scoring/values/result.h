// Result<T>: a value or an Error. Everything below plugin/exports.cpp returns it; nothing of ours throws for
// bad input.
//
//   Result<Date> parse_date(std::string_view);
//   ANZE_TRY(const Date day, parse_date(text));   // returns the error to our caller
//   ANZE_CHECK(store.open(path));                  // the same for Result<void>
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "scoring/values/broken.h"
#include "scoring/values/error.h"

namespace anze {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }

  // Requires: *this holds a value.
  T& value() & {
    ANZE_ASSERT(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    ANZE_ASSERT(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    ANZE_ASSERT(state_.index() == 0);
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Requires: *this holds an error.
  const Error& error() const& {
    ANZE_ASSERT(state_.index() == 1);
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    ANZE_ASSERT(state_.index() == 1);
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const& {
    ANZE_ASSERT(error_.has_value());
    return *error_;
  }
  Error&& error() && {
    ANZE_ASSERT(error_.has_value());
    return *std::move(error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace anze

#define ANZE_CONCAT_INNER(a, b) a##b
#define ANZE_CONCAT(a, b) ANZE_CONCAT_INNER(a, b)

// Declares or assigns `target` from the value of `expression`, or returns its error from the enclosing
// function.
#define ANZE_TRY(target, expression)                                                                 \
  auto ANZE_CONCAT(anze_try_, __LINE__) = (expression);                                              \
  if (!ANZE_CONCAT(anze_try_, __LINE__)) return std::move(ANZE_CONCAT(anze_try_, __LINE__)).error(); \
  target = std::move(ANZE_CONCAT(anze_try_, __LINE__)).value()

// Returns the error of `expression` (a Result of any type) from the enclosing function.
#define ANZE_CHECK(expression)                                                             \
  do {                                                                                     \
    if (auto anze_check = (expression); !anze_check) return std::move(anze_check).error(); \
  } while (false)
