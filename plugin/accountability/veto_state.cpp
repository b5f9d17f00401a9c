#include "plugin/accountability/veto_state.h"

#include <algorithm>
#include <array>
#include <map>

#include "plugin/accountability/veto_ground.h"
#include "plugin/assessments/past_results.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

// A decision or a lifting, as recorded.
struct Said {
  std::int64_t entry = 0;
  Body body = Body::k_organisation;
  bool lifting = false;
  json what;
};

Result<void> add_said(store::Reader& reader, const char* kind, const std::string& veto,
                      std::vector<Said>& all) {
  for (const Body body : {Body::k_organisation, Body::k_discipline}) {
    const std::string id = veto + (body == Body::k_organisation ? "/organisation" : "/discipline");
    ANZE_TRY(const std::vector<store::Record> versions, reader.versions(kind, id));
    for (const store::Record& record : versions)
      all.push_back({record.entry, body, kind == k_veto_lifting_record, json::parse(record.body)});
  }
  return {};
}

// Proposals on record, oldest first.
struct Version {
  std::int64_t number = 0;
  std::int64_t entry = 0;
  json body;
};

// The proposal something was said about: the one it names, else the last one there was.
const Version& made_on(const Said& said, const std::vector<Version>& versions) {
  const auto wanted = said.what.value("version", std::int64_t{0});
  const Version* last = &versions.front();
  for (const Version& version : versions)
    if (wanted != 0 ? version.number == wanted : version.entry <= said.entry) last = &version;
  return *last;
}

bool is_gone(const json& body) {
  return body.value("gone", false);
}

// Everything said so far, held against the ground of today.
struct Account {
  std::vector<Said*> counting;   // decisions on that ground since the last lifting
  std::vector<Said*> lifting;    // of a body each, since the last decision of that body
  Said* lifted = nullptr;        // the lifting of the second body, when it is the last word
  std::vector<Said*> lifted_by;  // both
  bool lifted_on_this_ground = false;
  const Version* decided = nullptr;  // the last version decided on
};

Account account_of(std::vector<Said>& all, const std::vector<Version>& versions, const json* now) {
  Account account;
  for (Said& said : all) {
    const Version& version = made_on(said, versions);
    const bool fits = now != nullptr && !is_gone(version.body) && same_ground(version.body, *now);
    const auto same_body = [&](const Said* other) { return other->body == said.body; };
    account.lifting.erase(std::remove_if(account.lifting.begin(), account.lifting.end(), same_body),
                          account.lifting.end());
    if (!said.lifting) {
      account.decided = &version;
      if (fits) account.counting.push_back(&said);
      continue;
    }
    account.lifting.push_back(&said);
    if (account.lifting.size() < 2) continue;
    account.lifted = &said;
    account.lifted_on_this_ground = fits && said.what.value("ground", "") != "gone";
    account.counting.clear();
    account.lifted_by = std::move(account.lifting);
    account.lifting.clear();
  }
  return account;
}

Result<VetoStatus> status_on(const std::vector<Said*>& counting) {
  std::vector<VetoDecision> decisions;
  Codebook people;  // only to compare who decided
  for (const Said* said : counting) {
    ANZE_TRY(const Date day, parse_date(text_of(said->what, "decided_on")));
    decisions.push_back({said->body, said->what.value("confirmed", false),
                         people.intern(text_of(said->what, "decided_by")), text_of(said->what, "document_no"),
                         day});
  }
  return status_of(decisions);
}

Result<VetoStatus> status_of_account(const Account& account, const VetoState& state) {
  const bool decided = account.decided != nullptr;
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
  const bool elsewhere = account.decided != nullptr &&
                         (account.lifted != nullptr ||
                          std::any_of(state.decisions.begin(), state.decisions.end(),
                                      [](const json& each) { return !each.value("same_ground", true); }));
  return status == VetoStatus::k_proposed && elsewhere ? VetoStatus::k_basis_changed : status;
}

// Of a clause that counts from the decision: the days run from the second body's.
Result<void> run_from_decision(const std::vector<Said*>& counting, json& body) {
  const auto months = body.value("months_from_decision", 0);
  if (months == 0) return {};
  std::map<Body, Date> first;
  for (const Said* said : counting) {
    if (!said->what.value("confirmed", false)) continue;
    ANZE_TRY(const Date day, parse_date(text_of(said->what, "decided_on")));
    first.emplace(said->body, day);
  }
  Date from;
  for (const auto& [decider, day] : first) from = std::max(from, day);
  body["from"] = to_text(from);
  body["until"] = to_text(add_months(from, months));
  return {};
}

