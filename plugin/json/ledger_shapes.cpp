#include "plugin/json/ledger.h"

namespace anze::plugin {
namespace {

// What a move and an act ask for.
std::vector<Told> step_members(std::vector<Told> more) {
  return tell::with(
      {tell::text("title"), tell::texts("roles").says("any of them; empty: whoever handles facts"),
       tell::texts("needs").says("fields that are filled in"),
       tell::texts("clears").says("fields that are emptied by it"),
       tell::flag("attachment").says("needs one"),
       tell::flag("other_person").says("done by nobody who entered or changed the fact"),
       tell::flag("reason").says("says why")},
      std::move(more));
}

}  // namespace

const Shape& field_shape() {
  static const Shape& shape = *new Shape{
      "field",
      {tell::text("name"), tell::text("title"),
       tell::word("type", {"integer", "boolean", "date", "code", "reference", "text", "accident_class",
                           "texts", "codes"}),
       tell::flag("required"), tell::flag("computed"),
       tell::flag("selectable").says("clauses and searches compare it"), tell::text("hint").at_times(),
       tell::text("unit").at_times(), tell::count("decimals").at_times(), tell::integer("min").at_times(),
       tell::value("max").at_times().says("an integer; of a date \"today\""),
       tell::list("allowed", tell::integer("")).at_times().says("these only"),
       tell::list("codes", tell::object("", {tell::text("code"), tell::text("title")})).at_times(),
       tell::count("max_length").at_times(), tell::count("max_items").at_times()}};
  return shape;
}

const Shape& move_shape() {
  static const Shape& shape = *new Shape{"move", step_members({tell::text("from"), tell::text("to")})};
  return shape;
}

const Shape& act_shape() {
  static const Shape& shape =
      *new Shape{"act", step_members({tell::text("act"), tell::texts("sets"), tell::texts("answers"),
                                      tell::texts("in").says("states in which it may be done")})};
  return shape;
}

const Shape& credit_shape() {
  static const Shape& shape =
      *new Shape{"credit",
                 {tell::text("title"), tell::word("scope", {"own", "named", "unit", "portfolio"}),
                  tell::texts("basis")}};
  return shape;
}

const Shape& ledger_shape() {
  static const Shape& shape = *new Shape{
      "ledger",
      {tell::text("ledger"), tell::text("title"), tell::count("version"), tell::texts("basis"),
       tell::flag("history").says("an older register may be taken over"),
       tell::texts("enter").says("roles that enter; empty: those of the method"),
       tell::texts("change").says("roles that correct and withdraw; empty: those of the method"),
       tell::flag("other_person").says("corrected and withdrawn by another person than who wrote it"),
       tell::flag("personal"), tell::list("fields", tell::is(field_shape())),
       tell::list("states", tell::object("", {tell::text("state"), tell::text("title"),
                                              tell::flag("entry").says("a record may begin in it")})),
       tell::list("moves", tell::is(move_shape())), tell::list("acts", tell::is(act_shape())),
       tell::list("rules",
                  tell::object("", {tell::word("rule", {"order", "at_most", "required_when", "empty_when",
                                                        "true_when", "attachment_when"}),
                                    tell::texts("fields"), tell::text("message")})),
       tell::list("measures", tell::object("", {tell::text("id"), tell::text("title"), tell::text("unit"),
                                                tell::word("kind", {"count", "sum", "rate", "stated"})})),
       tell::list("credits", tell::is(credit_shape()))}};
  return shape;
}

}  // namespace anze::plugin
