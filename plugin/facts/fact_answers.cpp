#include "plugin/facts/fact_answers.h"

#include "plugin/json/fact.h"
#include "plugin/json/ledger.h"

namespace anze::plugin {
namespace {

// Where an attachment is used.
const Shape& use_shape() {
  static const Shape& shape = *new Shape{"use",
                                         {tell::text("fact"), tell::text("ledger"), tell::text("unit"),
                                          tell::text("name"), tell::count("size"), tell::count("entry")}};
  return shape;
}

const Shape& rate_shape() {
  static const Shape& shape =
      *new Shape{"rate",
                 {tell::count("count"), tell::count("of"),
                  tell::count("ppm").or_null().says("parts per million; null where there is no whole")}};
  return shape;
}

const Shape& hazard_counts_shape() {
  static const Shape& shape = *new Shape{
      "hazard_counts",
      {tell::count("found"), tell::count("open"), tell::count("overdue"), tell::count("without_deadline"),
       tell::count("due"), tell::count("due_late"), tell::count("due_open"),
       tell::shape("rectified_rate", rate_shape()), tell::shape("in_time_rate", rate_shape())}};
  return shape;
}

const Shape& hazard_shape() {
  static const Shape& shape = *new Shape{
      "hazard",
      {tell::text("id"), tell::date("occurred_on"), tell::text("unit"), tell::text("state"),
       tell::text("state_title"), tell::flag("major"), tell::flag("listed").says("挂牌督办"),
       tell::flag("open"), tell::date("due").or_null(), tell::integer("days_overdue"),
       tell::integer("days_open"),
       tell::integer("workdays_open").or_null().says("null: the working days of a year are not known"),
       tell::word("calendar", {"unknown"}).at_times(), tell::date("recheck_by").or_null(),
       tell::count("recheck_overdue").says("days"), tell::date("extension_asked_to").or_null(),
       tell::list("missing", tell::object("", {tell::text("field"), tell::text("title")}))
           .says("what closing it still lacks"),
       tell::list("history",
                  tell::object("", {tell::count("version"), tell::date("on"), tell::text("by"),
                                    tell::text("what"), tell::text("state"), tell::text("state_title")}))}};
  return shape;
}

}  // namespace

const Shape& reuse_shape() {
  static const Shape& shape = *new Shape{"reuse",
                                         {tell::digest("digest"), tell::text("name"),
                                          tell::object("first", {tell::text("fact"), tell::text("ledger"),
                                                                 tell::text("unit"), tell::text("name")})
                                              .at_times()}};
  return shape;
}

std::vector<Told> withdrawn_fact_answer() {
  return {tell::text("id"), tell::count("seq"), tell::count("version"),
          tell::flag("late").says("came after its assessment was opened (补录)")};
}

std::vector<Told> receipt_answer() {
  return tell::with(withdrawn_fact_answer(), {tell::list("reused", tell::is(reuse_shape()))
                                                  .at_times()
                                                  .says("attachments that lie in other facts too")});
}

std::vector<Told> entered_answer() {
  return tell::with(receipt_answer(),
                    {tell::texts("repeats").at_times().says(
                        "records that may be the same event, as far as the caller sees them")});
}

Told repeats_told(const char* place) {
  return tell::list("repeats",
                    tell::object("", {tell::count(place), tell::text("id"),
                                      tell::texts("of").says("records that may be the same event")}))
      .at_times()
      .says("the first hundred, as far as the caller sees them");
}

std::vector<Told> repeated_answer() {
  return {tell::text("period"), tell::count("total").says("events"),
          tell::list("events",
                     tell::object("", {tell::text("ledger"), tell::date("occurred_on"),
                                       tell::shape("unit", titled_shape()),
                                       tell::texts("ids").says("the records that may be this one event")}))};
}

std::vector<Told> attached_answer() {
  std::vector<Told> members = receipt_answer();
  members.push_back(tell::digest("digest"));
  return members;
}

std::vector<Told> record_answer() {
  const auto lacking = [](const Shape& step) {
    return tell::object("", tell::with(step, {tell::texts("missing").says("fields it still lacks")}));
  };
  return {tell::text("id"), tell::list("versions", tell::is(fact_shape())),
          tell::list("moves", lacking(move_shape())).says("where it may go from here"),
          tell::list("acts", lacking(act_shape())),
          tell::object("origin",
                       {tell::text("import"), tell::text("file"), tell::text("sheet"), tell::count("row"),
                        tell::flag("history").at_times().says("only true: an older register was taken over")})
              .at_times()
              .says("the sheet and row it was imported from")};
}

std::vector<Told> found_answer() {
  return {tell::list("facts", tell::is(fact_shape())), tell::count("total"),
          tell::count("entry").says("as known at it"),
          tell::text("next").or_null().says("for the next page, as \"after\"; null: this was the last")};
}

std::vector<Told> credits_answer() {
  return {tell::text("ledger"),
          tell::list("duties", tell::object("", tell::with(credit_shape(), {tell::flag("counted")}))),
          tell::list(
              "clauses",
              tell::object("", {tell::text("rulebook"), tell::text("item"), tell::text("clause"),
                                tell::text("title"), tell::text("period"),
                                tell::list("for", tell::object("", {tell::text("post"), tell::text("title"),
                                                                    tell::flag("vacant").at_times()}))}))};
}

std::vector<Told> late_answer() {
  return {
      tell::text("period"),
      tell::count("facts"),
      tell::count("late"),
      tell::count("back_dated"),
      tell::list("ledgers",
                 tell::object("", {tell::text("ledger"), tell::count("late"), tell::count("back_dated")})),
      tell::list(
          "list",
          tell::object("", {tell::text("id"), tell::text("ledger"), tell::date("occurred_on"),
                            tell::date("recorded_on"), tell::text("recorded_by"),
                            tell::shape("unit", titled_shape()), tell::integer("days"),
                            tell::count("within_days").or_null().says("null: the ledger has no such rule"),
                            tell::flag("late"), tell::flag("back_dated"), tell::count("versions")}))};
}

std::vector<Told> hazards_answer() {
  return {tell::date("on"),
          tell::object("period", {tell::date("from"), tell::date("to")}),
          tell::shape("all", hazard_counts_shape()),
          tell::shape("major", hazard_counts_shape()),
          tell::object("ages",
                       {tell::list("bands", tell::object("", {tell::text("title"), tell::count("count")})),
                        tell::count("calendar_unknown")}),
          tell::count("waiting"),
          tell::list("hazards", tell::is(hazard_shape()))};
}

std::vector<Told> attachment_answer() {
  return {tell::digest("digest"), tell::list("uses", tell::is(use_shape())),
          tell::flag("kept").says("false: the platform keeps the bytes"),
          tell::text("content").at_times().says("base64, of what is kept here")};
}

std::vector<Told> reused_answer() {
  return {tell::list("attachments",
                     tell::object("", {tell::digest("digest"), tell::count("facts"), tell::count("units"),
                                       tell::list("uses", tell::is(use_shape()))})),
          tell::count("total")};
}

}  // namespace anze::plugin
