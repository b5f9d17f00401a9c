#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_rules[] = {
    {"ledger.role", "“%”不能作为这里的办理角色。请改用填报、核实、复核、签发；登记和更正还可用考核、纪检。"},
    {"rulebook.conflict", "同一期间已有另一部考核办法生效。请调整生效日期。"},
};

}  // namespace

std::span<const Wording> rule_wording() {
  return k_rules;
}

}  // namespace anze::plugin
