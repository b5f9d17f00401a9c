#include "plugin/workbooks/headings/headings.h"

#include <algorithm>

#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

constexpr std::string_view k_fen = "fen";

void remove_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.erase(at, what.size());
}

bool is_title(const Ledger& ledger, std::string_view heading) {
  const std::string key = heading_key(heading);
  return std::any_of(ledger.fields.begin(), ledger.fields.end(),
                     [&](const Field& field) { return heading_key(field.title) == key; });
}

}  // namespace

std::string heading_key(std::string_view heading) {
  std::string key = lower_case(squeezed(heading));
  for (const std::string_view mark : {"*", "★", "※", ":"}) remove_all(key, mark);
  return key;
}

std::span<const SharedColumn> shared_columns() {
  static const auto& columns = *new std::vector<SharedColumn>{
      {Meaning::k_id, "id", false, {"编号", "记录编号", "台账编号", "唯一编号"}},
      {Meaning::k_occurred, "occurred_on", true, {"发生日期", "记录日期", "日期",     "时间",
                                                  "发生时间", "登记日期", "登记时间", "检查日期",
                                                  "检查时间", "发现日期", "发现时间", "会议日期",
                                                  "会议时间", "培训日期", "培训时间", "演练日期",
                                                  "演练时间", "活动日期", "活动时间", "开展日期"}},
      {Meaning::k_unit,
       "unit",
       true,
       {"填报单位", "记录单位", "单位", "单位名称", "所属单位", "报送单位", "台账单位"}},
      {Meaning::k_area, "area", false, {"属地", "记录属地", "所在属地", "所属区域", "辖区", "区域"}},
      {Meaning::k_sector, "sector", false, {"行业领域", "记录行业", "行业", "领域", "所属行业"}},
      {Meaning::k_post, "post", false, {"履职岗位", "记录岗位", "岗位", "职务", "履职职务"}},
      {Meaning::k_official, "official", false, {"涉及干部", "记录干部", "干部", "干部姓名", "责任干部"}},
      {Meaning::k_state, "state", false, {"状态", "记录状态", "办理状态", "当前状态", "整改状态", "进展"}},
      {Meaning::k_attachments, "attachments", false, {"附件", "记录附件"}},
      {Meaning::k_remark, "remark", false, {"备注", "记录备注", "附注"}},
  };  // never freed: nothing of ours runs when the process ends
  return columns;
}

const SharedColumn& shared_column(Meaning meaning) {
  return *std::find_if(shared_columns().begin(), shared_columns().end(),
                       [&](const SharedColumn& shared) { return shared.meaning == meaning; });
}

std::string heading_of(const SharedColumn& shared, const Ledger& ledger) {
  for (const char* heading : shared.headings)
    if (!is_title(ledger, heading)) return heading;
  return shared.member;
}

std::string heading_of(const Field& field) {
  if (field.unit == k_fen) return field.title + "（元）";
  return field.unit.empty() ? field.title : field.title + "（" + field.unit + "）";
}

}  // namespace anze::sheets
