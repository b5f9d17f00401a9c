#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_filing[] = {
    {"filing.addressee", "“%”报送几个单位，请写明报哪一个；写明的单位要在报送规则中。"},
    {"filing.changed", "报送件“%”已由“%”重新编制：原来写的是“%”，现在是“%”。请保留他人所写，再重新编制。"},
    {"filing.classified",
     "“%”带有密级标志“%”，不能经本平台报送。请按保密规定移出，走机要渠道；其余内容另行编制。"},
    {"filing.countersigned", "报送件“%”已由“%”会签，可以签发。重新编制后会签作废，须另行会签。"},
    {"filing.differs", "同一期间已签发的“%”数字不同：“%”。请先为它编制更正件，再编制本件。"},
    {"filing.document", "保存的文件与封存时不一致。请停止使用，并运行审计校验。"},
    {"filing.exists", "报送件“%”已经签发。要改请办理更正件。"},
    {"filing.kind", "没有规则要求报送“%”。请在报送情况中查看要报的种类。"},
    {"filing.replaced", "报送件“%”已由“%”重新编制。请看过新稿再签发。"},
    {"filing.stale", "报送件“%”与现在的记录不一致，例如“%”。请重新编制（编号、文号不变），看过再签发。"},
    {"filing.unknown", "没有报送件“%”。请在报送情况中查编号。"},
    {"filing.unsigned", "这份报送件还没有签发，没有送出。请先签发；草稿要改，直接重新编制，文号不变。"},
    {"receipt.none", "没有等待复核的回执。请在报送件详情中查看；回执先由登记人录入。"},
    {"receipt.reason", "不予确认的，请写明与扫描件不符之处。"},
    {"receipt.scan", "回执须附扫描件，复核的须是登记时的那一份。请写明扫描件的文件名、摘要（SM3）和大小。"},
};

}  // namespace

std::span<const Wording> filing_wording() {
  return k_filing;
}

}  // namespace anze::plugin
