// Words of the closed lists: the code that JSON carries and the Chinese that documents print.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "reports/snapshot/snapshot.h"

namespace anze::reports {

struct Word {
  std::string_view code;
  std::string_view chinese;
};

// One list per enum, in the order of its values.
std::span<const Word> words(FilingKind);
std::span<const Word> words(Qualifier);
std::span<const Word> words(Shape);
std::span<const Word> words(Topic);
std::span<const Word> words(RelationKind);
std::span<const Word> words(AccidentClass);
std::span<const Word> words(FaultKind);
std::span<const Word> words(VetoLevel);
std::span<const Word> words(SubjectKind);
std::span<const Word> words(Outcome);
std::span<const Word> words(VetoState);
std::span<const Word> words(Slot);

template <class E>
requires std::is_enum_v<E> std::string_view code_of(E value) {
  return words(value)[static_cast<std::size_t>(value)].code;
}

template <class E>
requires std::is_enum_v<E> std::string_view chinese_of(E value) {
  return words(value)[static_cast<std::size_t>(value)].chinese;
}

}  // namespace anze::reports
