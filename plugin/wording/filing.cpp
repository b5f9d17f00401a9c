#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_filing[] = {
    {"filing.exists", "这个期间的这种报送件已经有了。要改请办理更正件。"},
};

}  // namespace

std::span<const Wording> filing_wording() {
  return k_filing;
}

}  // namespace anze::plugin
