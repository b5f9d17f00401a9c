#include "scoring/questions/owed.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "scoring/clauses/case.h"
#include "scoring/clauses/sign.h"
#include "scoring/facts/due_day.h"
#include "scoring/rulebook/plans.h"
#include "scoring/values/broken.h"

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
  if (!wants_one(clause) || a.cell(0).count > 0) return;
  const Date last = a.world.period.last;
  Owed owed = make(a, last);
  owed.state = last < a.world.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = clause.whole_item ? a.world.rulebook->items[a.plan.item].points : clause.amount;
  owed.what = to_chinese(a.world.period) + "还没有记录" + cost_text(clause, *owed.each);
  out.push_back(std::move(owed));
}

// Any one record keeps a streak that deducts from costing.
void owed_streak(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (a.cell(0).count > 0) return;
  const Period& last = a.plan.parts.back();
  Owed owed = make(a, last.last);
  owed.state = last.last < a.world.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = clause.amount;
  owed.this_period = a.plan.due;
  owed.what = to_chinese(a.plan.parts.front());
  if (a.plan.parts.size() > 1) owed.what += "至" + to_chinese(last);
  owed.what += "还没有记录，一次也没有的扣 " + points_text(clause.amount);
  if (!owed.this_period) owed.what += "，" + to_chinese(last) + "末到期，本期不计分";
  out.push_back(std::move(owed));
}

std::string rate_gives(const Clause& clause) {
  if (clause.ratio_mode == RatioMode::k_proportional)
    return "，按比例加，至多加 " + points_text(clause.amount);
  if (clause.ratio_mode == RatioMode::k_per_point)
    return "，目标以上每高 1 个百分点加 " + points_text(clause.amount);
  return "，达到目标由评定人加分";
}

// How many more must move from the denominator into the numerator; of nothing that counts as zero, one.
void owed_ratio(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::int64_t done = a.cell(k_numerator).count;
  const std::int64_t all = a.cell(k_denominator).count;
  const int128 wanted_ppm = static_cast<int128>(clause.target_ppm) * all;
  const bool nothing = all == 0 && clause.empty == EmptyRatio::k_zero;
  const bool gives = clause.effect == Effect::k_award;
  const bool grows =
      gives && clause.ratio_mode == RatioMode::k_per_point && all > done;  // above the target too
  const std::int64_t wanted = nothing ? 1 : static_cast<std::int64_t>((wanted_ppm + k_ppm - 1) / k_ppm);
  if (done >= wanted && !grows) return;
  Owed owed = make(a, a.world.period.last);
  const bool over = owed.by < a.world.today;
  if (gives && over) return;
  owed.state = gives ? OwedState::k_may : over ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = wanted;
  owed.found = done;
  owed.missing = std::max<std::int64_t>(wanted - done, 0);
  owed.what = "现为 " + std::to_string(done) + " / " + std::to_string(all);
  if (nothing)
    owed.what += "，没有记录按 0 计，有 1 件达标的即按实际比率计";
  else if (owed.missing > 0)
    owed.what +=
        "，再办结 " + times_text(owed.missing, "件") + "达到目标 " + to_text(Points{clause.target_ppm}) + "%";
  if (gives) owed.what += rate_gives(clause);
  out.push_back(std::move(owed));
}

// A dated matter that waits: the fact of a lateness clause without its done day.
Result<void> owed_lateness(const Asked& a, const Fact& fact, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  std::int64_t done = 0;
  const std::optional<std::int64_t> due = due_value(fact, clause.due_field, clause.moved_to);
  if (!due || read_field(fact, clause.done_field, done)) return {};
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
  Date by{static_cast<std::int32_t>(*due)};
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
  // Late from the day after; by the due day, what ends on the last day is the period's own.
  owed.this_period = clause.by_due || by < a.world.period.last;
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

// What is given, or taken, so far, and what one more comes to, of a clause that counts records one by one.
struct Running {
  std::int64_t count = 0;
  Exact sum;
  std::optional<Points> next;  // none: the record decides, up to `most`
  Points most;
  std::string terms;  // "按级别"
};

void tell_running(const Asked& a, const Running& running, std::string_view measure, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const bool gives = clause.effect == Effect::k_award;
  const std::string verb = gives ? "加 " : "扣 ";
  Owed owed = make(a, a.world.period.last);
  if ((gives && owed.by < a.world.today) || running.most.e4 <= 0) return;
  if (clause.cap && !(running.sum < Exact(*clause.cap))) return;
  owed.state = gives ? OwedState::k_may : OwedState::k_limit;
  owed.found = running.count;
  owed.each = running.next;
  owed.what = "已有 " + times_text(running.count, measure) + "，每多 1 " + std::string(measure);
  owed.what += running.next ? verb + points_text(*running.next)
                            : running.terms + verb + "分，最高 " + points_text(running.most);
  if (running.next && !running.terms.empty()) owed.what += "（" + running.terms + "）";
  if (clause.key_field) owed.what += "，同一事项只计一次";
  if (clause.kind == ClauseKind::k_accrual && clause.take == AccrualTake::k_highest)
    owed.what += "，只计最高的一项";
  if (clause.cap) owed.what += std::string("，至多再") + verb + points_text(Exact(*clause.cap) - running.sum);
  out.push_back(std::move(owed));
}

// 5, 6, 7 and so on: the amount of the n-th, from 1.
Points nth_amount(const Clause& clause, std::int64_t n) {
  const auto listed = static_cast<std::int64_t>(clause.amounts.size());
  if (n <= listed) return clause.amounts[static_cast<std::size_t>(n - 1)];
  return Points{clause.amounts.back().e4 + clause.increment.e4 * (n - listed)};
}

void may_per_event(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.effect != Effect::k_award || clause.scope != Scope::k_own) return;
  const std::int64_t done = a.cell(k_events).count;
  if (clause.amounts.empty()) return may_award(a, done, clause.amount, out);
  Running running{done, {}, nth_amount(clause, done + 1), nth_amount(clause, done + 1), "依次递增"};
  for (std::int64_t n = 1; n <= done; ++n) running.sum += Exact(nth_amount(clause, n));
  tell_running(a, running, "次", out);
}

