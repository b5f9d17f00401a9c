#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_vetoes[] = {
    {"veto.finding", "个人的一票否决要有责任认定。请先登记责任认定。"},
};

}  // namespace

std::span<const Wording> veto_wording() {
  return k_vetoes;
}

}  // namespace anze::plugin
