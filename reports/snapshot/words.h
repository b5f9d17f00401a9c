// Words of the closed lists: the code that JSON carries and the Chinese that documents print.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "reports/snapshot/snapshot.h"
#include "scoring/values/broken.h"

namespace anze::reports {

struct ListWord {
  std::string_view code;
  std::string_view chinese;
};

// One list per enum, in the order of its values.
std::span<const ListWord> words(FilingKind);
std::span<const ListWord> words(NumberQualifier);
std::span<const ListWord> words(Shape);
std::span<const ListWord> words(Topic);
std::span<const ListWord> words(RelationKind);
std::span<const ListWord> words(AccidentGrade);
std::span<const ListWord> words(FaultKind);
std::span<const ListWord> words(VetoLevel);
std::span<const ListWord> words(SubjectKind);
std::span<const ListWord> words(BodyOpinion);
std::span<const ListWord> words(VetoStanding);
std::span<const ListWord> words(Slot);

template <class E>
requires std::is_enum_v<E> std::string_view code_of(E value) {
  ANZE_ASSERT(static_cast<std::size_t>(value) < words(value).size());
  return words(value)[static_cast<std::size_t>(value)].code;
}

template <class E>
requires std::is_enum_v<E> std::string_view chinese_of(E value) {
  ANZE_ASSERT(static_cast<std::size_t>(value) < words(value).size());
  return words(value)[static_cast<std::size_t>(value)].chinese;
}

}  // namespace anze::reports
