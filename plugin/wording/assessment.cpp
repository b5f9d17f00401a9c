#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_assessment[] = {
    {"assessment.sealed", "这个期间的考核结果已经封存，不能再改。请在下一期间处理，或按复核程序提出。"},
    {"assessment.missing", "这个期间还没有开启考核。请先由考核人员开启。"},
};

}  // namespace

std::span<const Wording> assessment_wording() {
  return k_assessment;
}

}  // namespace anze::plugin
