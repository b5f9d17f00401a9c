#include "plugin/accountability/veto_answers.h"

namespace anze::plugin {
namespace {

// One body's decision on a proposal, or its lifting of a veto.
const Shape& decision_shape() {
  static const Shape& shape = *new Shape{
      "decision",
      {tell::text("veto"), tell::count("version").says("of the proposal it was made on"),
       tell::word("body", {"organisation", "discipline"}), tell::text("document_no"), tell::text("reason"),
       tell::text("decided_by"), tell::date("decided_on"),
       tell::flag("confirmed").at_times().says("of a decision"),
       tell::flag("provisional").at_times().says("of a decision: the toll may still have changed"),
       tell::word("ground", {"holds", "gone"}).at_times().says("of a lifting"),
       tell::flag("standing").says("counts now"),
       tell::object("made_on",
                    {tell::text("how"), tell::date("from"), tell::date("until"), tell::texts("facts")})
           .at_times()
           .says("what an earlier version of the proposal said")}};
  return shape;
}

}  // namespace

const Shape& veto_shape() {
  static const Shape& shape = *new Shape{
      "veto",
      {tell::text("id"),
       tell::count("version"),
       tell::text("clause"),
       tell::text("title"),
       tell::texts("basis"),
       tell::text("authority"),
       tell::flag("yellow_card"),
       tell::word("on", {"unit", "official"}),
       tell::text("subject"),
       tell::text("subject_title"),
       tell::text("about").at_times(),
       tell::date("from"),
       tell::date("until"),
       tell::texts("facts"),
       tell::map("ground", tell::document("")).at_times().says("by fact, what the clause asks of it"),
       tell::text("forced_grade"),
       tell::texts("effects"),
       tell::flag("provisional"),
       tell::text("how"),
       tell::object("rulebook", {tell::text("id"), tell::count("version"), tell::digest("digest")}),
       tell::count("months_from_decision").at_times(),
       tell::flag("gone").at_times(),
       tell::texts("gone_because").at_times(),
       tell::list("decisions", tell::is(decision_shape())),
       tell::list("liftings", tell::is(decision_shape())),
       tell::list("objections", tell::is(decision_shape())).says("of one body alone against a confirmed one"),
       tell::texts("changed").says("what became of the ground since it was decided on"),
       tell::texts("superseded_by"),
       tell::date("lifted_on").at_times(),
       tell::word("status", {"proposed", "confirmed", "rejected", "disagreed", "basis_changed", "superseded",
                             "dropped", "lifted"}),
       tell::text("status_title"),
       tell::flag("in_force")}};
  return shape;
}

std::vector<Told> proposals_answer() {
  return {
      tell::text("period"), tell::texts("proposals"),
      tell::texts("new"),   tell::texts("changed"),
      tell::texts("ended"), tell::texts("unresolved").says("findings that would count and lead to nobody")};
}

std::vector<Told> vetoes_answer() {
  return {tell::text("period"), tell::list("vetoes", tell::is(veto_shape()))};
}

std::vector<Told> radar_answer() {
  std::vector<Told> distance = {
      tell::text("subject"),
      tell::text("subject_title"),
      tell::count("counted"),
      tell::count("threshold"),
      tell::flag("triggered"),
      tell::flag("provisional"),
      tell::text("what"),
      tell::texts("facts"),
      tell::texts("may_rise").says("accidents whose toll may still raise their class")};
  return {
      tell::text("period"), tell::date("as_of"), tell::text("summary"),
      tell::list("clauses", tell::object("", {tell::text("clause"), tell::text("title"), tell::texts("basis"),
                                              tell::text("authority"), tell::flag("yellow_card"),
                                              tell::word("on", {"unit", "official"}), tell::count("count"),
                                              tell::text("window"),
                                              tell::list("subjects", tell::object("", std::move(distance))),
                                              tell::count("nothing_counted"), tell::text("rulebook")}))};
}

}  // namespace anze::plugin
