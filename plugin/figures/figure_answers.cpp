#include "plugin/figures/figure_answers.h"

namespace anze::plugin {
namespace {

// The days asked about.
std::vector<Told> days_members() {
  return {tell::text("period"), tell::text("title"), tell::date("first"), tell::date("last")};
}

// A figure's definition as it was sent, and the record that holds it.
Told definition_of_figure() {
  return tell::object("definition", {tell::text("set"), tell::count("set_version"), tell::count("entry"),
                                     tell::document("figure").says("plugin/docs/formats/figures.md")});
}

const Shape& counted_record_shape() {
  static const Shape& shape = *new Shape{
      "counted_record",
      {tell::text("id"), tell::text("ledger"), tell::date("occurred_on"), tell::text("unit"),
       tell::count("counted").says("the version that was counted"),
       tell::integer("amount").or_null().at_times().says("of a sum or a statement"),
       tell::list(
           "versions",
           tell::object("", {tell::count("version"), tell::count("seq"), tell::count("entry"),
                             tell::text("recorded_by"), tell::date("recorded_on"),
                             tell::integer("recorded_at_ms"), tell::date("occurred_on"), tell::flag("late"),
                             tell::text("reason").at_times(), tell::flag("voided").at_times()}))}};
  return shape;
}

Told numbers() {
  return tell::list("numbers",
                    tell::object("", {tell::text("figure").or_null(), tell::integer("value").or_null()}));
}

// What was declared of a check that fails.
std::vector<Told> declared_members(std::vector<Told> more) {
  return tell::with({tell::text("explanation"), tell::text("declared_by"), tell::date("declared_on")},
                    std::move(more));
}

Told difference() {
  return tell::text("difference");
}

// As it is on record: those of the first release say neither state nor difference nor its numbers.
std::vector<Told> recorded_members(std::vector<Told> more) {
  return tell::with(
      declared_members({tell::word("state", {"declared", "withdrawn"}).at_times(), difference().at_times(),
                        numbers().at_times(), tell::text("withdrawn_by").at_times(),
                        tell::date("withdrawn_on").at_times(), tell::text("reason").at_times()}),
      std::move(more));
}

const Shape& check_shape() {
  static const Shape& shape = *new Shape{
      "check",
      {tell::text("check"), tell::text("title").or_null().says("null: built in"),
       tell::word("kind", {"subset", "sum", "jump", "filled", "built_in"}),
       tell::word("state", {"holds", "fails", "undecided"}), tell::text("text"), tell::integer("gap"),
       tell::list("figures", tell::is(figure_shape())),
       tell::object("declared",
                    declared_members({tell::text("period"), tell::text("check"),
                                      tell::word("state", {"declared"}).at_times(), difference().at_times(),
                                      numbers().at_times(), tell::word("standing", {"stands", "outdated"}),
                                      tell::count("version")}))
           .or_null()}};
  return shape;
}

}  // namespace

const Shape& figure_shape() {
  static const Shape& shape = *new Shape{
      "figure",
      {tell::text("id"), tell::text("title"), tell::text("unit"), tell::text("scope"), tell::text("topic"),
       tell::word("kind", {"count", "sum", "rate", "stated"}), tell::count("version"),
       tell::integer("value").or_null().says("null: nobody has filled it in (未填)"),
       tell::text("shown").says("as papers print it"), tell::count("records"),
       tell::integer("numerator").at_times(), tell::integer("denominator").at_times(),
       tell::word("qualifier", {"over", "nearly"}).at_times(), tell::count("unknown_parts").at_times()}};
  return shape;
}

const Shape& scope_shape() {
  static const Shape& shape = *new Shape{
      "scope",
      {tell::shape("unit", titled_shape()).at_times(), tell::shape("area", titled_shape()).at_times(),
       tell::shape("sector", titled_shape()).at_times()}};
  return shape;
}

std::vector<Told> figures_answer() {
  return tell::with(days_members(), {tell::shape("within", scope_shape()),
                                     tell::list("figures", tell::is(figure_shape())), tell::count("entry")});
}

// "title" is that of the days.
std::vector<Told> figure_answer() {
  const Told records = tell::list("facts", tell::is(counted_record_shape()));
  std::vector<Told> part = tell::with(figure_shape(), {definition_of_figure().or_null(), Told(records)});
  return tell::with(figure_shape(), {tell::text("period"), tell::date("first"), tell::date("last"),
                                     tell::shape("within", scope_shape()), definition_of_figure().or_null(),
                                     Told(records).at_times().says("of a rate those of its parts"),
                                     tell::list("parts", tell::object("", std::move(part))).at_times()});
}

std::vector<Told> table_answer() {
  const std::vector<Told> row = {
      tell::text("key"), tell::text("title"),
      tell::list("cells", tell::object("", {tell::integer("value").or_null(), tell::text("shown"),
                                            tell::count("records")}))};
  return tell::with(
      days_members(),
      {tell::shape("within", scope_shape()), tell::word("by", {"unit", "area", "sector", "month", "quarter"}),
       tell::list("figures", tell::object("", {tell::text("id"), tell::text("title"), tell::text("unit"),
                                               tell::count("version")})),
       tell::list("rows", tell::object("", row)), tell::object("total", row)});
}

std::vector<Told> paragraphs_answer() {
  return tell::with(
      days_members(),
      {tell::list("paragraphs",
                  tell::object("", {tell::text("heading"), tell::text("text"),
                                    tell::list("figures", tell::object("", {tell::text("figure"),
                                                                            tell::text("shown")}))})),
       tell::text("text")});
}

std::vector<Told> checks_answer() {
  return tell::with(
      days_members(),
      {tell::count("failing"), tell::count("unexplained"), tell::list("checks", tell::is(check_shape())),
       tell::list("missing", tell::is(figure_shape())), tell::list("approximate", tell::is(figure_shape()))});
}

std::vector<Told> declaration_answer() {
  return declared_members({tell::text("period"), tell::text("check"), tell::word("state", {"declared"}),
                           difference(), numbers()});
}

std::vector<Told> withdrawn_answer() {
  return declared_members({tell::text("period"), tell::text("check"), tell::word("state", {"withdrawn"}),
                           difference().at_times(), numbers().at_times(), tell::text("withdrawn_by"),
                           tell::date("withdrawn_on"), tell::text("reason")});
}

std::vector<Told> declarations_answer() {
  std::vector<Told> step = recorded_members({tell::count("version"), tell::count("entry")});
  std::vector<Told> one =
      recorded_members({tell::text("period"), tell::text("check"),
                        tell::word("standing", {"stands", "outdated", "not_needed", "withdrawn"}),
                        tell::text("now").at_times().says("how the numbers differ today"),
                        tell::list("history", tell::object("", std::move(step)))});
  return {tell::text("period"), tell::list("declared", tell::object("", std::move(one)))};
}

}  // namespace anze::plugin
