#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_access[] = {
    {"actor.addressee",
     "这份报送件不是报给本单位的，或者尚未签发，或者此事涉及全部报送件。请联系报送单位办理。"},
    {"actor.four_eyes", "这一步须由另一个人办理，同一个人换账号也不行。请交给其他有权限的人。"},
    {"actor.host", "平台不允许此人办理这件事。请联系平台管理员。"},
    {"actor.nameless",
     "人员名录没有写明这个账号是谁，不能确认其不是考核对象。请平台管理员在名录中写明人员编号。"},
    {"actor.own_case",
     "这件事涉及办理人本人，本人不能办理。请由其他有权限的人办理；封存、签发无他人可办的，先由考核对象以外的"
     "会签人"
     "会签。"},
    {"actor.own_sheet", "被考核人只能查看本人的评分表。请用本人的编号查询。"},
    {"actor.place", "单位“%”不在办理人的管辖范围内。请由该单位或其上级单位的填报人、核实人办理。"},
    {"actor.relation",
     "办理人与当事人有上下级、正副职、受托或同单位关系，应当回避。请由没有这种关系的人办理。"},
    {"actor.role", "办理这件事需要相应的角色，此人没有。请由有该角色的人办理，或请安全管理员授予。"},
    {"actor.roles", "名录给此人的角色“%”和“%”不相容，一人不得兼任。请安全管理员把其中一个交给他人。"},
    {"actor.two_bodies", "一票否决由两个机关分别认定，同一个人不能代表两个机关。请由另一机关的其他人认定。"},
    {"actor.unknown", "平台的人员名录里没有“%”。请核对登录账号，或请平台管理员加入名录。"},
    {"identity.answer", "平台人员名录的答复格式不对，不能据以确认身份。请平台管理员检查身份服务。"},
    {"identity.failed", "平台人员名录没有应答，暂时不能确认身份。请稍后重试，仍不行请联系平台管理员。"},
};

}  // namespace

std::span<const Wording> access_wording() {
  return k_access;
}

}  // namespace anze::plugin