void may_tiers(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.effect != Effect::k_award || clause.scope != Scope::k_own) return;
  Running running;
  running.terms = "按分档";
  for (std::size_t i = 0; i < clause.bands.size(); ++i) {
    const std::int64_t count = a.cell(static_cast<std::int32_t>(i)).count;
    running.count += count;
    running.sum += Exact(clause.bands[i].points) * count;
    running.most = std::max(running.most, clause.bands[i].points);
  }
  tell_running(a, running, "次", out);
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

void limit_streak(const Asked& a, std::vector<Owed>& out) {
  const std::int64_t happened = a.cell(0).count;
  limit(a, happened, 0,
        happened > 0
            ? "已发生 " + times_text(happened, "次") + "，连续中断"
            : "至" + to_chinese(a.plan.parts.back()) + "末不发生，加 " + points_text(a.clause().amount),
        out);
}

// What the levels counted, of a key once, by its highest.
Running running_levels(const Asked& a) {
  const Clause& clause = a.clause();
  const std::int32_t width = accrual_width(clause);
  const auto amount_of = [&](std::int32_t level) {
    if (clause.levels.empty()) return clause.amount;
    const auto at = static_cast<std::size_t>(level);
    return at < clause.levels.size() ? clause.levels[at].amount : Points{};
  };
  Running running;
  running.most = amount_of(0);
  if (clause.levels.empty()) running.next = clause.amount;
  if (!clause.levels.empty()) running.terms = "按级别";
  Exact highest;
  CodeId last_subject = k_no_code;
  std::int32_t last_key = -1;
  for (const auto& [key, cell] : a.tally.cells_of(a.index)) {
    const Term* term = a.world.organisation->term(key.subject);
    const CodeId post = clause.counts_for == CountsFor::k_post || term == nullptr ? key.subject : term->post;
    if (post != a.post.id || key.bucket < 0 || key.bucket == a.plan.unproven) continue;
    const bool repeated = clause.key_field && key.subject == last_subject && key.bucket / width == last_key;
    last_subject = key.subject;
    last_key = key.bucket / width;
    if (repeated) continue;
    const std::int64_t count = clause.key_field ? 1 : cell.count;
    const Exact amount{amount_of(key.bucket % width)};
    running.count += count;
    running.sum += amount * count;
    highest = std::max(highest, amount);
  }
  if (clause.take == AccrualTake::k_highest) running.sum = highest;
  return running;
}

// One more is told whatever its way: an award as what may be done, a deduction as what it would cost.
void running_accrual(const Asked& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const bool gives = clause.effect == Effect::k_award;
  if (gives && clause.scope != Scope::k_own) return;
  const bool plain = clause.levels.empty() && !clause.key_field && clause.take == AccrualTake::k_sum;
  if (gives && plain) return may_award(a, a.cell(0).count, clause.amount, out);
  const Running running = running_levels(a);
  if (clause.take == AccrualTake::k_highest && !(running.sum < Exact(running.most))) return;
  tell_running(a, running, "次", out);
}

void ask_accrual(const Asked& a, std::vector<Owed>& out) {
  if (a.clause().streak.count == 0) return running_accrual(a, out);
  if (wants_one(a.clause())) return owed_streak(a, out);
  limit_streak(a, out);
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
  if (clause.plus.e4 > 0) what += "，比这每少 1 加 " + points_text(clause.plus);
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
      return ask_accrual(a, out);
    case ClauseKind::k_baseline:
      return limit_baseline(a, out);
    case ClauseKind::k_gate:
      return limit_gate(a, out);
    case ClauseKind::k_judged:
      return wait_for_judge(a, out);
    case ClauseKind::k_tiers:
      return may_tiers(a, out);
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
    const Post* found = world.organisation->post(id);
    ANZE_ASSERT(found != nullptr);
    const Post& post = *found;
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
