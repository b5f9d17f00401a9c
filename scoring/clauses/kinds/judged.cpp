// 酌情: a person's value with a reason, or the mean of several raters. Until it is given the line takes and
// gives nothing and says so, unless the rulebook's policy is to assume the worst or the best.
#include "scoring/clauses/kinds/judged.h"

#include <algorithm>

#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

const Judged& own(const Clause& clause) {
  return own_of<Judged>(clause);
}
Judged& own(Clause& clause) {
  return own_of<Judged>(clause);
}

constexpr std::string_view k_members =
    R"json("min": {"title": "下限 / Least", "$ref": "#/definitions/points"},
        "max": {"title": "上限 / Most", "$ref": "#/definitions/points"},
        "step": {"title": "步长 / Step", "$ref": "#/definitions/points"},
        "raters": {
          "title": "多人评分 / Several raters", "type": "object", "additionalProperties": false,
          "properties": {"least": {"title": "至少人数 / At least so many", "type": "integer", "minimum": 1, "maximum": 1000},
                         "trim_from": {"title": "满此人数去掉最高最低 / From so many the highest and lowest are dropped", "type": "integer", "minimum": 3, "maximum": 1000}}
        })json";

void read_raters(const Place& place, Clause& clause) {
  constexpr std::int64_t k_raters_max = 1000;
  Object object(place);
  own(clause).raters = object.get_integer<std::int64_t>("least", 1, 1, k_raters_max);
  own(clause).trim_from = object.get_integer<std::int64_t>("trim_from", 0, 3, k_raters_max);
  object.close();
}

void read(const ReadCase& c, Clause& clause) {
  own(clause).range = need_range(c.object);
  if (const std::optional<Place> raters = c.object.find("raters")) read_raters(*raters, clause);
}

void check(const CheckCase& c) {
  check_range(c, own(c.clause).range);
}

std::string range_text(const Range& range) {
  return "待评定（" + to_text(range.min) + "—" + to_text(range.max) + " 分）";
}

void leave_unjudged(const ClauseCase& c, const Range& range, Line& line) {
  const MissingJudgement policy = c.missing;
  line.state = LineState::k_unjudged;
  const bool favourable = policy == MissingJudgement::k_favourable;
  c.tell(line, [&] {
    const char* taken = policy == MissingJudgement::k_neutral ? "，暂不扣分也不加分"
                        : favourable                          ? "，缺评定按有利计"
                                                              : "，缺评定按不利计";
    return range_text(range) + taken;
  });
  if (policy == MissingJudgement::k_neutral) return;
  const bool whole = favourable == (c.clause().effect == Effect::k_award);
  settle(c, line, whole ? Exact(range.max) : Exact{});
}

void mean_of_raters(const ClauseCase& c, std::int64_t trim_from, std::vector<Points> values, Line& line) {
  const auto count = static_cast<std::int64_t>(values.size());
  c.tell(line, [&] {
    std::string how = "评定 " + times_text(count, "人") + "（";
    for (std::size_t i = 0; i < values.size(); ++i) how += (i > 0 ? "、" : "") + to_text(values[i]);
    return how + " 分）";
  });
  std::sort(values.begin(), values.end());
  if (trim_from > 0 && count >= trim_from) {
    values.erase(values.begin());
    values.pop_back();
    c.tell(line, [] { return "，去掉最高、最低各一"; });
  }
  Exact sum;
  for (const Points value : values) sum += Exact(value);
  const Exact mean = sum / Exact::ratio(static_cast<std::int64_t>(values.size()), 1);
  c.tell(line, [&] { return "，平均 " + points_text(mean); });
  settle(c, line, mean);
}

void judge_by_raters(const ClauseCase& c, const Range& range, const Raters& raters, Line& line) {
  std::vector<Points> values;
  if (c.judged != nullptr)
    for (const Judgement* judgement : c.judged->values) values.push_back(judgement->value);
  if (static_cast<std::int64_t>(values.size()) < raters.least) {
    c.tell(line, [&] {
      return "已有 " + std::to_string(values.size()) + " 人评定，需 " + std::to_string(raters.least) +
             " 人，";
    });
    leave_unjudged(c, range, line);
    return;
  }
  line.state = LineState::k_judged;
  mean_of_raters(c, raters.trim_from, std::move(values), line);
}

void score(const ClauseCase& c, Line& line) {
  const Judged& judged = own(c.clause());
  score_by_person(c, judged.range, {judged.raters, judged.trim_from}, line);
}

std::optional<Exact> worth(const ClauseCase& c) {
  return Exact(own(c.clause()).range.max);
}

const Range* judged(const Clause& clause) {
  return &own(clause).range;
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  for (const Term* term : a.organisation.terms_of_post(a.post.id)) {
    if (term->days_in(a.period) == 0) continue;
    const auto given =
        std::count_if(a.judgements.begin(), a.judgements.end(), [&](const Judgement& judgement) {
          return judgement.clause == clause.id && judgement.term == term->id && !judgement.self;
        });
    const std::int64_t wanted = std::max<std::int64_t>(own(clause).raters, 1);
    if (given >= wanted) continue;
    Owed owed = make_owed(a, a.period.last);
    owed.state = OwedState::k_waiting;
    owed.found = given;
    owed.wanted = wanted;
    owed.missing = wanted - given;
    owed.what = "待评定（" + to_text(own(clause).range.min) + "—" + to_text(own(clause).range.max) + " 分）";
    if (wanted > 1)
      owed.what += "，已有 " + std::to_string(given) + " 人，需 " + std::to_string(wanted) + " 人";
    out.push_back(std::move(owed));
  }
}

std::string lost(const LostCase&) {
  return "由评定人评定";
}

}  // namespace

void score_by_person(const ClauseCase& c, const Range& range, const Raters& raters, Line& line) {
  if (!line.how.empty()) line.how += "，";
  if (raters.least > 0) {
    judge_by_raters(c, range, raters, line);
    return;
  }
  if (c.judged == nullptr || c.judged->values.empty()) {
    leave_unjudged(c, range, line);
    return;
  }
  const Judgement& judgement = *c.judged->values.front();
  line.state = LineState::k_judged;
  c.tell(line, [&] {
    return "评定 " + points_text(judgement.value) +
           (judgement.reason.empty() ? "" : "（" + judgement.reason + "）");
  });
  settle(c, line, Exact(judgement.value));
}

constinit const Kind k_judged{
    .word = "judged",
    .chinese = "酌情",
    .members = k_members,
    .needs = R"json({"required": ["effect", "min", "max", "step"]})json",
    .blank = make_blank<Judged>,
    .read = read,
    .check = check,
    .score = score,
    .worth = worth,
    .judged = judged,
    .owed = owed,
    .lost = lost,
};

}  // namespace anze
