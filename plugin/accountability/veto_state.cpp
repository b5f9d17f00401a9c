#include "plugin/accountability/veto_state.h"

#include <algorithm>
#include <array>
#include <map>

#include "plugin/accountability/veto_ground.h"
#include "plugin/assessments/past_results.h"

namespace anze::plugin {
namespace {

// The proposal something was said about: the one it names, else the last one there was.
const RecordedVeto& made_on(const Versioned<VetoStatement>& said, const std::vector<RecordedVeto>& versions) {
  const std::int64_t wanted = said.body.version;
  const RecordedVeto* last = &versions.front();
  for (const RecordedVeto& version : versions)
    if (wanted != 0 ? version.version == wanted : version.entry <= said.entry) last = &version;
  return *last;
}

// Each with the proposal it was made on, which is told where it is no longer the last one.
std::vector<VetoSaying> sayings_of(const std::vector<Versioned<VetoStatement>>& statements,
                                   const std::vector<RecordedVeto>& versions, const VetoRecord* now) {
  std::vector<VetoSaying> all;
  for (const Versioned<VetoStatement>& said : statements) {
    const RecordedVeto& version = made_on(said, versions);
    VetoSaying& saying = all.emplace_back();
    saying.statement = said.body;
    saying.version = version.version;
    saying.same_ground = now != nullptr && !version.body.gone && same_ground(version.body, *now);
    if (version.version != versions.back().version) saying.made_on = version.body;
  }
  return all;
}

// Everything said so far, held against the ground of today.
struct Account {
  std::vector<VetoSaying*> counting;   // decisions on that ground since the last lifting
  std::vector<VetoSaying*> lifting;    // of a body each, since the last decision of that body
  VetoSaying* lifted = nullptr;        // the lifting of the second body, when it is the last word
  std::vector<VetoSaying*> lifted_by;  // both
  bool lifted_on_this_ground = false;
  std::optional<std::int64_t> decided;  // the last version decided on
};

Account account_of(std::vector<VetoSaying>& all) {
  Account account;
  for (VetoSaying& said : all) {
    const auto same_body = [&](const VetoSaying* other) {
      return other->statement.body == said.statement.body;
    };
    std::erase_if(account.lifting, same_body);
    if (!said.statement.lifting) {
      account.decided = said.version;
      if (said.same_ground) account.counting.push_back(&said);
      continue;
    }
    account.lifting.push_back(&said);
    if (account.lifting.size() < 2) continue;
    account.lifted = &said;
    account.lifted_on_this_ground = said.same_ground && !said.statement.ground_gone;
    account.counting.clear();
    account.lifted_by = std::move(account.lifting);
    account.lifting.clear();
  }
  return account;
}

Result<VetoStatus> status_on(const std::vector<VetoSaying*>& counting) {
  std::vector<VetoDecision> decisions;
  Codebook people;  // only to compare who decided
  for (const VetoSaying* said : counting) {
    const VetoStatement& statement = said->statement;
    decisions.push_back({statement.body, statement.confirmed, people.intern(statement.decided_by),
                         statement.document_no, statement.decided_on});
  }
  return status_of(decisions);
}

Result<VetoStatus> status_of_account(const Account& account, const std::vector<VetoSaying>& all,
                                     const VetoState& state) {
  const bool decided = account.decided.has_value();
  if (account.counting.empty() && account.lifted != nullptr &&
      (account.lifted_on_this_ground || !state.proposed_now))
    return VetoStatus::k_lifted;
  if (!state.proposed_now) {
    if (!state.superseded_by.empty()) return VetoStatus::k_superseded;
    return decided ? VetoStatus::k_basis_changed : VetoStatus::k_dropped;
  }
  ANZE_TRY(const VetoStatus status, status_on(account.counting));
  if (status == VetoStatus::k_proposed && account.lifted_on_this_ground) return VetoStatus::k_lifted;
  // Decided once, and not by both on what it rests on now.
  const bool elsewhere =
      decided && (account.lifted != nullptr || std::any_of(all.begin(), all.end(), [](const auto& each) {
                    return !each.statement.lifting && !each.same_ground;
                  }));
  return status == VetoStatus::k_proposed && elsewhere ? VetoStatus::k_basis_changed : status;
}

// Of a clause that counts from the decision: the days run from the second body's.
void run_from_decision(const std::vector<VetoSaying*>& counting, VetoRecord& body) {
  if (body.months_from_decision == 0) return;
  std::map<Body, Date> first;
  for (const VetoSaying* said : counting)
    if (said->statement.confirmed) first.emplace(said->statement.body, said->statement.decided_on);
  Date from;
  for (const auto& [decider, day] : first) from = std::max(from, day);
  body.from = from;
  body.until = add_months(from, static_cast<std::int32_t>(body.months_from_decision));
}

// Of each body the last decision that counts, unless a lifting by both came after.
void mark_standing(const Account& account, VetoStatus status, std::vector<VetoSaying>& all) {
  const auto last_of = [](const std::vector<VetoSaying*>& list, const VetoSaying& said) {
    const VetoSaying* last = nullptr;
    for (const VetoSaying* each : list)
      if (each->statement.body == said.statement.body) last = each;
    return last == &said;
  };
  for (VetoSaying& said : all) {
    const bool lifted = said.statement.lifting && status == VetoStatus::k_lifted;
    said.standing = last_of(lifted                   ? account.lifted_by
                            : said.statement.lifting ? account.lifting
                                                     : account.counting,
                            said);
  }
}

Period year_of(const RecordedVeto& veto) {
  return period_of(make_date(veto.year, 1, 1), PeriodKind::k_year);
}

Result<VetoState> read_state(Call& call, store::Reader& reader, const RecordedVeto& recorded,
                             const CurrentVetoes& current) {
  VetoState state;
  state.id = recorded.id;
  state.version = recorded.version;
  const auto found = std::find_if(current.proposals.begin(), current.proposals.end(),
                                  [&](const CurrentVeto& each) { return each.id == recorded.id; });
  const VetoRecord* now = found == current.proposals.end() ? nullptr : &found->body;
  ANZE_TRY(const std::vector<RecordedVeto> versions, veto_versions(reader, recorded.id));
  ANZE_TRY(const std::vector<Versioned<VetoStatement>> statements, veto_statements(reader, recorded.id));
  std::vector<VetoSaying> all = sayings_of(statements, versions, now);

  state.proposed_now = now != nullptr;
  state.on_record = now != nullptr && !recorded.body.gone && same_ground(recorded.body, *now);
  state.body = now != nullptr ? *now : recorded.body;
  if (now == nullptr) {
    state.body.provisional = false;
    state.superseded_by = superseding(recorded.body, current.proposals);
  }
  const Account account = account_of(all);
  ANZE_TRY(state.status, status_of_account(account, all, state));
  const VetoRecord* before = &versions.back().body;
  for (const RecordedVeto& version : versions)
    if (version.version == account.decided) before = &version.body;
  if (now == nullptr || !same_ground(*before, *now)) {
    ANZE_TRY(state.changed, what_changed(call, reader, *before, now));
  }
  const VetoSaying* lifted =
      account.lifted != nullptr || account.counting.empty() ? account.lifted : account.counting.back();
  if (state.status == VetoStatus::k_lifted && lifted != nullptr)
    state.lifted_on = lifted->statement.decided_on;
  mark_standing(account, state.status, all);
  if (state.in_force()) run_from_decision(account.counting, state.body);
  for (VetoSaying& said : all)  // the account points into `all`: it is done with
    (said.statement.lifting ? state.liftings : state.decisions).push_back(std::move(said));
  return state;
}

// Of one body alone against a confirmed veto.
json objections_of(const VetoState& state) {
  json against = json::array();
  if (!state.in_force()) return against;
  for (const VetoSaying& decision : state.decisions)
    if (decision.standing && !decision.statement.confirmed) against.push_back(decision.shown());
  for (const VetoSaying& lifting : state.liftings)
    if (lifting.standing) against.push_back(lifting.shown());
  return against;
}

json shown_each(const std::vector<VetoSaying>& sayings) {
  json list = json::array();
  for (const VetoSaying& each : sayings) list.push_back(each.shown());
  return list;
}

}  // namespace

std::string_view to_word(VetoStatus status) {
  constexpr std::array<std::string_view, 8> k_words{"proposed",      "confirmed",  "rejected", "disagreed",
                                                    "basis_changed", "superseded", "dropped",  "lifted"};
  return k_words[static_cast<std::size_t>(status)];
}

std::string_view to_chinese(VetoStatus status) {
  constexpr std::array<std::string_view, 8> k_words{
      "待认定",   "已认定",       "不予认定", "意见不一致", "依据变化，待重新决定",
      "已被取代", "建议已不成立", "已撤销"};
  return k_words[static_cast<std::size_t>(status)];
}

json VetoSaying::shown() const {
  json object = veto_statement_json(statement);
  object["version"] = version;
  object["standing"] = standing;
  if (made_on) {
    object["made_on"] = {{"how", made_on->how},
                         {"from", to_text(made_on->from)},
                         {"until", to_text(made_on->until)},
                         {"facts", made_on->facts}};
  }
  return object;
}

json VetoState::shown() const {
  json object = veto_json(body);
  object["id"] = id;
  object["version"] = version;
  object["decisions"] = shown_each(decisions);
  object["liftings"] = shown_each(liftings);
  object["objections"] = objections_of(*this);
  object["changed"] = changed;
  object["superseded_by"] = superseded_by;
  if (lifted_on) object["lifted_on"] = to_text(*lifted_on);
  object["status"] = to_word(status);
  object["status_title"] = to_chinese(status);
  object["in_force"] = in_force();
  return object;
}

Result<std::vector<VetoState>> vetoes_of(Call& call, store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::vector<RecordedVeto> recorded, recorded_vetoes(reader));
  std::map<std::int32_t, CurrentVetoes> current;  // by year
  std::vector<VetoState> states;
  for (const RecordedVeto& veto : recorded) {
    const Period year = year_of(veto);
    // Days that run from a decision, or that were corrected, may end later than is on record.
    const bool open_end = veto.body.months_from_decision != 0;
    if (period.last < year.first || (!open_end && std::max(veto.body.until, year.last) < period.first))
      continue;
    auto known = current.find(veto.year);
    if (known == current.end()) {
      ANZE_TRY(CurrentVetoes now, current_vetoes(call, reader, year, recorded));
      known = current.emplace(veto.year, std::move(now)).first;
    }
    ANZE_TRY(VetoState state, read_state(call, reader, veto, known->second));
    if (state.body.from <= period.last && period.first <= state.body.until)
      states.push_back(std::move(state));
  }
  return states;
}

Result<VetoState> need_veto(Call& call, store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<RecordedVeto> recorded, recorded_vetoes(reader));
  const auto found =
      std::find_if(recorded.begin(), recorded.end(), [&](const RecordedVeto& veto) { return veto.id == id; });
  if (found == recorded.end())
    return Error{Code::k_not_found, "veto.unknown", "there is no veto proposal “" + id + "”", "/veto",
                 "veto.list/1 lists them"};
  ANZE_TRY(const CurrentVetoes current, current_vetoes(call, reader, year_of(*found), recorded));
  return read_state(call, reader, *found, current);
}

}  // namespace anze::plugin
