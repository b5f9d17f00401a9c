// The shape of ledger.md as JSON Schema, for editors and for hosts that check before they send. The reader
// does not depend on it. A test validates every shipped definition against it.
#include "scoring/ledgers/ledger.h"

namespace anze {

std::string_view ledger_schema() {
  return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:anze:ledger:1",
  "title": "台账定义 / Ledger definition",
  "type": "object",
  "required": ["ledger", "title", "basis", "fields"],
  "additionalProperties": false,
  "properties": {
    "ledger": {"title": "编号 / Id", "$ref": "#/definitions/id"},
    "title": {"title": "台账名称 / Title", "$ref": "#/definitions/text"},
    "version": {"title": "版本 / Version", "type": "integer", "minimum": 1},
    "basis": {"$ref": "#/definitions/basis"},
    "fields": {"title": "字段 / Fields, new ones at the end", "type": "array", "items": {"$ref": "#/definitions/field"}},
    "initial": {"title": "初始状态 / State a fact begins in", "$ref": "#/definitions/id"},
    "entry": {"title": "可登记状态 / Other states a fact may begin in", "type": "array", "items": {"$ref": "#/definitions/id"}},
    "history": {"title": "允许导入历史记录 / Facts taken over may come in any state", "type": "boolean"},
    "enter": {"title": "何人可登记 / Roles that enter facts; clerk when absent", "$ref": "#/definitions/ids"},
    "change": {"title": "何人可更正、作废 / Roles that correct and withdraw; those who enter when absent", "$ref": "#/definitions/ids"},
    "other_person": {"title": "更正、作废须由他人办理 / Corrected and withdrawn by another person than who wrote it", "type": "boolean"},
    "personal": {"title": "涉及个人 / Every fact is about a person", "type": "boolean"},
    "states": {"title": "状态 / States", "$ref": "#/definitions/codes"},
    "moves": {"title": "状态变更 / Moves", "type": "array", "items": {"$ref": "#/definitions/move"}},
    "acts": {"title": "办理事项 / Acts that leave the state", "type": "array", "items": {"$ref": "#/definitions/act"}},
    "rules": {"title": "字段间规则 / Rules between fields", "type": "array", "items": {"$ref": "#/definitions/rule"}},
    "measures": {"title": "统计项 / Measures: figures of figures.md over this ledger", "type": "array", "items": {"$ref": "#/definitions/measure"}},
    "credits": {"title": "记入职责 / Duties a fact counts for", "type": "array", "items": {"$ref": "#/definitions/credit"}}
  },
  "definitions": {
    "id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "letters, digits and _.:-"},
    "ids": {"type": "array", "items": {"$ref": "#/definitions/id"}},
    "text": {"type": "string", "minLength": 1},
    "basis": {"title": "依据 / Legal basis", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/text"}},
    "codes": {
      "title": "代码表 / Codes and their titles",
      "anyOf": [
        {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/definitions/text"}},
        {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"$ref": "#/definitions/text"}}}
      ]
    },
    "field": {
      "title": "字段 / Field", "type": "object", "additionalProperties": false, "required": ["name", "title", "type"],
      "properties": {
        "name": {"title": "字段名 / Name", "$ref": "#/definitions/id"},
        "title": {"title": "表头 / Heading", "$ref": "#/definitions/text"},
        "hint": {"title": "填写说明 / Hint", "type": "string"},
        "type": {"title": "类型 / Type", "enum": ["integer", "boolean", "date", "code", "text", "reference", "accident_class", "texts", "codes"]},
        "required": {"title": "必填 / Required", "type": "boolean"},
        "selectable": {"title": "可统计 / May be compared (false: only documents)", "type": "boolean"},
        "unit": {"title": "计量单位 / Unit", "type": "string"},
        "decimals": {"title": "小数位 / The number counts tenths, hundredths …", "type": "integer", "minimum": 0, "maximum": 4},
        "min": {"title": "最小 / Least", "type": "integer"},
        "max": {"title": "最大；日期不晚于登记当日的写today / Most; \"today\" of a date: it has come", "type": ["integer", "string"]},
        "allowed": {"title": "可取值 / These only", "type": "array", "items": {"type": "integer"}},
        "codes": {"$ref": "#/definitions/codes"},
        "max_length": {"title": "最多字数 / Characters at most", "type": "integer", "minimum": 1, "maximum": 10000},
        "max_items": {"title": "最多条数 / Entries at most", "type": "integer", "minimum": 1, "maximum": 100},
        "product": {"title": "等于各字段之积 / Product of", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}},
        "attachments": {"title": "有无佐证材料 / Whether anything is attached", "type": "boolean"},
        "levels": {
          "title": "按数值定级 / Level by value", "type": "array", "minItems": 1,
          "items": {
            "type": "object", "additionalProperties": false, "required": ["of", "from"],
            "properties": {
              "of": {"title": "数值字段 / Field", "$ref": "#/definitions/id"},
              "from": {"title": "各级下限（含） / Lowest value of each level", "type": "object", "minProperties": 1, "additionalProperties": {"type": "integer"}}
            }
          }
        }
      }
    },
)json"
         R"json(    "move": {
      "anyOf": [
        {"title": "[原状态, 新状态] / Pair", "type": "array", "minItems": 2, "maxItems": 2, "items": {"$ref": "#/definitions/id"}},
        {
          "title": "状态变更 / Move", "type": "object", "additionalProperties": false, "required": ["from", "to"],
          "properties": {
            "from": {"title": "原状态 / From", "anyOf": [{"$ref": "#/definitions/id"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/id"}}]},
            "to": {"title": "新状态 / To", "$ref": "#/definitions/id"},
            "title": {"title": "名称 / Title", "type": "string"},
            "roles": {"title": "何人可办 / Roles, any of them", "type": "array", "items": {"$ref": "#/definitions/id"}},
            "needs": {"title": "须填字段 / Fields filled in by then", "$ref": "#/definitions/ids"},
            "clears": {"title": "清空字段 / Fields emptied by it", "$ref": "#/definitions/ids"},
            "attachment": {"title": "须有附件 / Needs an attachment", "type": "boolean"},
            "other_person": {"title": "须由他人办理 / Four eyes", "type": "boolean"},
            "reason": {"title": "须说明理由 / Needs a reason", "type": "boolean"}
          }
        }
      ]
    },
    "act": {
      "title": "办理事项 / Act", "type": "object", "additionalProperties": false, "required": ["act", "in", "sets"],
      "properties": {
        "act": {"title": "代码 / Code", "$ref": "#/definitions/id"},
        "title": {"title": "名称 / Title", "type": "string"},
        "in": {"title": "可办状态 / States it is done in", "$ref": "#/definitions/ids"},
        "sets": {"title": "填写字段 / Fields only acts change", "$ref": "#/definitions/ids"},
        "answers": {"title": "答复的申请 / Fields that ask for it, emptied by it", "$ref": "#/definitions/ids"},
        "roles": {"title": "何人可办 / Roles, any of them", "$ref": "#/definitions/ids"},
        "needs": {"title": "须填字段 / Fields filled in by then", "$ref": "#/definitions/ids"},
        "clears": {"title": "清空字段 / Fields emptied by it", "$ref": "#/definitions/ids"},
        "attachment": {"title": "须有附件 / Needs an attachment", "type": "boolean"},
        "other_person": {"title": "须由他人办理 / Four eyes", "type": "boolean"},
        "reason": {"title": "须说明理由 / Needs a reason", "type": "boolean"}
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
    "when": {"title": "适用条件 / When all hold", "type": "array", "items": {"$ref": "#/definitions/comparison"}},
    "rule": {
      "title": "字段间规则 / Rule", "type": "object", "additionalProperties": false, "required": ["rule", "message"],
      "properties": {
        "rule": {"title": "类别 / Kind", "enum": ["order", "at_most", "required_when", "empty_when", "true_when", "attachment_when"]},
        "fields": {"title": "字段 / Fields", "type": "array", "items": {"$ref": "#/definitions/id"}},
        "when": {"$ref": "#/definitions/when"},
        "message": {"title": "提示语 / Message", "$ref": "#/definitions/text"}
      }
    },
    "measure": {
      "title": "统计项 / Measure", "type": "object", "required": ["id", "title", "kind"],
      "properties": {
        "id": {"$ref": "#/definitions/id"},
        "title": {"$ref": "#/definitions/text"},
        "unit": {"type": "string"},
        "kind": {"enum": ["count", "sum", "rate", "stated"]},
        "select": {"title": "选取 / Facts of this ledger", "type": "object"},
        "field": {"$ref": "#/definitions/id"},
        "numerator": {"$ref": "#/definitions/id"},
        "denominator": {"$ref": "#/definitions/id"}
      }
    },
    "credit": {
      "title": "记入职责 / Credit", "type": "object", "additionalProperties": false, "required": ["title", "scope", "basis"],
      "properties": {
        "title": {"title": "职责 / Duty", "$ref": "#/definitions/text"},
        "scope": {"title": "范围 / Scope", "enum": ["own", "named", "unit", "portfolio"]},
        "basis": {"$ref": "#/definitions/basis"},
        "when": {"$ref": "#/definitions/when"}
      }
    }
  }
})json";
}

}  // namespace anze
