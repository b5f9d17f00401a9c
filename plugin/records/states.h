// States of a record that goes through some: one table a kind, which says each state's word in the store and
// in answers, what people call it, whether a record begins in it, and which states may follow. Readers take
// words by it, writers refuse by it what may not follow, and plugin/docs/formats/records.md is held against
// it. Tables are constant.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "scoring/values/result.h"

namespace anze::plugin {

// A set of states, for the tables.
template <class State>
constexpr std::uint32_t states(std::initializer_list<State> list) {
  std::uint32_t set = 0;
  for (const State state : list) set |= 1U << static_cast<unsigned>(state);
  return set;
}

template <class State>
struct StateRow {
  State state;
  std::string_view word;
  std::string_view chinese;
  bool begins;         // a record may begin in it
  std::uint32_t then;  // the states that may follow; a record kept anew in its state follows itself
};

// Rows stand in the order of the enum.
template <class State, std::size_t N>
constexpr const StateRow<State>& row_of(const StateRow<State> (&table)[N], State state) {
  return table[static_cast<std::size_t>(state)];
}

template <class State, std::size_t N>
constexpr bool may_follow(const StateRow<State> (&table)[N], std::optional<State> before, State next) {
  if (!before) return row_of(table, next).begins;
  return (row_of(table, *before).then & states({next})) != 0;
}

// Whether every row stands at the place of its state and is told apart by its word: asserted of each table.
template <class State, std::size_t N>
constexpr bool in_order(const StateRow<State> (&table)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    if (static_cast<std::size_t>(table[i].state) != i) return false;
    for (std::size_t k = 0; k < i; ++k)
      if (table[k].word == table[i].word) return false;
  }
  return true;
}

// Refuses to write what may not follow. Whoever is responsible for the order refuses earlier, in words of its
// own; this is the net below it.  Errors: record.state.
template <class State, std::size_t N>
Result<void> check_follows(const StateRow<State> (&table)[N], std::optional<State> before, State next,
                           const std::string& record) {
  if (may_follow(table, before, next)) return {};
  const auto named = [](const StateRow<State>& row) {
    return "“" + std::string(row.chinese) + "” (" + std::string(row.word) + ")";
  };
  return Error{Code::k_conflict,
               "record.state",
               "the record “" + record + "” is " +
                   (before ? named(row_of(table, *before)) : "“尚未建立” (new)") + " and cannot become " +
                   named(row_of(table, next)),
               {},
               "nothing was written; report it with the request"};
}

}  // namespace anze::plugin
