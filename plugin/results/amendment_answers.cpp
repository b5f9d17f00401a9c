// What the methods of amended versions answer.
#include "plugin/results/amendments.h"
#include "plugin/results/resting.h"
#include "plugin/results/uncounted.h"
#include "plugin/results/version_changes.h"

namespace anze::plugin {
namespace {

Told version_changes_told() {
  return tell::list("changes", tell::is(version_change_shape()))
      .says("everybody whose scorecard is another, with all that differs");
}

Told unchanged_told() {
  return tell::count("unchanged").says("people whose scorecard is the same in both");
}

Told resting_told() {
  return tell::list("rests", tell::is(resting_shape())).says("what was made on the period's result");
}

Told uncounted_told() {
  return tell::list("facts", tell::is(uncounted_shape()));
}

// On what a version rests.
std::vector<Told> ground_members() {
  return {tell::text("reason"), tell::text("document").at_times(), tell::texts("facts"),
          tell::text("proposed_by"), tell::date("proposed_on")};
}

}  // namespace

std::vector<Told> amendment_answer() {
  return {tell::text("period"),
          tell::count("version").says("that it would become"),
          tell::digest("digest").says("of its scores, for assess.confirm/1"),
          tell::digest("supersedes"),
          tell::count("facts_entry").says("everything up to it counts"),
          version_changes_told(),
          unchanged_told(),
          uncounted_told().says("what the version in force does not count and this one takes in"),
          resting_told()};
}

std::vector<Told> amendment_confirmed_answer() {
  return {tell::text("period"),  tell::count("version"),  tell::digest("digest"), tell::digest("supersedes"),
          tell::count("people"), tell::date("sealed_on"), resting_told()};
}

std::vector<Told> versions_answer() {
  std::vector<Told> version = {
      tell::count("version"),
      tell::digest("digest"),
      tell::digest("supersedes").or_null(),
      tell::text("scored_by"),
      tell::date("scored_on"),
      tell::text("sealed_by"),
      tell::date("sealed_on"),
      tell::count("facts_entry"),
      tell::object("ground", ground_members()).or_null().says("null: the first version")};
  return {tell::text("period"),
          tell::count("in_force"),
          tell::list("versions", tell::object("", std::move(version))),
          tell::object(
              "proposed",
              tell::with(ground_members(),
                         {tell::count("version"), tell::word("state", {"open", "refused"}),
                          tell::digest("digest"), tell::text("decided_by").at_times(),
                          tell::date("decided_on").at_times(), tell::text("decision_reason").at_times()}))
              .or_null()
              .says("the next version, where somebody proposed one"),
          version_changes_told().at_times(),
          unchanged_told().at_times(),
          resting_told()};
}

std::vector<Told> uncounted_answer() {
  std::vector<Told> period = {tell::text("period"), tell::count("version").says("in force"),
                              uncounted_told()};
  return {tell::list("periods", tell::object("", std::move(period))).says("sealed ones"),
          version_changes_told().at_times().says("of the one period asked for: what an amended version would "
                                                 "change today"),
          unchanged_told().at_times()};
}

}  // namespace anze::plugin
