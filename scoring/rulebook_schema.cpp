// The shape of rulebook.md as JSON Schema, for editors and for hosts that check before they send. The reader
// does not depend on it: what a schema cannot say (do the items add up, is there such a field) is most of the
// matter. A test validates every good document of the tree against it.
#include "scoring/rulebook.h"

namespace anze {

std::string_view rulebook_schema() {
  return R"json({
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
    "policies": {"$ref": "#/definitions/policies"},
    "groups": {"title": "考核项组 / Groups, outer ones first", "type": "array", "items": {"$ref": "#/definitions/group"}},
    "items": {"title": "考核项 / Items", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/item"}},
    "vetoes": {"title": "一票否决条款 / Veto clauses", "type": "array", "items": {"$ref": "#/definitions/veto"}},
    "grades": {"title": "等次 / Grades, from the best", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/grade"}},
    "tests": {"title": "自带检验 / Embedded tests", "type": "array", "items": {"$ref": "#/definitions/test"}}
  },
  "definitions": {
    "id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "letters, digits and _.:-"},
    "text": {"type": "string", "minLength": 1},
    "points": {"type": "string", "minLength": 1, "maxLength": 24, "description": "\"87.25\": at most four decimals"},
    "date": {"type": "string", "minLength": 10, "maxLength": 10, "description": "\"2025-03-12\""},
    "period": {"enum": ["month", "quarter", "half", "year"]},
    "basis": {"title": "依据 / Legal basis", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}},
    "policies": {
      "title": "规则选项 / Policies", "type": "object", "additionalProperties": false,
      "properties": {
        "rounding": {"title": "修约间隔 / Rounding step", "$ref": "#/definitions/points"},
        "grade_from": {"title": "定等依据 / Grade from", "enum": ["rounded", "exact"]},
        "not_applicable": {"title": "不适用条款 / Not applicable", "enum": ["full_points", "renormalise"]},
        "missing_judgement": {"title": "缺评定 / Not judged", "enum": ["neutral", "unfavourable", "favourable"]},
        "total": {"title": "总分 / Total", "enum": ["sum", "fold"]},
        "late_facts": {"title": "补录 / Late facts", "enum": ["count", "ignore"]},
        "excellent_quota_percent": {"title": "优秀比例上限 / Excellent quota", "type": "integer", "minimum": 0, "maximum": 100}
      }
    },
    "item": {
      "title": "考核项 / Item", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "points", "clauses"],
      "properties": {
        "id": {"$ref": "#/definitions/id"},
        "title": {"$ref": "#/definitions/text"},
        "basis": {"$ref": "#/definitions/basis"},
        "points": {"title": "分值 / Points", "$ref": "#/definitions/points"},
        "start": {"title": "起始 / Start", "enum": ["full", "zero"]},
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
        "id": {"$ref": "#/definitions/id"},
        "title": {"$ref": "#/definitions/text"},
        "basis": {"$ref": "#/definitions/basis"},
        "points": {"title": "分值 / Points", "$ref": "#/definitions/points"},
        "fold_to": {"title": "折合 / Folded to", "$ref": "#/definitions/points"},
        "parent": {"title": "上级组 / Outer group", "$ref": "#/definitions/id"},
        "bonus": {"title": "加分 / Outside the base", "type": "boolean"}
      }
    },
    "comparison": {
      "title": "条件 / Comparison", "type": "object", "additionalProperties": false, "required": ["field", "op"],
      "properties": {
        "field": {"$ref": "#/definitions/text"},
        "op": {"enum": ["eq", "ne", "lt", "le", "gt", "ge", "in", "not_in", "present", "missing"]},
        "value": {"type": ["string", "integer", "boolean", "array", "null"]}
      }
    },
    "select": {
      "title": "选取 / Selector", "type": "object", "additionalProperties": false, "required": ["ledger"],
      "properties": {
        "ledger": {"title": "台账 / Ledger", "$ref": "#/definitions/id"},
        "where": {"type": "array", "items": {"$ref": "#/definitions/comparison"}}
      }
    },
)json"
         R"json(    "band": {
      "title": "分档 / Band", "type": "object", "additionalProperties": false, "required": ["title", "from", "points"],
      "properties": {
        "title": {"$ref": "#/definitions/text"},
        "from": {"title": "含 / From, included", "type": "integer"},
        "below": {"title": "不含 / Below, excluded", "type": ["integer", "null"]},
        "points": {"$ref": "#/definitions/points"}
      }
    },
    "grade": {
      "title": "等次 / Grade", "type": "object", "additionalProperties": false, "required": ["title", "from"],
      "properties": {
        "title": {"$ref": "#/definitions/text"},
        "from": {"title": "含 / From, included", "$ref": "#/definitions/points"},
        "below": {"title": "不含 / Below, excluded", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]}
      }
    },
    "clause": {
      "title": "评分条款 / Clause", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "kind"],
      "properties": {
        "id": {"$ref": "#/definitions/id"},
        "title": {"$ref": "#/definitions/text"},
        "basis": {"$ref": "#/definitions/basis"},
        "kind": {"title": "类别 / Kind", "enum": ["shortfall", "per_event", "check", "tiers", "ratio", "lateness", "judged", "gate", "baseline", "accrual"]},
        "effect": {"title": "扣分或加分 / Effect", "enum": ["deduct", "award"]},
        "archetypes": {"title": "适用岗位类别 / For whom", "type": "array", "items": {"$ref": "#/definitions/id"}},
        "scope": {"title": "范围 / Scope", "enum": ["own", "named", "unit", "portfolio"]},
        "counts_for": {"title": "归属 / Counts for", "enum": ["post", "term"]},
        "highest_of": {"title": "就高不就低组 / One fact counts under the dearest of", "$ref": "#/definitions/id"},
        "select": {"$ref": "#/definitions/select"},
        "cap": {"title": "封顶 / Cap", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]},
        "each": {"title": "每 / In each", "$ref": "#/definitions/period"},
        "target": {"title": "应有数量 / Target", "type": "integer", "minimum": 0},
        "targets": {
          "title": "分岗位数量 / Targets by post or unit", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["subject", "count"],
                    "properties": {"subject": {"$ref": "#/definitions/id"}, "count": {"type": "integer", "minimum": 0}}}
        },
        "list": {
          "title": "清单 / Named list", "type": "object", "additionalProperties": false, "required": ["field", "values"],
          "properties": {"field": {"$ref": "#/definitions/text"}, "values": {"type": "array", "items": {"$ref": "#/definitions/text"}}}
        },
        "amount": {"title": "分值 / Points each", "$ref": "#/definitions/points"},
        "amounts": {"title": "依次分值 / Points of the first, the second …", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/points"}},
        "increment": {"title": "其后每次递增 / Added each time after", "$ref": "#/definitions/points"},
        "times": {"title": "乘数字段 / Multiplier field", "$ref": "#/definitions/text"},
        "when": {"title": "何时 / When", "enum": ["present", "absent"]},
        "whole_item": {"title": "全部分值 / The whole item", "type": "boolean"},
        "field": {"title": "分档字段 / Field of the bands", "$ref": "#/definitions/text"},
        "bands": {"title": "分档 / Bands, from the highest", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/band"}},
        "denominator": {"title": "分母 / Denominator", "$ref": "#/definitions/select"},
        "target_percent": {"title": "目标百分比 / Target", "$ref": "#/definitions/points"},
        "mode": {"title": "计法 / Mode", "enum": ["proportional", "per_point", "range", "linear", "pass_fail"]},
        "empty": {"title": "分母为零 / When nothing is to be counted", "enum": ["full", "zero", "not_applicable"]},
        "due": {"title": "到期日字段 / Due date field", "$ref": "#/definitions/text"},
        "done": {"title": "完成日字段 / Done date field", "$ref": "#/definitions/text"},
        "unit": {"title": "计时单位 / Unit", "enum": ["day", "workday", "minute", "hour"]},
        "grace": {"title": "宽限 / Grace", "type": "integer", "minimum": 0},
        "missing": {"title": "逾期未办 / Not done", "$ref": "#/definitions/points"},
        "event_cap": {"title": "单件封顶 / Cap of one event", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]},
        "sum": {"title": "合计字段 / Field summed", "$ref": "#/definitions/text"},
        "quota": {"title": "控制数 / Quota", "type": "integer", "minimum": 0},
        "quotas": {
          "title": "分岗位控制数 / Quotas by post or unit", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["subject", "count"],
                    "properties": {"subject": {"$ref": "#/definitions/id"}, "count": {"type": "integer", "minimum": 0}}}
        },
        "last_year": {"title": "上年同期 / Same period last year", "$ref": "#/definitions/select"},
        "minus": {"title": "每多一个扣 / Taken for each above", "$ref": "#/definitions/points"},
        "plus": {"title": "每少一个加 / Given for each below", "$ref": "#/definitions/points"},
        "minus_cap": {"title": "扣分封顶 / Most taken", "$ref": "#/definitions/points"},
        "plus_cap": {"title": "加分封顶 / Most given", "$ref": "#/definitions/points"},
        "levels": {
          "title": "级别分值 / Points by level", "type": "object", "additionalProperties": false, "required": ["field", "amounts"],
          "properties": {
            "field": {"$ref": "#/definitions/text"},
            "amounts": {"type": "array", "minItems": 1,
                        "items": {"type": "object", "additionalProperties": false, "required": ["value", "amount"],
                                  "properties": {"value": {"$ref": "#/definitions/text"}, "amount": {"$ref": "#/definitions/points"}}}}
          }
        },
        "take": {"title": "累计或就高 / Sum or highest only", "enum": ["sum", "highest"]},
        "key": {"title": "去重字段 / Counted once by", "$ref": "#/definitions/text"},
        "streak": {
          "title": "连续未发生 / Periods without any", "type": "object", "additionalProperties": false, "required": ["each", "count"],
          "properties": {"each": {"$ref": "#/definitions/period"}, "count": {"type": "integer", "minimum": 1, "maximum": 40}}
        },
        "min": {"title": "下限 / Least", "$ref": "#/definitions/points"},
        "max": {"title": "上限 / Most", "$ref": "#/definitions/points"},
        "step": {"title": "步长 / Step", "$ref": "#/definitions/points"},
        "raters": {
          "title": "多人评分 / Several raters", "type": "object", "additionalProperties": false,
          "properties": {"least": {"type": "integer", "minimum": 1, "maximum": 1000}, "trim_from": {"type": "integer", "minimum": 3, "maximum": 1000}}
        },
        "threshold": {"title": "门槛 / Threshold", "type": "integer", "minimum": 1},
        "gate": {"title": "门槛后果 / What a gate replaces", "enum": ["total_zero", "item_zero", "highest_grade", "lower_grade"]},
        "grade": {"title": "最高等次 / Highest grade", "$ref": "#/definitions/text"}
      },
      "allOf": [
        {"if": {"properties": {"kind": {"const": "shortfall"}}}, "then": {"required": ["effect", "scope", "select", "each", "amount"]}},
        {"if": {"properties": {"kind": {"const": "per_event"}}}, "then": {"required": ["effect", "scope", "select"], "anyOf": [{"required": ["amount"]}, {"required": ["amounts"]}]}},
        {"if": {"properties": {"kind": {"const": "check"}}}, "then": {"required": ["effect", "scope", "select", "when"]}},
        {"if": {"properties": {"kind": {"const": "tiers"}}}, "then": {"required": ["effect", "scope", "select", "field", "bands"]}},
        {"if": {"properties": {"kind": {"const": "ratio"}}}, "then": {"required": ["effect", "scope", "select", "denominator", "mode"]}},
        {"if": {"properties": {"kind": {"const": "lateness"}}}, "then": {"required": ["scope", "select", "due", "done", "amount"]}},
        {"if": {"properties": {"kind": {"const": "judged"}}}, "then": {"required": ["effect", "min", "max", "step"]}},
        {"if": {"properties": {"kind": {"const": "baseline"}}}, "then": {"required": ["scope", "select", "mode"]}},
        {"if": {"properties": {"kind": {"const": "accrual"}}}, "then": {"required": ["effect", "scope", "select"]}},
        {"if": {"properties": {"kind": {"const": "gate"}}}, "then": {"required": ["scope", "select", "gate"]}}
      ]
    },
    "test": {
      "title": "检验 / Test", "type": "object", "additionalProperties": false, "required": ["title", "expect"],
      "properties": {
        "title": {"$ref": "#/definitions/text"},
        "archetype": {"title": "岗位类别 / Archetype", "$ref": "#/definitions/id"},
        "unit": {"$ref": "#/definitions/id"},
        "post": {"$ref": "#/definitions/id"},
        "period": {"title": "期间 / Period", "$ref": "#/definitions/text"},
        "as_of": {"$ref": "#/definitions/date"},
        "facts": {
          "title": "记录 / Facts", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["ledger", "on"],
                    "properties": {"ledger": {"$ref": "#/definitions/id"}, "on": {"$ref": "#/definitions/date"},
                                   "count": {"type": "integer", "minimum": 1, "maximum": 20000}, "state": {"$ref": "#/definitions/text"},
                                   "sector": {"$ref": "#/definitions/id"}, "fields": {"type": "object"}}}
        },
        "judgements": {
          "title": "评定 / Judgements", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["clause", "value"],
                    "properties": {"clause": {"$ref": "#/definitions/id"}, "value": {"$ref": "#/definitions/points"}}}
        },
        "expect": {
          "title": "应得 / Expected", "type": "object", "additionalProperties": false,
          "properties": {"lines": {"type": "object", "additionalProperties": {"type": "string"}}, "total": {"type": "string"}, "grade": {"$ref": "#/definitions/text"}}
        }
      }
    },
    "veto": {
      "title": "一票否决条款 / Veto clause", "type": "object", "additionalProperties": false,
      "required": ["id", "title", "basis", "authority", "select", "on", "until"],
      "properties": {
        "id": {"$ref": "#/definitions/id"},
        "title": {"$ref": "#/definitions/text"},
        "basis": {"$ref": "#/definitions/basis"},
        "authority": {"title": "清单公布机关 / Who published the list", "$ref": "#/definitions/text"},
        "yellow_card": {"title": "黄牌 / Yellow card", "type": "boolean"},
        "select": {"$ref": "#/definitions/select"},
        "short_window": {"title": "伤亡变化期为7日的 / Toll settles in 7 days", "$ref": "#/definitions/select"},
        "count": {"title": "起数 / Count", "type": "integer", "minimum": 1},
        "window": {"title": "期间 / Window", "$ref": "#/definitions/period"},
        "on": {"title": "对象 / On whom", "enum": ["unit", "official"]},
        "unit_kinds": {"title": "单位类别 / Kinds of units", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}},
        "finding": {
          "title": "责任认定 / Finding", "type": "object", "additionalProperties": false, "required": ["select", "link"],
          "properties": {"select": {"$ref": "#/definitions/select"}, "link": {"$ref": "#/definitions/text"}}
        },
        "until": {
          "title": "截止 / Until",
          "anyOf": [{"const": "assessment_year"},
                    {"type": "object", "additionalProperties": false, "required": ["months"],
                     "properties": {"months": {"type": "integer", "minimum": 1, "maximum": 600}}}]
        },
        "forced_grade": {"title": "强制等次 / Forced grade", "$ref": "#/definitions/text"},
        "effects": {"title": "影响 / Effects", "type": "array",
                    "items": {"enum": ["no_excellent", "no_honours", "no_promotion", "pay", "talk"]}}
      }
    }
  }
}
)json";
}

}  // namespace anze
