#include "scoring/questions/path/path.h"

#include <algorithm>

#include "scoring/questions/path/lost.h"
#include "scoring/questions/path/options.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

struct Standing {
  std::size_t grade = 0;  // place in Rulebook::grades, 0 the best; their number where there is none
  Exact exact;
  Points points;
};

using Numbers = std::vector<std::int64_t>;  // how many doings of each step

// Puts acts into the tally, evaluates, takes them out again.
class Trial {
 public:
  Trial(const World& world, Tally& tally, CodeId official, const std::vector<Option>& steps)
      : world_(world), tally_(tally), official_(official), steps_(steps) {}

  Result<Standing> with(const Numbers& numbers) {
    ++trials_;
    ANZE_CHECK(put(numbers, +1));
    auto evaluation = evaluate(world_, tally_, Detail::k_numbers);
    ANZE_CHECK(put(numbers, -1));
    if (!evaluation) return evaluation.error();
    const PersonResult* person = person_of(*evaluation, official_);
    if (person == nullptr)
      return Error{Code::k_not_found, "path.nobody",
                   "the official is not assessed in " + to_text(world_.period), "/official",
                   "ask about an official who held an assessed post in the period"};
    return Standing{rank(person->grade), person->exact, person->points};
  }

  // What is lost whatever is done.
  Result<std::vector<Lost>> lost_with(const Numbers& numbers) {
    ANZE_CHECK(put(numbers, +1));
    const auto evaluation = evaluate(world_, tally_, Detail::k_numbers);
    std::vector<Lost> lost;
    if (evaluation) lost = lost_for_good(world_, tally_, *evaluation, official_, steps_);
    ANZE_CHECK(put(numbers, -1));
    if (!evaluation) return evaluation.error();
    return lost;
  }

  std::int64_t trials() const { return trials_; }

 private:
  std::size_t rank(const std::string& grade) const {
    const auto& grades = world_.rulebook->grades;
    return static_cast<std::size_t>(
        std::find_if(grades.begin(), grades.end(), [&](const Grade& g) { return g.title == grade; }) -
        grades.begin());
  }

  Result<void> put(const Numbers& numbers, int sign) {
    ANZE_ASSERT(numbers.size() == steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      ANZE_ASSERT(numbers[i] <= static_cast<std::int64_t>(steps_[i].doings.size()));
      for (std::int64_t k = 0; k < numbers[i]; ++k) {
        const Deed& doing = steps_[i].doings[static_cast<std::size_t>(k)];
        if (doing.before) ANZE_CHECK(tally_.apply(*doing.before, -sign));
        ANZE_CHECK(tally_.apply(doing.after, sign));
      }
    }
    return {};
  }

  const World& world_;
  Tally& tally_;
  CodeId official_;
  const std::vector<Option>& steps_;
  std::int64_t trials_ = 0;
};

