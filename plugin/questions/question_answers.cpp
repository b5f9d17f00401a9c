#include "plugin/questions/question_answers.h"

#include "plugin/figures/figure_answers.h"
#include "plugin/questions/question_shapes.h"

namespace anze::plugin {
namespace {

const Shape& owed_shape() {
  static const Shape& shape = *new Shape{
      "owed",
      tell::with(clause_shape(),
                 {tell::shape("post", post_shape()).or_null(),
                  tell::word("state", {"owed", "overdue", "missed", "may", "limit", "waiting"}),
                  tell::date("by"), tell::date("last_workday").or_null(), tell::integer("missing"),
                  tell::integer("found"), tell::integer("wanted"),
                  tell::points("each").or_null().says("points of one more"), tell::points("cap").or_null(),
                  tell::word("effect", {"deduct", "award"}), tell::flag("this_period"), tell::text("what"),
                  tell::texts("facts").at_times().says("the matter that waits")})};
  return shape;
}

Told standing(std::string_view name) {
  return tell::object(name, {tell::points("points"), tell::text("exact"), tell::text("grade")});
}

Told scored_side(std::string_view name) {
  return tell::object(name,
                      {tell::text("period"), tell::points("points"), tell::text("grade"),
                       tell::shape("rulebook", rulebook_shape()), tell::word("state", {"scored", "preview"}),
                       tell::count("facts_entry").or_null()});
}

std::vector<Told> load_members(std::vector<Told> more) {
  return tell::with({tell::count("facts"), tell::count("asked"), tell::count("required"),
                     tell::count("filled"), tell::count("owed_facts"), tell::count("owed_fields")},
                    std::move(more));
}

}  // namespace

std::vector<Told> owed_answer() {
  return {tell::text("period"),
          tell::date("today"),
          tell::shape("rulebook", rulebook_shape()),
          tell::text("summary"),
          tell::list("owed", tell::is(owed_shape())),
          tell::list("missed", tell::is(owed_shape())),
          tell::list("beside", tell::is(owed_shape()))
              .says("nothing is owed: awards, limits, values to be given")};
}

std::vector<Told> path_answer() {
  return {
      tell::text("period"),
      tell::text("official"),
      tell::text("name"),
      tell::word("state", {"found", "best_already", "impossible"}),
      tell::text("wanted"),
      tell::text("summary"),
      tell::shape("rulebook", rulebook_shape()),
      standing("from"),
      standing("to"),
      tell::list(
          "acts",
          tell::object("", tell::with(clause_shape(),
                                      {tell::text("what"), tell::shape("post", post_shape()).or_null(),
                                       tell::list("by", tell::date("")), tell::texts("which"),
                                       tell::count("times"), tell::points("gained"), tell::texts("facts")}))),
      tell::list("lost", tell::object("", tell::with(clause_shape(),
                                                     {tell::shape("post", post_shape()).or_null(),
                                                      tell::points("points").or_null(), tell::text("why")}))),
      tell::flag("smallest").says("no smaller set of acts would do")};
}

std::vector<Told> difference_answer() {
  std::vector<Told> row = {tell::word("kind", {"clause", "start", "held", "quarter", "total"}),
                           tell::text("item"),
                           tell::text("clause"),
                           tell::text("title"),
                           tell::points("change").says("with its sign"),
                           tell::text("from"),
                           tell::text("to"),
                           tell::text("how_from"),
                           tell::text("how_to")};
  return {tell::text("official"),
          tell::text("name"),
          tell::text("summary"),
          scored_side("from"),
          scored_side("to"),
          tell::points("difference"),
          tell::list("parts", tell::object("", {tell::word("cause", {"rule", "post", "fact", "rounding"}),
                                                tell::text("title"), tell::points("change"),
                                                tell::list("rows", tell::object("", std::move(row)))}))};
}

std::vector<Told> burden_answer() {
  std::vector<Told> column = {tell::text("ledger"), tell::text("ledger_title"), tell::text("field"),
                              tell::flag("required"), tell::count("facts")};
  return {
      tell::text("period"),
      tell::shape("within", scope_shape()),
      tell::object("total", load_members({tell::count("ledgers"), tell::count("known_already")})),
      tell::list("units", tell::object("", load_members({tell::count("ledgers"), tell::text("unit"),
                                                         tell::text("title")}))),
      tell::list(
          "ledgers",
          tell::object(
              "", load_members({tell::text("ledger"), tell::text("title"),
                                tell::object("form", {tell::count("fields"), tell::count("required")})}))),
      tell::list("asked_twice",
                 tell::object("", {tell::text("heading"), tell::text("measured_in"), tell::count("units"),
                                   tell::list("columns", tell::object("", std::move(column)))})),
      tell::list("known_already",
                 tell::object("", {tell::text("ledger"), tell::text("field"), tell::text("reference"),
                                   tell::object("known_from", {tell::text("ledger"), tell::text("field")}),
                                   tell::count("facts"), tell::count("same")}))};
}

}  // namespace anze::plugin
