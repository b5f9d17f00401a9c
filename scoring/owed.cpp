#include "scoring/owed.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "scoring/clauses/clauses.h"

namespace anze {
namespace {

constexpr std::int64_t k_ppm = 1'000'000;

struct Asked {  // one clause of one post
  const World& world;
  const Tally& tally;
  const ClausePlan& plan;
  std::int32_t index = 0;
  const Post& post;

  const Clause& clause() const { return *plan.clause; }
  // What was counted for the post; of a clause that counts for terms, for all terms of the period together.
  TallyCell cell(std::int32_t bucket) const {
    if (clause().counts_for == CountsFor::k_post) {
      const TallyCell* found = tally.find({index, post.id, bucket});
      return found != nullptr ? *found : TallyCell{};
    }
    TallyCell sum;
    for (const Term* term : world.organisation->terms_of_post(post.id)) {
      const TallyCell* found = tally.find({index, term->id, bucket});
      if (found != nullptr) sum = {sum.count + found->count, sum.amount + found->amount};
    }
    return sum;
  }
};

std::optional<Date> last_workday(const Calendar& calendar, Date by) {
  auto day = calendar.add_workdays(by + 1, -1);
  if (!day) return std::nullopt;
  return *day;
}

Owed make(const Asked& a, Date by) {
  Owed owed;
  owed.clause = a.index;
  owed.post = a.post.id;
  owed.by = by;
  owed.last_workday = last_workday(*a.world.calendar, by);
  return owed;
}

std::string cost_text(const Clause& clause, Points each) {
  return (clause.effect == Effect::k_deduct ? "，每缺 1 次扣 " : "，每办 1 次加 ") + points_text(each);
}

void add_part(const Asked& a, const Period& part, std::int64_t wanted, std::int64_t found,
              const std::string& name, std::vector<Owed>& out) {
  if (found >= wanted) return;
  Owed owed = make(a, part.last);
  owed.state = part.last < a.world.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = wanted;
  owed.found = found;
  owed.missing = wanted - found;
  owed.each = a.clause().amount;
  owed.this_period = a.plan.due;
  owed.what = to_chinese(part) + (name.empty() ? "" : "“" + name + "”");
  owed.what += owed.state == OwedState::k_missed ? "少办 " : "还应办 ";
  owed.what += times_text(owed.missing, "次");
  if (wanted > 1)
    owed.what += "（应 " + std::to_string(wanted) + " 次，已办 " + std::to_string(found) + " 次）";
  owed.what += cost_text(a.clause(), a.clause().amount);
  if (a.plan.evidence == Evidence::k_unfavourable)
    if (const std::int64_t bare = a.cell(a.plan.unproven).count; bare > 0)
      owed.what += "（另有 " + times_text(bare, "条") + "无佐证材料，不作数）";
  if (!owed.this_period) owed.what += "，" + to_chinese(part) + "末到期，本期不计分";
  out.push_back(std::move(owed));
}

void owed_shortfall(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::optional<std::int64_t> target = target_of(clause, a.post);
  for (std::size_t part = 0; part < a.plan.parts.size(); ++part) {
    const Period& period = a.plan.parts[part];
    if (clause.list.empty()) {
      if (target) add_part(a, period, *target, a.cell(static_cast<std::int32_t>(part)).count, "", out);
      continue;
    }
    for (std::size_t i = 0; i < clause.list.size(); ++i) {
      const auto bucket = static_cast<std::int32_t>(part * clause.list.size() + i);
      add_part(a, period, 1, std::min<std::int64_t>(a.cell(bucket).count, 1), clause.list[i].title, out);
    }
  }
}

void owed_check(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const bool wants_one = clause.when_absent == (clause.effect == Effect::k_deduct);
  if (!wants_one || a.cell(0).count > 0) return;
  const Date last = a.world.period.last;
  Owed owed = make(a, last);
  owed.state = last < a.world.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = clause.whole_item ? a.world.rulebook->items[a.plan.item].points : clause.amount;
  owed.what = to_chinese(a.world.period) + "还没有记录" + cost_text(clause, *owed.each);
  out.push_back(std::move(owed));
}

// How many more must move from the denominator into the numerator.
void owed_ratio(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::int64_t done = a.cell(k_numerator).count;
  const std::int64_t all = a.cell(k_denominator).count;
  const int128 wanted_ppm = static_cast<int128>(clause.target_ppm) * all;
  const auto wanted = static_cast<std::int64_t>((wanted_ppm + k_ppm - 1) / k_ppm);
  if (clause.effect != Effect::k_deduct || done >= wanted) return;
  Owed owed = make(a, a.world.period.last);
  owed.state = owed.by < a.world.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = wanted;
  owed.found = done;
  owed.missing = wanted - done;
  owed.what = "现为 " + std::to_string(done) + " / " + std::to_string(all) + "，再办结 " +
              times_text(owed.missing, "件") + "达到目标 " + to_text(Points{clause.target_ppm}) + "%";
  out.push_back(std::move(owed));
}

// A dated matter that waits: the fact of a lateness clause without its done day.
Result<void> owed_lateness(const Asked& a, const Fact& fact, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  std::int64_t due = 0;
  std::int64_t done = 0;
  if (!read_field(fact, clause.due_field, due) || read_field(fact, clause.done_field, done)) return {};
  if (by_the_clock(clause)) {  // minutes have no day: it waits since the day it occurred
    Owed owed = make(a, fact.occurred);
    owed.state = OwedState::k_overdue;
    owed.wanted = owed.missing = 1;
    owed.each = clause.missing;
    owed.fact = fact.seq;
    owed.what = to_chinese(fact.occurred) + "的一件按时分计时，尚未办结，现扣 " + points_text(clause.missing);
    out.push_back(std::move(owed));
    return {};
  }
  Date by{static_cast<std::int32_t>(due)};
  if (clause.grace > 0 && clause.late_unit == LateUnit::k_workday) {
    ANZE_TRY(by, a.world.calendar->add_workdays(by, static_cast<int>(clause.grace)));
  } else {
    by = by + static_cast<std::int32_t>(clause.grace);
  }
  Owed owed = make(a, by);
  owed.state = by < a.world.today ? OwedState::k_overdue : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = clause.missing;
  owed.fact = fact.seq;
  owed.what = owed.state == OwedState::k_overdue
                  ? "已逾期 " + std::to_string(a.world.today - by) + " 天未办结，现扣 " +
                        points_text(clause.missing) + "，办结后按迟办天数计"
                  : "最迟" + to_chinese(by) + "办结，逾期未办扣 " + points_text(clause.missing);
  owed.this_period = by < a.world.period.last;  // late from the day after
  if (!owed.this_period) owed.what += "，到期日不早于本期末，本期不扣分";
  out.push_back(std::move(owed));
  return {};
}

// An award for each own act: how much it gives, and how much there is still to be had.
void may_award(const Asked& a, std::int64_t done, Points each, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  Owed owed = make(a, a.world.period.last);
  if (owed.by < a.world.today || each.e4 <= 0) return;
  owed.state = OwedState::k_may;
  owed.found = done;
  owed.each = each;
  owed.what = "已有 " + times_text(done, "次") + "，每多 1 次加 " + points_text(each);
  if (clause.cap) {
    const std::int64_t most = clause.cap->e4 / each.e4 + (clause.cap->e4 % each.e4 != 0 ? 1 : 0);
    if (done >= most) return;
    owed.wanted = most;
    owed.missing = most - done;
    owed.what += "，至多再加 " + points_text(Exact(*clause.cap) - Exact(each) * done);
  }
  out.push_back(std::move(owed));
}

void may_per_event(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.effect != Effect::k_award || clause.scope != Scope::k_own || !clause.amounts.empty()) return;
  may_award(a, a.cell(k_events).count, clause.amount, out);
}

void limit(const Asked& a, std::int64_t happened, std::int64_t most, std::string what,
           std::vector<Owed>& out) {
  Owed owed = make(a, a.world.period.last);
  owed.state = OwedState::k_limit;
  owed.found = happened;
  owed.wanted = most;
  owed.missing = std::max<std::int64_t>(most - happened, 0);
  owed.what = std::move(what);
  out.push_back(std::move(owed));
}

void limit_or_award_accrual(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.streak.count > 0) {
    const std::int64_t happened = a.cell(0).count;
    limit(a, happened, 0,
          happened > 0
              ? "已发生 " + times_text(happened, "次") + "，连续中断"
              : "至" + to_chinese(a.plan.parts.back()) + "末不发生，加 " + points_text(clause.amount),
          out);
    return;
  }
  // The level of an act is not ours to choose, and one more of a known key gives nothing: both are left out.
  if (clause.scope == Scope::k_own && clause.levels.empty() && !clause.key_field)
    may_award(a, a.cell(0).count, clause.amount, out);
}

