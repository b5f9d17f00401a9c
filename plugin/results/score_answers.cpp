#include "plugin/results/score_answers.h"

#include "plugin/accountability/veto_answers.h"
#include "plugin/definitions/rule_changes.h"
#include "plugin/questions/question_shapes.h"
#include "plugin/records/assessment_record.h"

namespace anze::plugin {
namespace {

// The rulebook a period was scored by.
std::vector<Told> citation_members() {
  return {tell::text("title"), tell::text("document_no"), tell::count("version"), tell::digest("digest")};
}

Told citation() {
  return tell::object("rulebook", tell::with(citation_members(), {tell::text("id")}));
}

std::vector<Told> opening_members() {
  return {tell::text("period"), tell::text("opened_by"), tell::date("opened_on"), citation()};
}

Told vacant() {
  return tell::list("vacant", tell::object("", {tell::text("clause"), tell::text("title"), tell::text("post"),
                                                tell::text("post_title"), tell::count("count")}))
      .says("events on vacant posts, which nobody is blamed for");
}

const Shape& given_shape() {
  static const Shape& shape = *new Shape{"given",
                                         {tell::points("value"), tell::text("reason"),
                                          tell::text("by").at_times(), tell::date("on").at_times()}};
  return shape;
}

std::vector<Told> counted_fact(std::vector<Told> more) {
  return tell::with({tell::text("id"), tell::text("ledger").says("its title"), tell::date("occurred_on"),
                     tell::flag("late")},
                    std::move(more));
}

// Scorecards of the first format are shown as they were kept: what lines, items and cards came to say since
// is missing there.
const Shape& line_shape() {
  static const Shape& shape = *new Shape{
      "line",
      {tell::text("item"), tell::text("clause"), tell::text("title"), tell::texts("basis"),
       tell::word("kind", {"shortfall", "per_event", "check", "tiers", "ratio", "lateness", "judged",
                           "baseline", "accrual", "judged_event", "minimum", "gate"})
           .at_times(),
       tell::points("cap").or_null().at_times(),
       tell::word("state", {"counted", "judged", "not_applicable", "unjudged", "not_due"}),
       tell::integer("count"), tell::integer("target"), tell::text("before_cap"), tell::text("points"),
       tell::count("without_evidence").at_times(), tell::shape("self", given_shape()).or_null().at_times(),
       tell::list("judged", tell::is(given_shape())).at_times(), tell::text("how"),
       tell::list("facts", tell::object("", counted_fact({}))),
       tell::list("given_way", tell::object("", counted_fact({tell::text("to"), tell::text("to_title")})))
           .at_times()
           .says("facts that count under another clause alone (就高不就低)")}};
  return shape;
}

const Shape& item_shape() {
  static const Shape& shape =
      *new Shape{"item",
                 {tell::text("item"), tell::text("title"), tell::points("full"), tell::flag("bonus"),
                  tell::text("group").or_null().at_times(), tell::points("fold_to").or_null().at_times(),
                  tell::text("attainable").at_times(), tell::text("before_cap").at_times(),
                  tell::shape("self", given_shape()).or_null().at_times(), tell::text("points"),
                  tell::text("folded").at_times()}};
  return shape;
}

const Shape& group_shape() {
  static const Shape& shape =
      *new Shape{"group",
                 {tell::text("group"), tell::text("title"), tell::text("parent").or_null(),
                  tell::points("full"), tell::points("fold_to").or_null(), tell::flag("bonus"),
                  tell::text("before_cap"), tell::text("points"), tell::text("folded")}};
  return shape;
}

const Shape& card_shape() {
  static const Shape& shape = *new Shape{
      "scorecard",
      {tell::text("term"), tell::text("post"), tell::text("post_title"), tell::text("unit"),
       tell::text("unit_title"), tell::text("archetype"), tell::text("archetype_title"), tell::count("days"),
       tell::count("weight").at_times(), tell::text("total"), tell::text("gate").or_null(),
       tell::text("highest_grade").or_null().at_times(), tell::count("grades_lower").at_times(),
       tell::list("groups", tell::is(group_shape())).at_times(), tell::list("items", tell::is(item_shape())),
       tell::list("lines", tell::is(line_shape()))}};
  return shape;
}

Told quarters() {
  std::vector<Told> share = {tell::text("period"), tell::points("points"), tell::text("exact"),
                             tell::points("base"), tell::count("days"),    tell::text("grade"),
                             tell::text("weight"), tell::text("brings")};
  return tell::object("quarters",
                      {tell::word("policy", {"mean", "ledger", "independent"}), tell::texts("basis"),
                       tell::points("full"), tell::text("start"), tell::text("points"), tell::text("how"),
                       tell::list("list", tell::object("", std::move(share))), tell::texts("unsealed")});
}

Told rule_changes() {
  return tell::list("rule_changes", tell::is(rule_change_shape()))
      .at_times()
      .says("definitions changed by two persons that loosened a control in the period, or reached into it");
}

Told countersigned() {
  return tell::shape("countersigned", countersignature_shape())
      .at_times()
      .says("who stood by the scores from outside");
}

Told sealed_version_told() {
  return tell::count("version").at_times().says(
      "of the sealed result, where it is an amended one: from 2 on");
}

const Shape& person_shape() {
  std::vector<Told> post = {
      tell::text("term"),       tell::text("post"),      tell::text("title"),           tell::text("unit"),
      tell::text("unit_title"), tell::text("archetype"), tell::text("archetype_title"), tell::count("days"),
      tell::text("total")};
  static const Shape& shape = *new Shape{
      "person",
      {tell::text("official"), tell::text("name"), tell::points("points"), tell::text("exact"),
       tell::text("grade"), tell::list("posts", tell::object("", std::move(post))),
       tell::text("final_grade").says("with the veto that is in force"), tell::text("veto").at_times()}};
  return shape;
}

}  // namespace

std::vector<Told> opened_answer() {
  return tell::with(opening_members(), {tell::word("state", {"open"})});
}

std::vector<Told> scored_answer() {
  return {tell::text("period"),
          tell::count("people"),
          tell::count("scorecards"),
          tell::texts("notes"),
          vacant(),
          tell::digest("digest"),
          tell::count("facts_entry").says("everything up to it counts")};
}

// The first assessments were kept without a format of their sheets, notes and events on vacant posts.
std::vector<Told> scores_answer() {
  return tell::with(
      opening_members(),
      {tell::word("state", {"scored", "sealed"}), tell::text("scored_by"), tell::date("scored_on"),
       tell::count("facts_entry"), tell::date("as_of"), tell::count("sheet_format").at_times(),
       tell::digest("digest"), tell::list("people", tell::is(person_shape())),
       tell::texts("notes").at_times(), vacant().at_times(), tell::text("quota_document").at_times(),
       countersigned(), tell::text("sealed_by").at_times(), tell::date("sealed_on").at_times(),
       sealed_version_told(), tell::digest("supersedes").at_times().says("the digest of the version before"),
       rule_changes()});
}

std::vector<Told> score_answer() {
  return {tell::text("official"),
          tell::text("name"),
          tell::text("period"),
          tell::points("points"),
          tell::text("exact"),
          tell::text("grade"),
          tell::text("no_grade").at_times().says("why there is none"),
          tell::list("cards", tell::is(card_shape())),
          quarters().at_times().says("of a year that takes its quarters in"),
          tell::word("state", {"preview", "scored", "sealed"}),
          sealed_version_told(),
          tell::object("rulebook", citation_members()),
          tell::list("vetoes", tell::is(veto_shape())),
          rule_changes()};
}

std::vector<Told> countersigned_answer() {
  return {tell::text("period"), tell::digest("digest"),
          tell::shape("countersigned", countersignature_shape())};
}

std::vector<Told> sealed_answer() {
  return {tell::text("period"),
          tell::digest("digest"),
          tell::date("sealed_on"),
          countersigned(),
          tell::count("late_facts").says("of the period's days, entered or changed after it was opened"),
          tell::flag("late_counted").says("whether the rulebook counts them")};
}

std::vector<Told> ranks_answer() {
  return {
      tell::text("period"), tell::text("document").says("the one that authorises ranking"),
      tell::word("state", {"scored", "preview"}), tell::shape("rulebook", rulebook_shape()),
      tell::list("people", tell::object("", {tell::count("rank"), tell::text("official"), tell::text("name"),
                                             tell::points("points"), tell::text("grade")}))};
}

std::vector<Told> quota_answer() {
  return {tell::text("period"),   tell::text("grade"),    tell::count("percent"),
          tell::count("people"),  tell::count("allowed"), tell::count("excellent"),
          tell::flag("exceeded"), tell::text("note"),     tell::word("state", {"scored", "preview"})};
}

}  // namespace anze::plugin