// Tries every choice of numbers that could still be better than the best so far. The last two steps are
// walked as a staircase: with one more of the one, never more of the other are needed.
class Search {
 public:
  Search(Trial& trial, const std::vector<Option>& steps, std::size_t wanted)
      : trial_(trial), wanted_(wanted) {
    for (const Option& step : steps) most_.push_back(static_cast<std::int64_t>(step.doings.size()));
    for (std::size_t i = 0; i < most_.size(); ++i) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return most_[a] < most_[b]; });
  }

  // Requires: all acts together reach the grade.
  Result<Numbers> run(const Standing& with_all) {
    best_ = most_;
    least_ = total(most_);
    best_exact_ = with_all.exact;
    ANZE_CHECK(descend_greedily());
    Numbers numbers(most_.size(), 0);
    ANZE_CHECK(visit(0, numbers));
    return best_;
  }

  bool finished() const { return finished_; }
  const Numbers& most() const { return most_; }

 private:
  static std::int64_t total(const Numbers& numbers) {
    std::int64_t sum = 0;
    for (const std::int64_t number : numbers) sum += number;
    return sum;
  }

  bool reaches(const Standing& outcome) const { return outcome.grade <= wanted_; }

  // Drops acts from all of them while the grade holds: a first bound, not the answer.
  Result<void> descend_greedily() {
    Numbers numbers = most_;
    for (auto at = order_.rbegin(); at != order_.rend(); ++at) {
      std::int64_t low = 0;
      std::int64_t high = numbers[*at];
      while (low < high) {
        numbers[*at] = low + (high - low) / 2;
        ANZE_TRY(const Standing outcome, trial_.with(numbers));
        if (reaches(outcome))
          high = numbers[*at];
        else
          low = numbers[*at] + 1;
      }
      numbers[*at] = low;
    }
    ANZE_TRY(const Standing outcome, trial_.with(numbers));
    keep(numbers, outcome);
    return {};
  }

  void keep(const Numbers& numbers, const Standing& outcome) {
    const std::int64_t size = total(numbers);
    if (size > least_ || (size == least_ && !(best_exact_ < outcome.exact))) return;
    least_ = size;
    best_ = numbers;
    best_exact_ = outcome.exact;
  }

  bool over() {
    finished_ = finished_ && trial_.trials() < k_most_trials;
    return !finished_;
  }

  Result<void> visit(std::size_t depth, Numbers& numbers) {
    if (total(numbers) > least_ || over()) return {};
    Numbers full = numbers;
    for (std::size_t i = depth; i < order_.size(); ++i) full[order_[i]] = most_[order_[i]];
    ANZE_TRY(const Standing outcome, trial_.with(full));
    if (!reaches(outcome)) return {};
    if (depth == order_.size()) {
      keep(numbers, outcome);
      return {};
    }
    if (depth + 2 == order_.size()) return stairs(order_[depth], order_[depth + 1], numbers);
    const std::size_t step = order_[depth];
    for (std::int64_t n = 0; n <= most_[step]; ++n) {
      numbers[step] = n;
      ANZE_CHECK(visit(depth + 1, numbers));
    }
    numbers[step] = 0;
    return {};
  }

  Result<void> stairs(std::size_t up, std::size_t down, Numbers& numbers) {
    numbers[down] = most_[down];
    for (numbers[up] = 0; numbers[up] <= most_[up] && !over(); ++numbers[up]) {
      while (true) {  // the fewest of `down` that still reach it
        ANZE_TRY(const Standing outcome, trial_.with(numbers));
        if (!reaches(outcome)) {
          ++numbers[down];
          break;
        }
        keep(numbers, outcome);
        if (numbers[down] == 0) break;
        --numbers[down];
      }
      if (numbers[down] == 0) break;
      numbers[down] = std::min(numbers[down], most_[down]);
    }
    numbers[up] = numbers[down] = 0;
    return {};
  }

  Trial& trial_;
  std::size_t wanted_;
  Numbers most_;
  std::vector<std::size_t> order_;  // from the step with the fewest doings
  Numbers best_;
  std::int64_t least_ = 0;
  Exact best_exact_;
  bool finished_ = true;
};

Result<std::vector<Advice>> told(Trial& trial, const std::vector<Option>& steps, const Numbers& numbers,
                                 Exact before) {
  std::vector<Advice> acts;
  Numbers so_far(numbers.size(), 0);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (numbers[i] == 0) continue;
    so_far[i] = numbers[i];
    ANZE_TRY(const Standing outcome, trial.with(so_far));
    Advice act{steps[i].kind, steps[i].clause, steps[i].post, numbers[i], {}, {}, {}, {}};
    for (std::int64_t k = 0; k < numbers[i]; ++k) {
      const Deed& doing = steps[i].doings[static_cast<std::size_t>(k)];
      act.by.push_back(doing.by);
      act.what.push_back(doing.what);
      if (doing.before) act.facts.push_back(doing.before->seq);
    }
    act.gained = outcome.exact - before;
    before = outcome.exact;
    // Matters of one clause that differ only in what else they move are one piece of advice.
    const bool more_of_same = !acts.empty() && acts.back().kind == act.kind &&
                              act.kind != DeedKind::k_record && acts.back().clause == act.clause &&
                              acts.back().post == act.post;
    if (!more_of_same) {
      acts.push_back(std::move(act));
      continue;
    }
    acts.back().times += act.times;
    acts.back().gained += act.gained;
    acts.back().by.insert(acts.back().by.end(), act.by.begin(), act.by.end());
    acts.back().what.insert(acts.back().what.end(), act.what.begin(), act.what.end());
    acts.back().facts.insert(acts.back().facts.end(), act.facts.begin(), act.facts.end());
  }
  for (const Advice& act : acts)
    ANZE_ASSERT(act.times == static_cast<std::int64_t>(act.by.size()) && act.by.size() == act.what.size());
  return acts;
}

