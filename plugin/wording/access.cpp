#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_access[] = {
    {"actor.own_case", "这件事涉及办理人本人，本人不能办理。请由其他有权限的人办理。"},
    {"actor.unknown", "平台的人员名录里没有“%”。请核对登录账号，或请平台管理员加入名录。"},
};

}  // namespace

std::span<const Wording> access_wording() {
  return k_access;
}

}  // namespace anze::plugin
