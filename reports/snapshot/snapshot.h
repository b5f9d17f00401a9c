// Snapshot (封存数据): everything one filing is made from, and nothing else. The plugin fills it from sealed
// facts, scorecards and vetoes, seals the bytes of to_json (snapshot_json.h), and renders from those same
// bytes now and years later. Plain values: no pointers, no clock, texts in UTF-8.
//
// The unfiltered snapshot holds names; what one addressee may see is view_for (view.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/snapshot/accident.h"
#include "reports/snapshot/assessed.h"
#include "reports/snapshot/figure.h"
#include "reports/snapshot/liability.h"
#include "scoring/days/date.h"
#include "scoring/days/period.h"

namespace anze::reports {

enum class FilingKind {
  k_quarterly_discipline,    // 季度报送纪检委
  k_quarterly_organisation,  // 季度报送组织部
  k_yearly_congress,         // 年度报告人大
  k_yearly_cppcc,            // 年度通报政协
};

struct Jurisdiction {
  std::string code;           // 行政区划代码
  std::string name;           // 铁东区
  std::string issuer;         // 发文机关: 铁东区安全生产委员会办公室
  std::string government;     // 铁东区人民政府: issues the report to the congress
  std::string number_prefix;  // 发文机关代字: 四东安委办函
  friend bool operator==(const Jurisdiction&, const Jurisdiction&) = default;
};

struct Addressee {
  std::string id;
  std::string name;  // 主送机关
  friend bool operator==(const Addressee&, const Addressee&) = default;
};

// Amendment (更正, 补报, 撤回重报): the version this one takes the place of, and why.
struct Amendment {
  std::int64_t version = 1;
  std::string document_number;
  std::string manner;  // 更正 / 补报 / 撤回重报
  std::string reason;
  friend bool operator==(const Amendment&, const Amendment&) = default;
};

struct Filing {
  std::string id;
  FilingKind kind = FilingKind::k_quarterly_discipline;
  Addressee addressee;
  Period period;
  std::int64_t version = 1;
  std::optional<Amendment> supersedes;
  Date issued;                         // 成文日期
  std::string document_number;         // 发文字号: 四东安委办函〔2025〕12号
  std::vector<std::string> copies_to;  // 抄送
  friend bool operator==(const Filing&, const Filing&) = default;
};

struct CitedRulebook {
  std::string id;
  std::string title;            // 考核办法
  std::string document_number;  // 印发文号
  std::string version;
  std::string digest;  // SM3, hex
  friend bool operator==(const CitedRulebook&, const CitedRulebook&) = default;
};

// ChainHead (审计链头): where the audit chain stood at sealing; printed, so that the addressee holds an
// anchor.
struct ChainHead {
  std::int64_t seq = 0;
  std::string hash;  // SM3, hex
  friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

// OwedMatter (尚未完成事项): what was due and is not done. Names posts and units, never persons.
struct OwedMatter {
  std::string who;   // 责任岗位或单位
  std::string what;  // 事项
  std::optional<Date> due;
  friend bool operator==(const OwedMatter&, const OwedMatter&) = default;
};

// Slot (栏目): the part of a report an officer's own words belong to.
enum class Slot { k_work, k_problem, k_plan, k_answer, k_note };  // 工作做法 问题 打算 审议意见办理 说明

// Passage (文字材料): written by an officer. Only what is marked `open` goes to the congress and the CPPCC.
struct Passage {
  Slot slot = Slot::k_note;
  std::string heading;  // may be empty
  std::string text;     // a line break starts a new paragraph
  bool open = false;    // 可公开
  friend bool operator==(const Passage&, const Passage&) = default;
};

// Narrative (段落): words around figures. A piece's figure is printed after its text; "" for none.
struct TextPiece {
  std::string text;
  std::string figure;
  friend bool operator==(const TextPiece&, const TextPiece&) = default;
};
struct Telling {
  std::vector<TextPiece> pieces;
  friend bool operator==(const Telling&, const Telling&) = default;
};
struct Narrative {
  std::string heading;  // narratives of one heading stand together
  std::string lead;     // 非煤矿山方面。
  std::vector<Telling> sentences;
  friend bool operator==(const Narrative&, const Narrative&) = default;
};

struct Snapshot {
  Jurisdiction jurisdiction;
  Filing filing;
  CitedRulebook rulebook;
  ChainHead chain;
  std::vector<Figure> figures;  // in the order in which sentences and tables tell them
  std::vector<Relation> relations;
  std::vector<Discrepancy> discrepancies;
  std::vector<AccidentRow> accidents;
  std::vector<ReportingFault> reporting_faults;
  std::vector<UnitResult> units;
  std::vector<OfficialResult> officials;
  std::vector<Group> grade_groups;  // of public reports: made by view_for where the officials are told
  std::vector<Veto> vetoes;
  std::vector<OwedMatter> owed;
  std::vector<Passage> passages;
  std::vector<Narrative> narratives;
  // Added later. Empty optionals: not asked for when the snapshot was sealed, so that nothing is said of it;
  // an empty list: asked for, and there are none.
  std::optional<std::vector<Liability>> liabilities;
  std::optional<std::vector<Trigger>> triggers;
  std::vector<std::string> people;  // names of all whom the organisation knows; only to strike them (view.h)
  std::vector<std::string> rule_changes;  // 本期规则修改: what two persons changed about its rules, and why
  std::vector<std::string> countersigned;  // 会签: who stood by from outside where somebody assessed signs
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// The four indices (四项指标) every report opens with; the plugin gives figures of these ids.
inline constexpr const char* k_accident_count = "accident.count";  // 起
inline constexpr const char* k_accident_dead = "accident.dead";    // 人
inline constexpr const char* k_accident_injured = "accident.injured";
inline constexpr const char* k_accident_loss = "accident.loss";  // 元

inline const Figure* find_figure(const Snapshot& snapshot, const std::string& id) {
  for (const Figure& figure : snapshot.figures)
    if (figure.id == id) return &figure;
  return nullptr;
}

// Public reports: 监督法 (2024) art. 17 has the congress publish the report, so it holds no personal data.
inline bool is_public(FilingKind kind) {
  return kind == FilingKind::k_yearly_congress || kind == FilingKind::k_yearly_cppcc;
}

}  // namespace anze::reports
