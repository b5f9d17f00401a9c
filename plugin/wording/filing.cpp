#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_filing[] = {
    {"filing.addressee", "“%”报送几个单位，请写明报哪一个；写明的单位要在报送规则中。"},
    {"filing.classified",
     "“%”带有密级标志“%”，不能经本平台报送。请按保密规定移出，走机要渠道；其余内容另行编制。"},
    {"filing.differs", "同一期间已签发的“%”数字不同：“%”。请先为它编制更正件，再编制本件。"},
    {"filing.document", "保存的文件与封存时不一致。请停止使用，并运行审计校验。"},
    {"filing.exists", "报送件“%”已经签发。要改请办理更正件。"},
    {"filing.kind", "没有规则要求报送“%”。请在报送情况中查看要报的种类。"},
    {"filing.replaced", "报送件“%”已由“%”重新编制。请看过新稿再签发。"},
    {"filing.stale", "报送件“%”与现在的记录不一致，例如“%”。请重新编制（编号、文号不变），看过再签发。"},
    {"filing.unknown", "没有报送件“%”。请在报送情况中查编号。"},
    {"filing.unsigned", "这份报送件还没有签发，没有送出。请先签发；草稿要改，直接重新编制，文号不变。"},
};

}  // namespace

std::span<const Wording> filing_wording() {
  return k_filing;
}

}  // namespace anze::plugin
