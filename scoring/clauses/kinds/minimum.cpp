// 最低数量: what records say there is, added up, against what there must be at least (消火栓不少于 60 个):
// each one missing costs the amount, or being short does. Shortfall counts records; here a record holds a
// number.
#include <algorithm>
#include <set>

#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

constexpr std::int32_t k_there = 0;   // facts; what their field adds up to
constexpr std::int32_t k_silent = 1;  // facts that do not say the field

const Minimum& own(const Clause& clause) {
  return own_of<Minimum>(clause);
}
Minimum& own(Clause& clause) {
  return own_of<Minimum>(clause);
}

constexpr std::string_view k_members =
    R"json("measure": {"title": "计量单位 / Counted in", "$ref": "#/definitions/text"})json";

constexpr json::Word<bool> k_whole[] = {{"linear", false}, {"pass_fail", true}};

void read(const ReadCase& c, Clause& clause) {
  own(clause).sum_field = need_field(c, "sum", {FieldType::k_integer});
  own(clause).targets = read_targets(c, "target", "targets");
  own(clause).whole = c.object.need_word("mode", k_whole);
  own(clause).measure = c.object.get<std::string>("measure", "个");
  clause.amount = c.object.need<Points>("amount");
}

void check(const CheckCase& c) {
  const std::vector<Target>& targets = own(c.clause).targets;
  std::set<CodeId> subjects;
  for (const Target& target : targets)
    if (!subjects.insert(target.subject).second)
      c.problems.add(invalid("clause.target", "one post or unit is given two targets", c.at + "/targets",
                             "keep one of the two"));
  if (std::all_of(targets.begin(), targets.end(), [](const Target& target) { return target.count == 0; }))
    c.problems.add(invalid("clause.target", "clause “" + c.clause.id + "” wants nothing of anybody",
                           c.at + "/target", "write at least 1, or drop the clause"));
  check_amount(c, "amount", c.clause.amount);
}

// A target for some posts only asks nothing of the others.
bool leaves_out(const Clause& clause) {
  const std::vector<Target>& targets = own(clause).targets;
  return std::none_of(targets.begin(), targets.end(),
                      [](const Target& target) { return target.subject == k_no_code; });
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).sum_field;
  for (const Target& target : own(clause).targets) key << target.subject << target.count;
}

void measures(const Clause& clause, Measures& out) {
  out.add(own(clause).sum_field);
  out.add(std::string_view(own(clause).measure));
}

std::int32_t buckets(const ClausePlan&) {
  return k_silent + 1;
}

Result<void> count(const Counting& c, Contribution& out) {
  std::int64_t there = 0;
  if (read_field(c.fact, own(c.clause()).sum_field, there))
    out.add(k_there, {1, std::max<std::int64_t>(there, 0)});
  else
    out.add(k_silent, {1, 0});
  return {};
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const std::optional<std::int64_t> target = target_of(own(clause).targets, c.post);
  if (!target) return leave_out(c, line, "未对该岗位规定数量");
  const TallyCell there = c.cell(k_there);
  const std::int64_t silent = c.cell(k_silent).count;
  const std::int64_t missing = std::max<std::int64_t>(*target - there.amount, 0);
  const bool takes = clause.effect == Effect::k_deduct;
  line.count = there.count + silent;
  line.target = *target;
  const std::string& measure = own(clause).measure;
  c.tell(line, [&] {
    std::string how = "应有 " + times_text(*target, measure) + "，实有 " + times_text(there.amount, measure);
    if (silent > 0) how += "（另 " + times_text(silent, "条") + "数量未填，不计）";
    return how + (missing > 0 ? "，缺 " + times_text(missing, measure) : "");
  });
  const bool part = takes && missing > 0;
  const Exact share = part ? share_asked(c.plan, c.term, c.plan.parts.front()) : Exact::ratio(1, 1);
  const auto tell_share = [&] {
    if (part) c.tell(line, [&] { return share_text(c.plan, c.term, c.plan.parts.front()); });
  };
  if (own(clause).whole) {
    tell_share();
    return settle(c, line, (missing > 0) == takes ? Exact(clause.amount) * share : Exact{});
  }
  const std::int64_t times = takes ? missing : *target - missing;
  if (times > 0) c.tell(line, [&] { return " × " + points_text(clause.amount); });
  tell_share();
  const Exact size = Exact(clause.amount) * times;
  settle(c, line, part ? size * share : size);
}

std::optional<Exact> worth(const ClauseCase& c) {
  if (own(c.clause()).whole) return Exact(c.clause().amount);
  return Exact(c.clause().amount) * target_of(own(c.clause()).targets, c.post).value_or(0);
}

int sign(const Clause&) {
  return +1;
}

std::int64_t missing_of(const Clause& clause, const Post& post, std::int64_t there) {
  return std::max<std::int64_t>(target_of(own(clause).targets, post).value_or(0) - there, 0);
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::int64_t there = a.cell(k_there).amount;
  const std::int64_t missing = missing_of(clause, a.post, there);
  if (missing == 0) return;
  Owed owed = make_owed(a, a.period.last);
  const bool over = owed.by < a.today;
  const bool gives = clause.effect == Effect::k_award;
  if (gives && over) return;
  owed.state = gives ? OwedState::k_may : over ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = there + missing;
  owed.found = there;
  owed.missing = missing;
  owed.what = "应有 " + times_text(owed.wanted, own(clause).measure) + "，还缺 " +
              times_text(missing, own(clause).measure);
  out.push_back(std::move(owed));
}

std::string lost(const LostCase& lost) {
  return why_wanted(lost, {});
}

// Records of one each: how the number is spread over them is no matter.
void wants(const WantCase& c, std::vector<Want>& out) {
  if (c.clause().scope != Scope::k_own) return;
  const CodeId subject = c.clause().counts_for == CountsFor::k_post ? c.post.id : c.term.id;
  const TallyCell* there = c.cells.find({c.index, subject, k_there});
  if (const auto missing = missing_of(c.clause(), c.post, there != nullptr ? there->amount : 0); missing > 0)
    out.push_back({c.plan.first, c.plan.last, missing});
}

bool shape(const ShapeCase& s, ShapedRecord& record) {
  if (!choose(record, s.clause.select, own(s.clause).sum_field, 1)) return false;
  record.what = "数量 1";
  return true;
}

}  // namespace

constinit const Kind k_minimum{
    .word = "minimum",
    .chinese = "最低数量",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select", "sum", "mode", "amount"]})json",
    .blank = make_blank<Minimum>,
    .usual = [](json::Object&) { return CountsFor::k_post; },
    .read = read,
    .check = check,
    .leaves_out = leaves_out,
    .condition = condition,
    .measures = measures,
    .buckets = buckets,
    .count = count,
    .score = score,
    .worth = worth,
    .sign = sign,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .shape = shape,
};

}  // namespace anze
