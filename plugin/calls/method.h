// Method: one entry of the table behind anze_call: name, who may, what it asks for, what it answers, what it
// may be refused for, and the function.
//
// Three kinds of functions. A read sees one snapshot of the store. A write runs in one transaction, is one
// audit entry and answers a repeated request_id with its first answer. A flow talks to the host in between (a
// document exchange must not be waited for inside a transaction) and does its own writes, each repeatable.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plugin/calls/param.h"
#include "plugin/calls/refusals.h"
#include "plugin/calls/services.h"
#include "plugin/calls/uploads.h"
#include "plugin/definitions/model.h"
#include "plugin/json/json.h"
#include "plugin/json/told.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/store/store.h"
#include "scoring/days/date.h"
#include "scoring/days/period.h"

namespace anze::sheets {
class Desk;
}

namespace anze::plugin {

struct Method;

// Roles (角色). The full separation of duties is in plugin/docs/operating.md.
inline constexpr std::string_view k_clerk = "clerk";                    // 填报
inline constexpr std::string_view k_verifier = "verifier";              // 核实
inline constexpr std::string_view k_reviewer = "reviewer";              // 复核
inline constexpr std::string_view k_signer = "signer";                  // 签发
inline constexpr std::string_view k_countersigner = "countersigner";    // 会签
inline constexpr std::string_view k_assessor = "assessor";              // 组织部考核
inline constexpr std::string_view k_discipline = "discipline";          // 纪检委
inline constexpr std::string_view k_registrar = "registrar";            // 接收登记
inline constexpr std::string_view k_official = "official";              // 被考核人
inline constexpr std::string_view k_system_admin = "system_admin";      // 系统管理员
inline constexpr std::string_view k_security_admin = "security_admin";  // 安全管理员
inline constexpr std::string_view k_auditor = "auditor";                // 审计员

// The roles a ledger's definition may give a move to: those who handle facts.
inline constexpr std::string_view k_move_roles[] = {k_clerk, k_verifier, k_reviewer, k_signer};
// The roles it may let enter, correct and withdraw facts (entry_roles.h): also the two bodies, whose findings
// are theirs.
inline constexpr std::string_view k_entry_roles[] = {k_clerk,  k_verifier, k_reviewer,
                                                     k_signer, k_assessor, k_discipline};
// Every role there is. A directory may know others, which allow nothing here.
inline constexpr std::string_view k_roles[] = {k_clerk,         k_verifier,     k_reviewer,       k_signer,
                                               k_countersigner, k_assessor,     k_discipline,     k_registrar,
                                               k_official,      k_system_admin, k_security_admin, k_auditor};

// One call on its way: what every function gets.
struct Call {
  store::Store& store;
  Services& services;
  const Method& method;
  const json& request;
  Person actor;
  std::int64_t now_ms = 0;    // not before the last entry of the chain
  std::int64_t clock_ms = 0;  // what the clock says, for the store to hold against that
  Date today;                 // of now_ms, in Beijing
  std::shared_ptr<const Model> model;
  const Calendar& calendar;  // the years around today and the request's period
  const sheets::Limits& sheet_limits;
  Uploads& uploads;    // files whose parts are still coming
  sheets::Desk& desk;  // sheet files on their way in
  Problems problems;   // every fault found, for an answer that lists them all

  std::string text(const char* name) const { return text_of(request, name); }
  // The request's "period".  Errors: period.format.
  Result<Period> period() const;
};

using ReadFunction = Result<json> (*)(Call&, store::Reader&);
using WriteFunction = Result<json> (*)(Call&, store::Writer&);
using FlowFunction = Result<json> (*)(Call&);

struct Method {
  const char* name;                       // "ledger.append/1"
  const char* title;                      // 中文
  const char* summary;                    // one English sentence
  std::vector<std::string_view> roles{};  // any of them; empty: everybody the directory knows
  std::vector<Param> members{};           // of the request, beside actor, request_id and now
  std::vector<Told> answer{};
  std::vector<std::string_view> errors{};  // codes it may be refused with, beside those every method has
  std::variant<ReadFunction, WriteFunction, FlowFunction> function;
  bool changes_model = false;  // definitions are read anew after it
  bool reads_people = false;   // a read of accident or personnel data: recorded in the audit chain
  bool anonymous = false;      // says nothing of the district: answered without an actor and without a clock

  bool mutates() const { return function.index() != 0; }
};

// The groups, each in the room of its subject.
std::span<const Method> describe_methods();
std::span<const Method> definition_methods();
std::span<const Method> ledger_methods();
std::span<const Method> sheet_methods();
std::span<const Method> ledger_view_methods();
std::span<const Method> attachment_methods();
std::span<const Method> hazard_methods();
std::span<const Method> sheet_file_methods();
std::span<const Method> figure_methods();
std::span<const Method> late_methods();
std::span<const Method> deadline_methods();
std::span<const Method> burden_methods();
std::span<const Method> score_methods();
std::span<const Method> judge_methods();
std::span<const Method> veto_methods();
std::span<const Method> radar_methods();
std::span<const Method> answer_methods();
std::span<const Method> rank_methods();
std::span<const Method> rulebook_diff_methods();
std::span<const Method> rulebook_impact_methods();
std::span<const Method> rulebook_coverage_methods();
std::span<const Method> filing_methods();
std::span<const Method> outbox_methods();
std::span<const Method> audit_methods();
std::span<const Method> roles_methods();

// All of them, by name.
std::span<const Method* const> all_methods();
const Method* find_method(std::string_view name);

// The members of a method's request, complete: those all methods share, then its own.
std::vector<Param> request_members(const Method& method);
// Their JSON Schema.
json request_schema(const Method& method);
// That of its answer, complete in itself.
json response_schema(const Method& method);

}  // namespace anze::plugin
