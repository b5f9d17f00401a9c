// Finding: what came of one relation between figures (勾稽), with the numbers it compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace anze::reports {

enum class Verdict { k_holds, k_fails, k_undecided };

struct Finding {
  std::string check;  // id of the relation or built-in check
  Verdict verdict = Verdict::k_fails;
  std::string text;                  // with both numbers, for people
  std::vector<std::string> figures;  // ids involved
  // What was compared: the figures' values in that order, then what is no figure (the earlier value of a
  // jump, the sum of the accident rows).
  std::vector<std::optional<std::int64_t>> numbers;
  std::int64_t gap =
      0;  // of a sum: parts less total; of a subset: the worst part less total; of a jump: the change
  std::string explanation;  // declared for these numbers; empty = unexplained
  bool outdated = false;    // declared, but for other numbers
};

}  // namespace anze::reports
