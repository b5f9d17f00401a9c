// The shape of rulebook.md as JSON Schema, for editors and for hosts that check before they send; the members
// of a clause are told by its kind. The reader
// does not depend on it: what a schema cannot say (do the items add up, is there such a field) is most of the
// matter. A test validates every good document of the tree against it.
#include "scoring/clauses/kind.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

namespace {

constexpr std::string_view k_before_kinds = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:anze:rulebook:1",
  "title": "考核办法 / Rulebook",
  "type": "object",
  "required": ["rulebook", "title", "document_no", "authority", "effective_from", "assesses", "archetypes", "base", "items", "grades"],
  "additionalProperties": false,
  "properties": {
    "rulebook": {"title": "编号 / Id", "$ref": "#/definitions/id"},
    "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
    "document_no": {"title": "文号 / Document number", "$ref": "#/definitions/text"},
    "authority": {"title": "制定机关 / Issuing authority", "$ref": "#/definitions/text"},
    "version": {"title": "版本 / Version", "type": "integer", "minimum": 1},
    "effective_from": {"title": "生效日 / Effective from", "$ref": "#/definitions/date"},
    "effective_to": {"title": "失效日 / Effective to", "anyOf": [{"$ref": "#/definitions/date"}, {"type": "null"}]},
    "assesses": {"title": "考核周期 / Period assessed", "$ref": "#/definitions/period"},
    "archetypes": {"title": "考核对象（岗位类别） / Who is assessed", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}},
    "base": {"title": "基本分 / Base points", "$ref": "#/definitions/points"},
    "ranking": {
      "title": "排名 / Ranking", "type": "object", "additionalProperties": false, "required": ["document"],
      "properties": {"document": {"title": "授权排名的文件 / Document that authorises ranking", "$ref": "#/definitions/text"}}
    },
    "policies": {"title": "规则选项 / Policies", "$ref": "#/definitions/policies"},
    "quarters": {"title": "季度结果计入全年 / Quarters taken in", "$ref": "#/definitions/quarters"},
    "groups": {"title": "考核项组 / Groups, outer ones first", "type": "array", "items": {"$ref": "#/definitions/group"}},
    "items": {"title": "考核项 / Items", "type": "array", "items": {"$ref": "#/definitions/item"}},
    "vetoes": {"title": "一票否决条款 / Veto clauses", "type": "array", "items": {"$ref": "#/definitions/veto"}},
    "grades": {"title": "等次 / Grades, from the best", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/grade"}},
    "tests": {"title": "自带检验 / Embedded tests", "type": "array", "items": {"$ref": "#/definitions/test"}}
  },
  "definitions": {
    "id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "letters, digits and _.:-"},
    "text": {"type": "string", "minLength": 1},
    "points": {"type": "string", "minLength": 1, "maxLength": 24, "description": "\"87.25\": at most four decimals"},
    "date": {"type": "string", "minLength": 10, "maxLength": 10, "description": "\"2025-03-12\""},
    "period": {"description": "month 月, quarter 季度, half 半年, year 年", "enum": ["month", "quarter", "half", "year"]},
    "evidence": {"description": "not_asked 不要求佐证, flagged 计入并注明, unfavourable 有利的不计、不利的照计", "enum": ["not_asked", "flagged", "unfavourable"]},
    "basis": {"title": "依据 / Legal basis", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}},
    "policies": {
      "title": "规则选项 / Policies", "type": "object", "additionalProperties": false,
      "properties": {
        "rounding": {"title": "修约间隔 / Rounding step", "$ref": "#/definitions/points"},
        "grade_from": {"title": "定等依据 / Grade from", "description": "rounded 修约后, exact 修约前", "enum": ["rounded", "exact"]},
        "not_applicable": {"title": "不适用条款 / Not applicable", "description": "full_points 不扣分, renormalise 折算", "enum": ["full_points", "renormalise"]},
        "missing_judgement": {"title": "缺评定 / Not judged", "description": "neutral 不计, unfavourable 从严, favourable 从宽", "enum": ["neutral", "unfavourable", "favourable"]},
        "missing_evidence": {"title": "缺佐证材料 / No evidence attached", "$ref": "#/definitions/evidence"},
        "total": {"title": "总分 / Total", "description": "sum 相加, fold 折合为基本分", "enum": ["sum", "fold"]},
        "late_facts": {"title": "补录 / Late facts", "description": "count 计入, ignore 不计", "enum": ["count", "ignore"]},
        "excellent_quota_percent": {"title": "优秀比例上限 / Excellent quota", "type": "integer", "minimum": 0, "maximum": 100},
        "over_quota": {"title": "超过优秀比例 / Over the quota", "description": "note 提示, document 须有批准文件, refuse 不得封存", "enum": ["note", "document", "refuse"]},
        "transfer": {"title": "调任转任 / Transfer", "description": "by_days 按任职天数, current 由现任岗位考核", "enum": ["by_days", "current"]},
        "seconded": {"title": "挂职援派 / Secondment", "description": "by_days 按任职天数, half_period 满半期在挂职单位考核", "enum": ["by_days", "half_period"]},
        "leave_over_percent": {"title": "病事假超过此比例不定等次 / Sick and private leave beyond it: no grade", "type": "integer", "minimum": 0, "maximum": 100},
        "part_term": {"title": "任职不满一期的，缺的怎么扣 / Of who held the post for a part of a duty's time", "description": "whole 全额, by_days 按任职天数折算, half 任职过半的全额、不足半期的不计", "enum": ["whole", "by_days", "half"]},
        "least_days": {"title": "任职不满此天数不定等次 / Fewer days in office: no grade", "type": "integer", "minimum": 0, "maximum": 366}
      }
    },
    "quarters": {
      "title": "季度结果计入全年 / The year's quarters", "type": "object", "additionalProperties": false,
      "required": ["basis", "policy"],
      "properties": {
        "basis": {"title": "依据 / Legal basis", "$ref": "#/definitions/basis"},
        "policy": {"title": "计入方式 / How they count", "description": "mean 平均, ledger 滚动记分, independent 单独考核", "enum": ["mean", "ledger", "independent"]},
        "points": {"title": "分值 / Points of the base", "$ref": "#/definitions/points"},
        "weights": {"title": "各季度权重（%） / Percent of each quarter", "type": "array", "minItems": 4, "maxItems": 4, "items": {"$ref": "#/definitions/points"}},
        "weigh": {"title": "平均方式 / Weighed", "description": "alike 按季度, days 按任职天数", "enum": ["alike", "days"]},
        "take": {"title": "取用的分数 / Score taken", "description": "published 公布的得分, exact 未修约的得分", "enum": ["published", "exact"]},
        "unsealed": {"title": "季度未封存 / A quarter not sealed", "description": "refuse 不计分, provisional 暂按现有计分", "enum": ["refuse", "provisional"]},
        "least": {"title": "至少参加的季度 / Fewer: no grade", "type": "integer", "minimum": 1, "maximum": 4}
      }
    },
    "item": {
      "title": "考核项 / Item", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "points", "clauses"],
      "properties": {
        "id": {"title": "编号 / Id", "$ref": "#/definitions/id"},
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "basis": {"title": "依据 / Legal basis", "$ref": "#/definitions/basis"},
        "points": {"title": "分值 / Points", "$ref": "#/definitions/points"},
        "start": {"title": "起始 / Start", "description": "full 满分扣起, zero 零分加起", "enum": ["full", "zero"]},
        "bonus": {"title": "加分项 / Outside the base", "type": "boolean"},
        "uncapped": {"title": "不封顶 / Without an upper end", "type": "boolean"},
        "below_zero": {"title": "可为负 / May also take", "type": "boolean"},
        "fold_to": {"title": "折合 / Folded to", "$ref": "#/definitions/points"},
        "group": {"title": "所属组 / Group", "$ref": "#/definitions/id"},
        "clauses": {"title": "评分条款 / Clauses", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/clause"}}
      }
    },
    "group": {
      "title": "考核项组 / Group of items", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "points"],
      "properties": {
        "id": {"title": "编号 / Id", "$ref": "#/definitions/id"},
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "basis": {"title": "依据 / Legal basis", "$ref": "#/definitions/basis"},
        "points": {"title": "分值 / Points", "$ref": "#/definitions/points"},
        "fold_to": {"title": "折合 / Folded to", "$ref": "#/definitions/points"},
        "parent": {"title": "上级组 / Outer group", "$ref": "#/definitions/id"},
        "bonus": {"title": "加分 / Outside the base", "type": "boolean"}
      }
    },
    "comparison": {
      "title": "条件 / Comparison", "type": "object", "additionalProperties": false, "required": ["field", "op"],
      "properties": {
        "field": {"title": "字段 / Field", "$ref": "#/definitions/text"},
        "op": {"title": "比较 / Operator", "description": "eq 等于, ne 不等于, lt 小于, le 不大于, gt 大于, ge 不小于, in 属于, not_in 不属于, present 已填, missing 未填", "enum": ["eq", "ne", "lt", "le", "gt", "ge", "in", "not_in", "present", "missing"]},
        "value": {"title": "值 / Value", "type": ["string", "integer", "boolean", "array", "null"]}
      }
    },
    "select": {
      "title": "选取 / Selector", "type": "object", "additionalProperties": false, "required": ["ledger"],
      "properties": {
        "ledger": {"title": "台账 / Ledger", "$ref": "#/definitions/id"},
        "where": {"title": "条件 / Conditions, all must hold", "type": "array", "items": {"$ref": "#/definitions/comparison"}}
      }
    },
)json"
                                            R"json(    "band": {
      "title": "分档 / Band", "type": "object", "additionalProperties": false, "required": ["title", "from", "points"],
      "properties": {
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "from": {"title": "含 / From, included", "type": "integer"},
        "below": {"title": "不含 / Below, excluded", "type": ["integer", "null"]},
        "points": {"title": "分值 / Points", "$ref": "#/definitions/points"}
      }
    },
    "grade": {
      "title": "等次 / Grade", "type": "object", "additionalProperties": false, "required": ["title", "from"],
      "properties": {
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "from": {"title": "含 / From, included", "$ref": "#/definitions/points"},
        "below": {"title": "不含 / Below, excluded", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]}
      }
    },
    "clause": {
      "title": "评分条款 / Clause", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "kind"],
      "properties": {
        "id": {"title": "编号 / Id", "$ref": "#/definitions/id"},
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "basis": {"title": "依据 / Legal basis", "$ref": "#/definitions/basis"},
)json";
constexpr std::string_view k_before_members =
    R"json(        "effect": {"title": "扣分或加分 / Effect", "description": "deduct 扣分, award 加分", "enum": ["deduct", "award"]},
        "archetypes": {"title": "适用岗位类别 / For whom", "type": "array", "items": {"$ref": "#/definitions/id"}},
        "scope": {"title": "范围 / Scope", "description": "own 本岗位所为, named 记录所涉本人, unit 本单位及下属, portfolio 分管范围", "enum": ["own", "named", "unit", "portfolio"]},
        "counts_for": {"title": "归属 / Counts for", "description": "post 岗位, term 当日任职者", "enum": ["post", "term"]},
        "evidence": {"title": "缺佐证材料 / No evidence attached", "$ref": "#/definitions/evidence"},
        "highest_of": {"title": "就高不就低组 / One fact counts under the dearest of", "$ref": "#/definitions/id"},
        "select": {"title": "选取 / What is counted", "$ref": "#/definitions/select"},
        "cap": {"title": "封顶 / Cap", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]},
        "by": {"title": "计入期间按 / Which day decides the period", "description": "occurred 发生日, due 到期日, known 登记日, field 指定的日期字段, overdue 期末仍逾期未办", "enum": ["occurred", "due", "known", "field", "overdue"]},
        "by_field": {"title": "计入期间的日期字段 / Date field that decides the period", "$ref": "#/definitions/text"},
        "moved_to": {"title": "延期至字段 / Field of the day it was put off to", "$ref": "#/definitions/text"},
        "roll": {"title": "到期日遇休息日 / A due day on a day off", "description": "none 不顺延, next_workday 顺延至下一工作日", "enum": ["none", "next_workday"]},
        "within": {"title": "累计期间 / Amounts, caps and keys run on within", "description": "period 本期, half 本半年, year 本年, twelve_months 截至期末十二个月", "enum": ["period", "half", "year", "twelve_months"]},
        "begins_on": {"title": "起于上月几日 / Its months begin on that day of the month before", "type": "integer", "minimum": 1, "maximum": 28},
)json";
constexpr std::string_view k_after_members = R"json(
      },
      "allOf": [
)json";
constexpr std::string_view k_after_kinds = R"json(      ]
    },
    "test": {
      "title": "检验 / Test", "type": "object", "additionalProperties": false, "required": ["title", "expect"],
      "properties": {
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "archetype": {"title": "岗位类别 / Archetype", "$ref": "#/definitions/id"},
        "unit": {"title": "单位 / Unit", "$ref": "#/definitions/id"},
        "post": {"title": "岗位 / Post", "$ref": "#/definitions/id"},
        "unit_kind": {"title": "单位类别 / Kind of the unit", "$ref": "#/definitions/id"},
        "period": {"title": "期间 / Period", "$ref": "#/definitions/text"},
        "as_of": {"title": "截至 / As of", "$ref": "#/definitions/date"},
        "days_off": {"title": "假日 / Days off: weekdays not worked; given, the test knows a calendar", "type": "array", "items": {"$ref": "#/definitions/date"}},
        "quarters": {"title": "各季度得分 / Scores of the quarters, null for none", "type": "array", "maxItems": 4, "items": {"anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]}},
        "facts": {
          "title": "记录 / Facts", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["ledger", "on"],
                    "properties": {"ledger": {"title": "台账 / Ledger", "$ref": "#/definitions/id"},
                                   "id": {"title": "编号，供责任认定等引用 / Id, for others to refer to", "$ref": "#/definitions/id"},
                                   "on": {"title": "发生日 / Occurred on", "$ref": "#/definitions/date"}, "known": {"title": "登记日 / First recorded on", "$ref": "#/definitions/date"},
                                   "count": {"title": "条数 / So many of it", "type": "integer", "minimum": 1, "maximum": 20000}, "state": {"title": "状态 / State", "$ref": "#/definitions/text"},
                                   "sector": {"title": "行业领域 / Sector", "$ref": "#/definitions/id"}, "fields": {"title": "字段值 / Values of the fields", "type": "object"}}}
        },
        "results": {
          "title": "已封存的考核结果 / Sealed results", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["period", "points", "sealed"],
                    "properties": {"period": {"title": "考核期 / Period", "$ref": "#/definitions/text"}, "points": {"title": "得分 / Points", "$ref": "#/definitions/points"},
                                   "sealed": {"title": "封存日 / Sealed on", "$ref": "#/definitions/date"}}}
        },
        "judgements": {
          "title": "评定 / Judgements", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["clause", "value"],
                    "properties": {"clause": {"title": "条款 / Clause", "$ref": "#/definitions/id"}, "value": {"title": "分值 / Points", "$ref": "#/definitions/points"}}}
        },
        "expect": {
          "title": "应得 / Expected", "type": "object", "additionalProperties": false,
          "properties": {"lines": {"title": "各条款得扣分 / Points by clause", "type": "object", "additionalProperties": {"type": "string"}},
                         "gates": {"title": "门槛是否触发 / Gates: whether they are shut", "type": "object", "additionalProperties": {"type": "boolean"}},
                         "vetoes": {"title": "否决、黄牌是否提出，起止日 / Vetoes: whether there is one, and its days", "type": "object",
                                    "additionalProperties": {"anyOf": [{"type": "boolean"},
                                      {"type": "object", "additionalProperties": false,
                                       "properties": {"from": {"title": "起 / From", "$ref": "#/definitions/date"}, "until": {"title": "止 / Until", "$ref": "#/definitions/date"}}}]}},
                         "total": {"title": "总分 / Total", "type": "string"}, "grade": {"title": "等次 / Grade", "$ref": "#/definitions/text"}}
        }
      }
    },
    "figure": {
      "title": "数或者台账中的控制数 / A number, or one on record", "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "object", "additionalProperties": false, "required": ["select", "field"],
         "properties": {"select": {"title": "选取 / Which record of the unit", "$ref": "#/definitions/select"}, "field": {"title": "字段 / Field", "$ref": "#/definitions/text"}}}]
    },
    "veto": {
      "title": "一票否决条款 / Veto clause", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "authority", "on", "until"],
      "anyOf": [{"required": ["select"]}, {"required": ["finding"]}, {"required": ["result"]}],
      "properties": {
        "id": {"title": "编号 / Id", "$ref": "#/definitions/id"},
        "title": {"title": "名称 / Title", "$ref": "#/definitions/text"},
        "basis": {"title": "依据 / Legal basis", "$ref": "#/definitions/basis"},
        "authority": {"title": "清单公布机关 / Who published the list", "$ref": "#/definitions/text"},
        "yellow_card": {"title": "黄牌 / Yellow card", "type": "boolean"},
        "select": {"title": "选取 / What is counted", "$ref": "#/definitions/select"},
        "short_window": {"title": "伤亡变化期为7日的 / Toll settles in 7 days", "$ref": "#/definitions/select"},
        "count": {"title": "起数 / Count", "type": "integer", "minimum": 1},
        "total": {
          "title": "合计 / Total", "type": "object", "additionalProperties": false, "oneOf": [{"required": ["from"]}, {"required": ["over"]}],
          "properties": {"sum": {"title": "合计字段；不写为起数 / Field added up; without it facts are counted", "$ref": "#/definitions/text"},
                         "from": {"title": "达到 / From", "$ref": "#/definitions/figure"},
                         "over": {"title": "超过 / More than", "$ref": "#/definitions/figure"}}
        },
        "window": {"title": "期间 / Window", "$ref": "#/definitions/period"},
        "on": {"title": "对象 / On whom", "description": "unit 单位, official 个人", "enum": ["unit", "official"]},
        "reach": {"title": "按属地、按分管或本单位 / Hit by area, by portfolio or the unit itself", "description": "area 属地, portfolio 分管, unit 事故所属单位本身, unit_and_above 本单位及其上级单位", "enum": ["area", "portfolio", "unit", "unit_and_above"]},
        "areas": {"title": "所在地字段（发生地、车籍地） / Fields that say where it lies", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}},
        "leaders": {"title": "所涉单位的负责人（岗位类别） / Holders of these posts of the units hit", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}},
        "result": {
          "title": "考核结果 / Result", "type": "object", "additionalProperties": false,
          "oneOf": [{"required": ["below"]}, {"required": ["at_most"]}, {"required": ["last"]}],
          "properties": {"below": {"title": "低于 / Below", "$ref": "#/definitions/points"},
                         "at_most": {"title": "不高于 / At most", "$ref": "#/definitions/points"},
                         "last": {"title": "末位人数 / Among the last so many", "type": "integer", "minimum": 1, "maximum": 1000},
                         "in_a_row": {"title": "连续期数 / Periods running", "type": "integer", "minimum": 1, "maximum": 10}}
        },
        "unit_kinds": {"title": "单位类别 / Kinds of units", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}},
        "finding": {
          "title": "责任认定 / Finding", "type": "object", "additionalProperties": false, "required": ["select"],
          "properties": {"select": {"title": "选取 / What is counted", "$ref": "#/definitions/select"}, "link": {"title": "事故字段 / Field that names the accident", "$ref": "#/definitions/text"},
                         "effective": {"title": "生效日字段 / Field that says when it takes effect", "$ref": "#/definitions/text"}}
        },
        "starts": {"title": "起始日 / Begins", "description": "complete 条件具备之日, event 事故发生之日, effective 责任认定生效之日", "enum": ["complete", "event", "effective"]},
        "until": {
          "title": "截止 / Until",
          "anyOf": [{"const": "assessment_year"},
                    {"type": "object", "additionalProperties": false, "required": ["months"],
                     "properties": {"months": {"title": "月数 / Months", "type": "integer", "minimum": 1, "maximum": 600},
                                    "from": {"title": "起算 / Counted from", "description": "trigger 条件具备之日, decision 双方认定之日", "enum": ["trigger", "decision"]}}}]
        },
        "instead": {"title": "可改为扣分的条款 / Clause by which points may be taken instead", "$ref": "#/definitions/id"},
        "forced_grade": {"title": "强制等次 / Forced grade", "$ref": "#/definitions/text"},
        "effects": {"title": "影响 / Effects", "type": "array",
                    "items": {"description": "no_excellent 不得评优, no_honours 不得评先, no_promotion 不得晋升, pay 薪酬待遇, bonus 奖金, deposit 保证金, talk 约谈, demotion 降职, removal 免职", "enum": ["no_excellent", "no_honours", "no_promotion", "pay", "bonus", "deposit", "talk", "demotion", "removal"]}}
      }
    }
  }
}
)json";