// Each with the version it was made on, and what that said where it is no longer the last one.
void show_said(std::vector<Said>& all, const std::vector<Version>& versions, const json* now) {
  for (Said& said : all) {
    const Version& version = made_on(said, versions);
    said.what["version"] = version.number;
    said.what["standing"] = false;
    said.what["same_ground"] = now != nullptr && !is_gone(version.body) && same_ground(version.body, *now);
    if (version.number != versions.back().number)
      for (const char* member : {"how", "from", "until", "facts"})
        said.what["made_on"][member] = version.body.at(member);
  }
}

// Of each body the last decision that counts, unless a lifting by both came after.
void mark_standing(const Account& account, const std::vector<Said>& all, VetoState& state) {
  std::size_t decision = 0;
  std::size_t lifting = 0;
  const auto last_of = [](const std::vector<Said*>& list, const Said& said) {
    const Said* last = nullptr;
    for (const Said* each : list)
      if (each->body == said.body) last = each;
    return last == &said;
  };
  for (const Said& said : all) {
    json& shown = said.lifting ? state.liftings[lifting++] : state.decisions[decision++];
    const bool lifted = said.lifting && state.status == VetoStatus::k_lifted;
    shown["standing"] = last_of(lifted         ? account.lifted_by
                                : said.lifting ? account.lifting
                                               : account.counting,
                                said);
    shown.erase("same_ground");
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
  const json* now = found == current.proposals.end() ? nullptr : &found->body;
  std::vector<Version> versions;
  ANZE_TRY(const std::vector<store::Record> records, reader.versions(k_veto_record, recorded.id));
  for (const store::Record& record : records)
    versions.push_back({record.version, record.entry, json::parse(record.body)});
  std::vector<Said> all;
  ANZE_CHECK(add_said(reader, k_veto_decision_record, recorded.id, all));
  ANZE_CHECK(add_said(reader, k_veto_lifting_record, recorded.id, all));
  std::stable_sort(all.begin(), all.end(), [](const Said& a, const Said& b) { return a.entry < b.entry; });
  show_said(all, versions, now);

  state.proposed_now = now != nullptr;
  state.on_record = now != nullptr && !is_gone(recorded.body) && same_ground(recorded.body, *now);
  state.body = now != nullptr ? *now : recorded.body;
  if (now == nullptr) state.body["provisional"] = false;
  const Account account = account_of(all, versions, now);
  if (now == nullptr) state.superseded_by = superseding(recorded.body, current.proposals);
  for (const Said& said : all) (said.lifting ? state.liftings : state.decisions).push_back(said.what);
  ANZE_TRY(state.status, status_of_account(account, state));
  const json& before = account.decided != nullptr ? account.decided->body : versions.back().body;
  if (now == nullptr || !same_ground(before, *now)) {
    ANZE_TRY(state.changed, what_changed(call, reader, before, now));
  }
  const Said* lifted =
      account.lifted != nullptr || account.counting.empty() ? account.lifted : account.counting.back();
  if (state.status == VetoStatus::k_lifted && lifted != nullptr)
    state.lifted_on = text_of(lifted->what, "decided_on");
  mark_standing(account, all, state);
  if (state.in_force()) ANZE_CHECK(run_from_decision(account.counting, state.body));
  return state;
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

json VetoState::standing() const {
  json counting = json::array();
  for (const json& decision : decisions)
    if (decision.value("standing", false)) counting.push_back(decision);
  return counting;
}

json VetoState::objections() const {
  json against = json::array();
  if (!in_force()) return against;
  for (const json& decision : standing())
    if (!decision.value("confirmed", false)) against.push_back(decision);
  for (const json& lifting : liftings)
    if (lifting.value("standing", false)) against.push_back(lifting);
  return against;
}

json VetoState::shown() const {
  json object = body;
  object["id"] = id;
  object["version"] = version;
  object["decisions"] = decisions;
  object["liftings"] = liftings;
  object["objections"] = objections();
  object["changed"] = changed;
  object["superseded_by"] = superseded_by;
  if (!lifted_on.empty()) object["lifted_on"] = lifted_on;
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
    ANZE_TRY(const Date last, parse_date(text_of(veto.body, "until")));
    // Days that run from a decision, or that were corrected, may end later than is on record.
    const bool open_end = veto.body.contains("months_from_decision");
    if (period.last < year.first || (!open_end && std::max(last, year.last) < period.first)) continue;
    auto known = current.find(veto.year);
    if (known == current.end()) {
      ANZE_TRY(CurrentVetoes now, current_vetoes(call, reader, year, recorded));
      known = current.emplace(veto.year, std::move(now)).first;
    }
    ANZE_TRY(VetoState state, read_state(call, reader, veto, known->second));
    ANZE_TRY(const Date from, parse_date(text_of(state.body, "from")));
    ANZE_TRY(const Date until, parse_date(text_of(state.body, "until")));
    if (from <= period.last && period.first <= until) states.push_back(std::move(state));
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