void limit_baseline(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::optional<std::int64_t> quota = target_of(clause, a.post);
  if (!clause.last_year && !quota) return;
  const std::int64_t most = clause.last_year ? a.cell(k_before).amount : *quota;
  const std::int64_t happened = a.cell(k_actual).amount + a.cell(k_actual_unknown).count;
  std::string what = "实际 " + std::to_string(happened) + (clause.last_year ? "，上年同期 " : "，控制数 ") +
                     std::to_string(most);
  if (clause.amount.e4 > 0)
    what += clause.baseline_mode == BaselineMode::k_linear
                ? "，超过后每多 1 扣 " + points_text(clause.amount)
                : std::string(clause.effect == Effect::k_deduct ? "，超过即扣 " : "，不超过加 ") +
                      points_text(clause.amount);
  limit(a, happened, most, std::move(what), out);
}

void limit_gate(const Asked& a, std::vector<Owed>& out) {
  const std::int64_t happened = a.cell(0).count;
  limit(a, happened, a.clause().threshold - 1,
        "已发生 " + times_text(happened, "次") + "，门槛 " + times_text(a.clause().threshold, "次") +
            (happened >= a.clause().threshold ? "，已触发" : ""),
        out);
}

void wait_for_judge(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  for (const Term* term : a.world.organisation->terms_of_post(a.post.id)) {
    if (term->days_in(a.world.period) == 0) continue;
    const auto given =
        std::count_if(a.world.judgements.begin(), a.world.judgements.end(), [&](const Judgement& judgement) {
          return judgement.clause == clause.id && judgement.term == term->id && !judgement.self;
        });
    const std::int64_t wanted = std::max<std::int64_t>(clause.raters, 1);
    if (given >= wanted) continue;
    Owed owed = make(a, a.world.period.last);
    owed.state = OwedState::k_waiting;
    owed.found = given;
    owed.wanted = wanted;
    owed.missing = wanted - given;
    owed.what = "待评定（" + to_text(clause.min) + "—" + to_text(clause.max) + " 分）";
    if (wanted > 1)
      owed.what += "，已有 " + std::to_string(given) + " 人，需 " + std::to_string(wanted) + " 人";
    out.push_back(std::move(owed));
  }
}