// The words of the kinds, and what they mean.
std::string kind_member() {
  std::string described;
  std::string words;
  for (const Kind* kind : all_kinds()) {
    described += (described.empty() ? "" : ", ") + std::string(kind->word) + " " + std::string(kind->chinese);
    words += (words.empty() ? "\"" : ", \"") + std::string(kind->word) + "\"";
  }
  return "        \"kind\": {\"title\": \"类别 / Kind\", \"description\": \"" + described + "\",\n" +
         "                 \"enum\": [" + words + "]},\n";
}

std::string members() {
  std::string text;
  for (const Kind* kind : all_kinds()) {
    if (kind->members.empty()) continue;
    text += (text.empty() ? "        " : ",\n        ") + std::string(kind->members);
  }
  return text;
}

// What each kind cannot do without; gates, which move no points, stand last.
std::string needs() {
  std::string text;
  for (const bool gates : {false, true})
    for (const Kind* kind : all_kinds()) {
      if ((kind->word == "gate") != gates) continue;
      text += (text.empty() ? "" : ",\n") +
              ("        {\"if\": {\"properties\": {\"kind\": {\"const\": \"" + std::string(kind->word)) +
              "\"}}}, \"then\": " + std::string(kind->needs) + "}";
    }
  return text + "\n";
}

std::string joined() {
  std::string text(k_before_kinds);
  text += kind_member();
  text += k_before_members;
  text += members();
  text += k_after_members;
  text += needs();
  text += k_after_kinds;
  return text;
}

}  // namespace

std::string_view rulebook_schema() {
  static const std::string& schema = *new std::string(joined());  // never freed: it is shown till the end
  return schema;
}

}  // namespace anze
