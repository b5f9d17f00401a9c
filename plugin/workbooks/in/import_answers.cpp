#include "plugin/workbooks/in/import_answers.h"

#include "plugin/facts/fact_answers.h"

namespace anze::plugin {
namespace {

// What is wrong with a row.
const Shape& fault_shape() {
  static const Shape& shape =
      *new Shape{"row_fault",
                 {tell::text("sheet"), tell::count("row"), tell::text("code").says("plugin/docs/errors.md"),
                  tell::text("message"), tell::text("help"), tell::text("chinese"),
                  tell::text("column").at_times(), tell::text("heading").at_times()}};
  return shape;
}

const Shape& report_shape() {
  static const Shape& shape = *new Shape{
      "sheet_report",
      {tell::text("file"), tell::digest("digest"), tell::text("ledger"), tell::text("title"),
       tell::text("sheet"), tell::texts("sheets"), tell::count("heading_row"),
       tell::list("columns",
                  tell::object("", {tell::text("column"), tell::text("heading"), tell::text("member")})),
       tell::list("other_columns", tell::object("", {tell::text("column"), tell::text("heading")}))
           .says("columns the ledger does not know"),
       tell::texts("missing_columns"), tell::count("rows"), tell::count("good"), tell::count("bad"),
       tell::list("skipped", tell::object("", {tell::count("row"), tell::text("what")})),
       tell::list("faults", tell::is(fault_shape())), tell::count("faults_total"),
       tell::texts("same_file").says("imports of this file that were kept")}};
  return shape;
}

const Shape& imported_shape() {
  static const Shape& shape = *new Shape{
      "sheet_imported",
      tell::with(report_shape(),
                 {tell::text("import"), tell::count("added"), tell::count("late"), repeats_told("row"),
                  tell::list("reused", tell::object("", tell::with(reuse_shape(), {tell::count("row")})))
                      .at_times()
                      .says("attachments that lie in other facts too")})};
  return shape;
}

}  // namespace

std::vector<Told> check_answer() {
  return report_shape().members;
}

std::vector<Told> import_answer() {
  return imported_shape().members;
}

std::vector<Told> started_answer() {
  return {tell::text("job"), tell::word("state", {"reading"}), tell::count("done"),
          tell::count("total").or_null()};
}

std::vector<Told> step_answer() {
  return {tell::text("job"),
          tell::word("state", {"checking", "checked", "done"}),
          tell::count("done").at_times().says("rows checked, until it is done"),
          tell::count("total").at_times(),
          tell::shape("report", report_shape()).at_times().says("when all rows are checked"),
          tell::shape("answer", imported_shape()).at_times().says("when it is done")};
}

std::vector<Told> imports_answer() {
  return {tell::list(
      "imports",
      tell::object("", {tell::text("import"), tell::text("file"), tell::digest("digest"),
                        tell::text("ledger"), tell::text("sheet"), tell::count("rows"), tell::flag("history"),
                        tell::word("state", {"kept", "undone"}), tell::text("reason")}))};
}

}  // namespace anze::plugin