void ask(const Asked& a, std::vector<Owed>& out) {
  switch (a.clause().kind) {
    case ClauseKind::k_shortfall:
      return owed_shortfall(a, out);
    case ClauseKind::k_check:
      return owed_check(a, out);
    case ClauseKind::k_ratio:
      return owed_ratio(a, out);
    case ClauseKind::k_per_event:
      return may_per_event(a, out);
    case ClauseKind::k_accrual:
      return limit_or_award_accrual(a, out);
    case ClauseKind::k_baseline:
      return limit_baseline(a, out);
    case ClauseKind::k_gate:
      return limit_gate(a, out);
    case ClauseKind::k_judged:
      return wait_for_judge(a, out);
    case ClauseKind::k_tiers:     // costs, or gives, by what happened
    case ClauseKind::k_lateness:  // by fact: add_dated
      return;
  }
}

Result<void> add_dated(const World& world, const Tally& tally, const std::set<CodeId>& posts,
                       std::vector<Owed>& out) {
  std::vector<Hit> hits;
  std::set<std::tuple<std::int64_t, std::int32_t, CodeId>> seen;
  return world.facts([&](const Fact& fact) -> Result<void> {
    ANZE_CHECK(tally.hits(fact, hits));
    for (const Hit& hit : hits) {
      const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(hit.key.clause)];
      if (plan.clause->kind != ClauseKind::k_lateness) continue;
      const Term* term = world.organisation->term(hit.key.subject);
      const Post* post = world.organisation->post(term != nullptr ? term->post : hit.key.subject);
      if (post == nullptr || !posts.contains(post->id)) continue;
      if (!seen.insert({fact.seq, hit.key.clause, post->id}).second) continue;
      ANZE_CHECK(owed_lateness({world, tally, plan, hit.key.clause, *post}, fact, out));
    }
    return {};
  });
}

}  // namespace

Result<std::vector<Owed>> owed(const World& world, const Tally& tally, const std::vector<CodeId>& posts) {
  std::vector<Owed> out;
  for (const CodeId id : posts) {
    const Post& post = *world.organisation->post(id);
    for (std::size_t i = 0; i < tally.plans().size(); ++i) {
      const ClausePlan& plan = tally.plans()[i];
      if (!applies_to(*world.rulebook, *plan.clause, post.archetype)) continue;
      ask({world, tally, plan, static_cast<std::int32_t>(i), post}, out);
    }
  }
  ANZE_CHECK(add_dated(world, tally, {posts.begin(), posts.end()}, out));
  std::stable_sort(out.begin(), out.end(), [](const Owed& a, const Owed& b) {
    return std::tie(a.by, a.clause, a.post, a.fact) < std::tie(b.by, b.clause, b.post, b.fact);
  });
  return out;
}

}  // namespace anze
