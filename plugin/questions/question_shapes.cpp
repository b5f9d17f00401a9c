#include "plugin/questions/question_shapes.h"

namespace anze::plugin {

const Shape& clause_shape() {
  static const Shape& shape =
      *new Shape{"clause",
                 {tell::text("clause"), tell::text("title"), tell::texts("basis"),
                  tell::word("kind", {"shortfall", "per_event", "check", "tiers", "ratio", "lateness",
                                      "judged", "baseline", "accrual", "judged_event", "minimum", "gate"}),
                  tell::text("item"), tell::text("item_title")}};
  return shape;
}

const Shape& post_shape() {
  static const Shape& shape = *new Shape{
      "post", {tell::text("post"), tell::text("title"), tell::text("unit"), tell::text("unit_title")}};
  return shape;
}

const Shape& rulebook_shape() {
  static const Shape& shape = *new Shape{
      "rulebook", {tell::text("id").says("\"id/version\""), tell::text("title"), tell::text("document_no")}};
  return shape;
}

}  // namespace anze::plugin
