#include "plugin/filing/filing_answers.h"

#include <algorithm>

#include "plugin/figures/figure_answers.h"
#include "plugin/questions/question_shapes.h"
#include "plugin/records/assessment_record.h"

namespace anze::plugin {
namespace {

const Shape& addressee_shape() {
  static const Shape& shape = *new Shape{"addressee", {tell::text("id"), tell::text("name")}};
  return shape;
}

const Shape& document_shape() {
  static const Shape& shape =
      *new Shape{"document",
                 {tell::word("format", {"docx", "json", "text"}), tell::text("filename"),
                  tell::text("media_type"), tell::digest("digest"), tell::count("size")}};
  return shape;
}

Told state() {
  return tell::word("state", {"sealed", "queued", "sent", "accepted", "rejected", "superseded", "replaced"})
      .says("replaced: a draft that was prepared anew");
}

Told documents() {
  return tell::list("documents", tell::is(document_shape()));
}

// What a letter is from its sealing on, beside its documents.
std::vector<Told> sealed_members(Told state) {
  return {tell::text("id"),
          tell::text("period"),
          tell::text("kind"),
          tell::count("version"),
          std::move(state),
          tell::shape("addressee", addressee_shape()),
          tell::text("title"),
          tell::text("document_number"),
          tell::date("due_on"),
          tell::flag("late"),
          tell::text("prepared_by"),
          tell::date("prepared_on"),
          tell::digest("snapshot_digest"),
          tell::object("chain", {tell::count("seq"), tell::digest("hash")})
              .says("the head of the chain it was made at"),
          tell::object("package", {tell::text("document_id"), tell::digest("digest"), tell::count("size"),
                                   tell::text("filename")})};
}

Told countersigned() {
  return tell::shape("countersigned", countersignature_shape())
      .at_times()
      .says("who stood by it from outside");
}

Told scan(std::string_view name) {
  return tell::object(name, {tell::text("name"), tell::digest("digest"), tell::count("size")});
}

Told noted() {
  return tell::object("noted", {tell::text("by"), tell::date("on"), tell::document("receipt"), scan("scan")})
      .at_times()
      .says("a receipt that waits for its second person");
}

Told basis_changed() {
  return tell::texts("basis_changed")
      .at_times()
      .says("periods whose sealed result has an amended version since the letter was prepared");
}

// And what has become of it.
std::vector<Told> filing_members() {
  return tell::with(
      sealed_members(state()),
      {countersigned(), tell::text("signed_by").at_times(), tell::date("signed_on").at_times(),
       tell::date("sent_on").at_times(), tell::document("receipt").at_times().says("as the exchange gave it"),
       tell::text("receipt_noted_by")
           .at_times()
           .says("who noted the answer with outbox.ack/1; absent where the exchange gave it"),
       tell::text("receipt_confirmed_by").at_times().says("the second person of a receipt that was noted"),
       scan("scan").at_times().says("of a receipt that was noted"), noted(),
       tell::text("reason").at_times().says("the addressee's, of a refusal or of a wait")});
}

// A row of a list: of a letter nobody made, only what is asked for.
std::vector<Told> row_members() {
  std::vector<Told> members = filing_members();
  for (Told& each : members) {
    const auto always = {"period", "kind", "addressee"};
    each.optional = each.optional || std::find(always.begin(), always.end(), each.name) == always.end();
    if (each.name == "state")
      each =
          tell::word("state", {"missing", "sealed", "queued", "sent", "accepted", "rejected", "superseded"});
    if (each.name == "due_on") each = tell::date("due_on").or_null();
  }
  return tell::with(std::move(members), {tell::text("due_unknown").at_times().says("why no day can be told"),
                                         tell::flag("overdue"), basis_changed()});
}

const Shape& outcome_shape() {
  static const Shape& shape =
      *new Shape{"outcome",
                 {tell::text("id"), state(), tell::shape("addressee", addressee_shape()),
                  tell::document("receipt").at_times(), tell::text("receipt_noted_by").at_times(),
                  tell::text("reason").at_times()}};
  return shape;
}

// A letter on its way, in a list of what is due.
const Shape& letter_shape() {
  static const Shape& shape =
      *new Shape{"letter",
                 {tell::text("period"), tell::text("kind"), tell::shape("addressee", addressee_shape()),
                  tell::word("state", {"missing", "sealed", "queued", "sent", "rejected", "superseded"}),
                  tell::text("id").at_times(), tell::date("sent_on").at_times()}};
  return shape;
}

}  // namespace

std::vector<Told> prepared_answer() {
  std::vector<Told> other = {tell::text("id"), state(), tell::texts("differs")};
  return tell::with(sealed_members(tell::word("state", {"sealed"})),
                    {documents(), tell::list("differs_from", tell::object("", std::move(other)))
                                      .at_times()
                                      .says("letters of the period that say other numbers")});
}

std::vector<Told> signed_answer() {
  return tell::with(sealed_members(tell::word("state", {"queued"})),
                    {documents(), countersigned(), tell::text("signed_by"), tell::date("signed_on")});
}

std::vector<Told> countersigned_filing_answer() {
  return tell::with(sealed_members(tell::word("state", {"sealed"})),
                    {documents(), tell::shape("countersigned", countersignature_shape())});
}

std::vector<Told> filing_history_answer() {
  return tell::with(filing_members(),
                    {documents(), tell::list("history", tell::object("", {state(), tell::count("entry")})),
                     basis_changed()});
}

std::vector<Told> filings_answer() {
  return {tell::text("period"), tell::list("filings", tell::object("", row_members()))};
}

std::vector<Told> preview_answer() {
  return {tell::text("filename"), tell::text("media_type"), tell::text("base64").at_times().says("of docx"),
          tell::text("text").at_times().says("of text and json")};
}

std::vector<Told> document_answer() {
  return tell::with(document_shape(), {tell::text("base64")});
}

std::vector<Told> outcome_answer() {
  return outcome_shape().members;
}

std::vector<Told> typed_receipt_answer() {
  return tell::with(settled_answer(), {noted()});
}

std::vector<Told> settled_answer() {
  return tell::with(outcome_shape(),
                    {tell::text("receipt_confirmed_by").at_times(), scan("scan").at_times()});
}

std::vector<Told> jobs_answer() {
  return {
      tell::list("sent", tell::is(outcome_shape())),
      tell::list("failed", tell::object("", {tell::text("id"), tell::text("code"), tell::text("message")}))};
}

std::vector<Told> outbox_answer() {
  std::vector<Told> meta = {tell::text("document_id"), tell::text("key"),       tell::digest("digest_sm3"),
                            tell::count("size"),       tell::text("filename"),  tell::text("addressee"),
                            tell::text("title"),       tell::text("period"),    tell::text("kind"),
                            tell::count("version"),    tell::text("media_type")};
  return {tell::list("documents",
                     tell::object("", {tell::object("meta", std::move(meta)), tell::text("base64")}))};
}

std::vector<Told> deadlines_answer() {
  std::vector<Told> item = {tell::word("kind", {"matter", "expected", "duty", "filing", "letter"}),
                            tell::date("day"),
                            tell::text("title"),
                            tell::text("what"),
                            tell::texts("basis"),
                            tell::flag("overdue"),
                            tell::shape("unit", titled_shape()).at_times(),
                            tell::integer("workdays").or_null().says("to the day, negative since it passed"),
                            tell::date("last_workday").or_null(),
                            tell::text("fact").at_times().says("of a matter"),
                            tell::text("rule").at_times(),
                            tell::shape("post", post_shape()).or_null().at_times().says("of a duty"),
                            tell::integer("missing").at_times().says("of a duty"),
                            tell::shape("filing", letter_shape()).at_times()};
  std::vector<Told> undated = {
      tell::text("title"), tell::text("fact").at_times(), tell::text("rule").at_times(),
      tell::shape("filing", letter_shape()).at_times(), tell::text("why").at_times()};
  return {tell::date("today"),
          tell::date("until"),
          tell::count("due"),
          tell::count("overdue"),
          tell::list("list", tell::object("", std::move(item))),
          tell::list("undated", tell::object("", std::move(undated))).says("what has no day"),
          tell::shape("within", scope_shape())};
}

}  // namespace anze::plugin
