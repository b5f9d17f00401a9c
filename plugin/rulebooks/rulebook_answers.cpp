#include "plugin/rulebooks/rulebook_answers.h"

#include "plugin/questions/question_shapes.h"

namespace anze::plugin {
namespace {

// A rulebook, installed or a draft, as the two sides of a comparison are named.
const Shape& version_shape() {
  static const Shape& shape = *new Shape{
      "rulebook_version",
      {tell::text("rulebook"), tell::count("version"), tell::text("title"), tell::text("document_no")}};
  return shape;
}

Told failed_tests() {
  return tell::list("failed_tests",
                    tell::object("", {tell::text("at"), tell::text("message"), tell::text("help")}))
      .says("a draft's own tests that come out differently: they stop it from being added");
}

Told loosens() {
  static const Shape& shape = *new Shape{"loosening", {tell::text("at"), tell::text("text")}};
  return tell::list("loosens", tell::is(shape))
      .says("controls it holds less tightly, as far as that is computed");
}

Told reaches() {
  static const Shape& shape = *new Shape{
      "reach",
      {tell::text("at"), tell::text("text"), tell::word("state", {"open", "scored", "sealed", "over"}),
       tell::text("period").at_times(), tell::date("from"), tell::date("to")}};
  return tell::list("reaches", tell::is(shape)).says("days that are assessed or over and count otherwise");
}

Told definition_word() {
  return tell::word("definition", {"organisation", "ledger", "rulebook", "figures", "filing_rules"});
}

// Whose result moves, and by what.
const Shape& moved_shape() {
  std::vector<Told> reason = {tell::word("kind", {"clause", "item", "total", "gate", "grades"}),
                              tell::text("id"),
                              tell::text("title"),
                              tell::points("change").says("with its sign"),
                              tell::text("how_from"),
                              tell::text("how_to")};
  static const Shape& shape = *new Shape{
      "moved",
      {tell::text("official"), tell::text("name"),
       tell::list("posts", tell::shape("", post_shape()).or_null()), tell::points("from"), tell::points("to"),
       tell::points("change"), tell::text("grade_from"), tell::text("grade_to"), tell::flag("regraded"),
       tell::list("because", tell::object("", std::move(reason)))}};
  return shape;
}

}  // namespace

const Shape& rulebook_summary_shape() {
  static const Shape& shape =
      *new Shape{"rulebook_summary",
                 {tell::text("rulebook"), tell::text("title"), tell::text("document_no"),
                  tell::count("version"), tell::word("assesses", {"month", "quarter", "half", "year"}),
                  tell::date("effective_from"), tell::date("effective_to").or_null(), tell::count("items"),
                  tell::count("clauses"), tell::count("vetoes")}};
  return shape;
}

std::vector<Told> installed_answer() {
  return tell::with(rulebook_summary_shape(), {tell::digest("digest")});
}

std::vector<Told> taken_in_answer() {
  return {tell::flag("in_force").says("false: a proposal, until a second person confirms it"),
          tell::text("proposal").at_times().says("for definition.confirm/1"), loosens().at_times(),
          reaches().at_times()};
}

std::vector<Told> definition_proposals_answer() {
  std::vector<Told> proposal = {
      tell::text("proposal"),
      tell::word("state", {"open", "confirmed", "refused", "replaced"}),
      definition_word(),
      tell::text("target").says("the definition's id"),
      tell::text("title"),
      tell::object("replaces", {tell::text("id"), tell::count("version")}).or_null(),
      loosens(),
      reaches(),
      tell::text("reason"),
      tell::text("proposed_by"),
      tell::text("proposed_as"),
      tell::date("proposed_on"),
      tell::text("decided_by").at_times(),
      tell::text("decided_as").at_times(),
      tell::date("decided_on").at_times(),
      tell::text("decision_reason").at_times().says("of a refusal; of a replaced one the proposal that did"),
      tell::document("document").at_times().says("of the one that was asked for"),
      tell::list("changes", tell::object("", {tell::text("at"), tell::value("from").at_times(),
                                              tell::value("to").at_times()}))
          .at_times()
          .says("to what it replaces"),
      tell::count("left_out").at_times().says("changes beyond the first 500")};
  return {tell::list("proposals", tell::object("", std::move(proposal)))};
}

std::vector<Told> confirmed_answer() {
  return {tell::text("proposal"), tell::word("state", {"confirmed"}), definition_word(), tell::text("target"),
          tell::flag("in_force"), tell::date("confirmed_on")};
}

std::vector<Told> draft_answer() {
  return {tell::flag("ok"), tell::list("problems", tell::is(problem_shape())),
          tell::shape("summary", rulebook_summary_shape()).at_times().says("of one that can be read")};
}

std::vector<Told> rulebooks_answer() {
  return {tell::list("rulebooks", tell::object("", installed_answer()))};
}

std::vector<Told> rulebook_diff_answer() {
  std::vector<Told> member = {tell::text("member"), tell::text("label"), tell::value("from"),
                              tell::value("to")};
  return {
      tell::shape("from", version_shape()),
      tell::shape("to", version_shape()),
      tell::text("summary"),
      tell::count("added"),
      tell::count("removed"),
      tell::count("changed"),
      tell::count("same"),
      tell::list("changes",
                 tell::object("", {tell::word("kind", {"rulebook", "policies", "group", "item", "clause",
                                                       "veto", "grade", "test"}),
                                   tell::text("id"), tell::text("title"),
                                   tell::word("change", {"added", "removed", "changed"}), tell::text("text"),
                                   tell::list("members", tell::object("", std::move(member)))})),
      failed_tests()};
}

std::vector<Told> impact_answer() {
  std::vector<Told> veto = {tell::word("change", {"added", "dropped"}),
                            tell::text("clause"),
                            tell::text("title"),
                            tell::flag("yellow_card"),
                            tell::text("subject"),
                            tell::text("subject_title"),
                            tell::date("from"),
                            tell::text("how"),
                            tell::text("forced_grade")};
  return {
      tell::text("period"),
      tell::text("summary"),
      tell::shape("rulebook", rulebook_shape()),
      tell::shape("draft", version_shape()),
      tell::count("regraded"),
      tell::count("raised"),
      tell::count("lowered"),
      tell::count("same"),
      tell::list("grades", tell::object("", {tell::text("from"), tell::text("to"), tell::count("people")})),
      tell::list("clauses", tell::object("", {tell::text("clause"), tell::count("people"), tell::text("sum"),
                                              tell::text("about").says("the sum to two places")})),
      tell::list("vetoes", tell::object("", std::move(veto))),
      tell::list("people", tell::is(moved_shape())),
      tell::texts("no_longer_assessed"),
      tell::texts("newly_assessed"),
      tell::count("judgements_left_out"),
      failed_tests()};
}

std::vector<Told> coverage_answer() {
  std::vector<Told> clause =
      tell::with(clause_shape(), {tell::count("facts"), tell::count("lines"), tell::count("with_effect"),
                                  tell::count("not_due"), tell::count("unjudged"), tell::text("points"),
                                  tell::count("tests"), tell::texts("tested_by"), tell::flag("hit")});
  return {tell::text("period"),
          tell::shape("rulebook", version_shape()),
          tell::text("summary"),
          tell::count("tests"),
          tell::list("clauses", tell::object("", std::move(clause))),
          tell::texts("never_hit"),
          tell::texts("not_due"),
          failed_tests()};
}

}  // namespace anze::plugin