Result<std::size_t> wanted_grade(const Rulebook& rulebook, const std::optional<std::string>& grade,
                                 std::size_t present) {
  ANZE_ASSERT(present < rulebook.grades.size() && (grade || present > 0));
  if (!grade) return present - 1;
  for (std::size_t i = 0; i < rulebook.grades.size(); ++i) {
    if (rulebook.grades[i].title != *grade) continue;
    if (i < present) return i;
    return invalid("path.grade",
                   "the present grade “" + rulebook.grades[present].title + "” is not below “" + *grade + "”",
                   "/grade", "leave the grade out, or name a better one");
  }
  std::string known;
  for (const Grade& g : rulebook.grades) known += (known.empty() ? "" : ", ") + g.title;
  return invalid("path.grade", "the rulebook has no grade “" + *grade + "”", "/grade", "use " + known);
}

// Why all acts together are not enough: what holds the grade, or what is lost for good.
std::string why_not(const World& world, const Path& path, const Evaluation& present, CodeId official) {
  std::string why =
      path.acts.empty()
          ? (world.period.last < world.today ? to_chinese(world.period) + "已经结束，不能再补办"
                                             : std::string("没有还能补办、能加分的事项"))
          : "全部补办后为 " + to_text(path.to) + " 分（" + path.grade_to + "），仍达不到" + path.wanted;
  const PersonResult* person = person_of(present, official);
  ANZE_ASSERT(person != nullptr);
  std::vector<std::pair<Exact, std::string>> losses;
  for (const std::size_t i : person->cards) {
    const Scorecard& card = present.cards[i];
    if (card.gate_note) why += "；" + *card.gate_note;
    for (const Line& line : card.lines)
      if (line.points.sign() < 0)
        losses.emplace_back(line.points, clause_at(*world.rulebook, line.clause).id + " " + line.how);
  }
  std::stable_sort(losses.begin(), losses.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  constexpr std::size_t k_named = 3;
  if (!losses.empty()) why += "；目前扣分最多的是";
  for (std::size_t i = 0; i < std::min(losses.size(), k_named); ++i)
    why += (i == 0 ? "：" : "；") + losses[i].second;
  return why;
}

}  // namespace

Result<Path> path_to(const World& world, CodeId official, const std::optional<std::string>& grade) {
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(world));
  ANZE_TRY(const std::vector<Option> steps, steps_of(world, *tally, official));
  Trial trial(world, *tally, official, steps);
  const Numbers none(steps.size(), 0);
  ANZE_TRY(const Standing present, trial.with(none));
  const std::vector<Grade>& grades = world.rulebook->grades;
  Path path;
  path.from = path.to = present.points;
  path.exact_from = path.exact_to = present.exact;
  if (present.grade == grades.size()) {
    path.state = PathState::k_impossible;
    path.grade_from = path.grade_to = k_no_grade;
    ANZE_TRY(const Evaluation evaluation, evaluate(world, *tally, Detail::k_numbers));
    path.why = person_of(evaluation, official)->no_grade;
    return path;
  }
  path.grade_from = path.grade_to = grades[present.grade].title;
  if (present.grade == 0 && !grade) {
    path.state = PathState::k_best_already;
    path.wanted = path.grade_from;
    return path;
  }
  ANZE_TRY(const std::size_t wanted, wanted_grade(*world.rulebook, grade, present.grade));
  path.wanted = grades[wanted].title;
  Search search(trial, steps, wanted);
  ANZE_TRY(const Standing with_all, trial.with(search.most()));
  Numbers numbers = search.most();
  if (with_all.grade <= wanted) {
    ANZE_TRY(numbers, search.run(with_all));
    path.proven = search.finished();
  } else {
    path.state = PathState::k_impossible;
  }
  ANZE_TRY(const Standing after, trial.with(numbers));
  path.to = after.points;
  path.exact_to = after.exact;
  path.grade_to = after.grade < grades.size() ? grades[after.grade].title : k_no_grade;
  ANZE_ASSERT(path.state == PathState::k_impossible || after.grade <= wanted);
  ANZE_TRY(path.acts, told(trial, steps, numbers, present.exact));
  Exact gained;
  for (const Advice& act : path.acts) gained += act.gained;
  ANZE_ASSERT(present.exact + gained == path.exact_to);  // what each act brings adds up to the rise
  ANZE_TRY(path.lost, trial.lost_with(search.most()));
  if (path.state == PathState::k_impossible) {
    ANZE_TRY(const Evaluation evaluation, evaluate(world, *tally));
    path.why = why_not(world, path, evaluation, official);
  }
  return path;
}

}  // namespace anze
