#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_requests[] = {
    {"json.length", "这一项太短、太长，或者是空的。请按提示的长度填写。"},
    {"json.missing", "缺少“%”。请补上这一项。"},
    {"json.range", "这个数超出允许的范围。请按提示的范围填写。"},
    {"json.too_many", "列出的太多。请分几次办理。"},
    {"json.type", "这一项的写法不对（文字要加引号，数字不加引号）。请按提示改正。"},
    {"json.unknown_field", "没有“%”这一项。请核对写法。"},
    {"json.word", "“%”不在可填的词中。请按提示选用。"},
};

}  // namespace

std::span<const Wording> request_wording() {
  return k_requests;
}

}  // namespace anze::plugin
