// Path (进档路径): the smallest set of acts that brings a person to a better grade.
//
// An act is one record more (an inspection led, a meeting held) that a shortfall, a check for absence, a rate
// of own records or an award for own acts (each, by number, by band, by level, once a key) asks for; or one
// open matter closed today (a hazard rectified, an instruction answered, a criticism put right). Where an
// act's level is the actor's to choose, the highest is taken: fewer do. Each act is a whole fact put into the
// tally, so it counts for every clause that would count it: one rectified hazard moves the ratio, the
// lateness and the gate together.
//
// The search is exact. The score is computed by evaluate itself, so caps, gates and foldings act as they do
// in the real assessment; that more acts of the kinds offered never lower the score is what it relies on, and
// so an act that would cost (a late answer dearer than none) is not offered (effects.h). Acts alike in
// their effect are one step with a number of times; all numbers are tried, the fewest acts win, among equals
// the higher score, then the earlier clause. A search beyond `k_most_trials` evaluations ends with the best
// found and says that fewer acts are not excluded.
//
// Not offered: what a person cannot bring about (a commendation, an accident that did not happen), what a
// judge decides, and what was due in a sub-period that is over. Those are told as lost, each with its reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/questions/path/option.h"
#include "scoring/questions/world.h"

namespace anze {

inline constexpr std::int64_t k_most_trials = 60'000;

struct Advice {
  DeedKind kind = DeedKind::k_record;
  std::int32_t clause = 0;  // as in TallyKey; of an open matter, the first clause it moves
  CodeId post = k_no_code;
  std::int64_t times = 0;         // how often
  std::vector<Date> by;           // the last day of each: one meeting a month has a day a month
  std::vector<std::string> what;  // which of the clause's each is: the entry of its list, the level, the band
  std::vector<std::int64_t> facts;  // seq of the matters to close
  Exact gained;                     // of the person's exact score; of all acts in order, adds up to the rise
};

enum class PathState {
  k_found,
  k_best_already,  // there is no better grade
  k_impossible,    // all acts together do not reach it
};

struct Path {
  PathState state = PathState::k_found;
  std::string wanted;  // grade
  Points from;
  std::string grade_from;
  Points to;  // with the acts; when impossible: with all acts there are
  std::string grade_to;
  Exact exact_from;
  Exact exact_to;
  std::vector<Advice> acts;  // when impossible: all there are
  bool proven = true;        // no smaller set exists
  std::vector<Lost> lost;
  std::string why;  // when impossible, in words
};

// Requires: world.organisation is `around` the official (it is evaluated again and again).
// Errors: path.nobody (not assessed), path.grade (no such grade, or not better than the present one), those
// of the tally, the source and evaluate.
Result<Path> path_to(const World& world, CodeId official, const std::optional<std::string>& grade);

}  // namespace anze
