#include "scoring/questions/path/lost.h"

#include <algorithm>

#include "scoring/clauses/case.h"
#include "scoring/clauses/sign.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// The sub-periods that ended short of what was wanted: "2025年7月、2025年8月".
std::string ended_short(const World& world, const ClauseCase& c) {
  const Clause& clause = c.clause();
  const std::size_t width = std::max<std::size_t>(clause.list.size(), 1);
  const std::int64_t wanted = clause.list.empty() ? target_of(clause, c.post).value_or(0) : 1;
  std::string ended;
  for (std::size_t part = 0; part < c.plan.parts.size(); ++part) {
    if (world.today <= c.plan.parts[part].last || c.term.days_in(c.plan.parts[part]) == 0) continue;
    bool is_short = false;
    for (std::size_t i = 0; i < width; ++i)
      is_short = is_short || c.cell(static_cast<std::int32_t>(part * width + i)).count < wanted;
    if (is_short) ended += (ended.empty() ? "" : "、") + to_chinese(c.plan.parts[part]);
  }
  return ended;
}

std::string why_wanted(const World& world, const ClauseCase& c, const std::string& ended) {
  if (!ended.empty()) return ended + "已经结束，不能再补办";
  if (world.period.last < world.today) return to_chinese(world.period) + "已经结束，不能再补办";
  if (c.term.to && *c.term.to < world.today) return "任期已于" + to_chinese(*c.term.to) + "结束，不能再补办";
  return "以本人此时的岗位和分管，补办的记录不计入本条款，或会在其他条款扣分";
}

std::string why_award(const World& world, const ClauseCase& c) {
  const Clause& clause = c.clause();
  if (clause.kind == ClauseKind::k_accrual && clause.streak.count > 0)
    return c.cell(0).count > 0 ? "已经发生，连续中断" : "期末不发生才计，不靠补办";
  if (clause.scope == Scope::k_own) return why_wanted(world, c, {});
  return "不按本人办理的记录计分，要由他人给予或认定";
}

std::string why_rate(const World& world, const ClauseCase& c) {
  if (world.period.last < world.today) return to_chinese(world.period) + "已经结束，不能再补办";
  if (c.clause().ratio_mode == RatioMode::k_range) return "低于目标，扣多少由评定人在规定范围内决定";
  if (c.clause().scope == Scope::k_own) return "其余的记录已经按未达标计入，补办也达不到目标";
  return "其余的不能再办结";
}

std::string why_late(const World& world, const ClauseCase& c) {
  if (by_the_clock(c.clause())) return "按时分计时，现在办结的时刻不在台账里，算不出还能少扣多少";
  if (world.period.last < world.today) return to_chinese(world.period) + "已经结束，不能再补办";
  if (c.cell(k_never_done).count > 0) return "现在办结按迟办计，不比未办扣得少；办结后扣分不撤销";
  return "已经迟办，扣分不撤销";
}

std::string why(const World& world, const ClauseCase& c) {
  constexpr const char* k_happened = "已经发生，不能撤销；记录有误的，更正后重算";
  const Clause& clause = c.clause();
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
      return why_wanted(world, c, ended_short(world, c));
    case ClauseKind::k_check:
      if (!wants_one(clause)) return k_happened;
      return why_wanted(world, c, {});
    case ClauseKind::k_ratio:
      return why_rate(world, c);
    case ClauseKind::k_lateness:
      return why_late(world, c);
    case ClauseKind::k_judged:
      return "由评定人评定";
    case ClauseKind::k_baseline:
      return clause.effect == Effect::k_deduct ? "已经超过控制数或上年同期，不能撤销"
                                               : "与控制数或上年同期比，不靠补办";
    case ClauseKind::k_gate:
      return k_happened;
    case ClauseKind::k_per_event:
    case ClauseKind::k_tiers:
    case ClauseKind::k_accrual:
      if (wants_one(clause)) return why_wanted(world, c, {});
      return clause.effect == Effect::k_deduct ? k_happened : why_award(world, c);
  }
  return {};
}

bool is_offered(const std::vector<Step>& steps, std::int32_t clause, CodeId post) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Step& step) { return step.clause == clause && step.post == post; });
}

}  // namespace

std::vector<Lost> lost_for_good(const World& world, const Tally& with_all, const Evaluation& evaluation,
                                CodeId official, const std::vector<Step>& steps) {
  std::vector<Lost> lost;
  const KeyedCells keyed(with_all.plans(), with_all.table());
  for (const Scorecard& card : evaluation.cards) {
    if (card.official != official) continue;
    const Post* held = world.organisation->post(card.post);
    ANZE_ASSERT(held != nullptr);
    const Post& post = *held;
    const auto& terms = world.organisation->terms_of_official(official);
    const auto found =
        std::find_if(terms.begin(), terms.end(), [&](const Term* t) { return t->id == card.term; });
    ANZE_ASSERT(found != terms.end());  // the card was made of it
    const Term& term = **found;
    for (const Line& line : card.lines) {
      const ClausePlan& plan = with_all.plans()[static_cast<std::size_t>(line.clause)];
      const Clause& clause = *plan.clause;
      if (line.state == LineState::k_not_applicable || line.state == LineState::k_not_due) continue;
      const ClauseCase c{with_all.table(),
                         plan,
                         line.clause,
                         world.rulebook->items[plan.item].points,
                         post,
                         term,
                         true,
                         &keyed};
      Lost one{line.clause, post.id, Exact{} - line.points, {}};
      bool loses = line.points.sign() < 0 || gate_shut(clause, line);
      if (gate_shut(clause, line)) one.points.reset();
      if (clause.effect == Effect::k_award && clause.kind != ClauseKind::k_gate && line.points.sign() >= 0) {
        const std::optional<Exact> worth = worth_of(c);
        loses = worth ? line.points < *worth : !is_offered(steps, line.clause, post.id);
        one.points = worth ? std::optional(*worth - line.points) : std::nullopt;
      }
      if (!loses) continue;
      one.why = why(world, c);
      lost.push_back(std::move(one));
    }
  }
  return lost;
}

}  // namespace anze
