#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_rules[] = {
    {"rulebook.conflict", "同一期间已有另一部考核办法生效。请调整生效日期。"},
    {"rulebook.dated_back",
     "考核办法不能溯及以往：起始日“%"
     "”在今天之前，或者落在已经开始考核的期间里。请改为今天以后、已开始考核的期间之后的日期。"},
};

}  // namespace

std::span<const Wording> rule_wording() {
  return k_rules;
}

}  // namespace anze::plugin
