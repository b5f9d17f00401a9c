#include "plugin/json/fact.h"

#include "plugin/json/tree.h"
#include "scoring/entries/record_reader.h"

namespace anze::plugin {

json record_json(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes) {
  return tree_of(fact_tree(record, ledgers, codes));
}

json fact_json(const store::FactVersion& version, const LedgerSet& ledgers, const Codebook& codes) {
  json object = record_json(version.record, ledgers, codes);
  object["seq"] = version.record.fact.seq;
  object["version"] = version.version;
  object["late"] = version.record.fact.late;
  object["recorded_by"] = version.recorded_by;
  object["recorded_at_ms"] = version.recorded_at_ms;
  object["entry"] = version.entry;
  if (version.voided) object["voided"] = true;
  if (!version.reason.empty()) object["reason"] = version.reason;
  return object;
}

const Shape& attachment_shape() {
  static const Shape& shape =
      *new Shape{"attachment", {tell::text("name"), tell::digest("digest"), tell::count("size")}};
  return shape;
}

const Shape& fact_shape() {
  static const Shape& shape =
      *new Shape{"fact",
                 {tell::text("id"),
                  tell::text("ledger"),
                  tell::date("occurred_on"),
                  tell::text("unit"),
                  tell::text("area").at_times(),
                  tell::text("sector").at_times(),
                  tell::text("post").at_times(),
                  tell::text("official").at_times(),
                  tell::text("state").at_times(),
                  tell::map("fields", tell::value(""))
                      .says("by the ledger's definition; what is not filled in is absent"),
                  tell::list("attachments", tell::is(attachment_shape())),
                  tell::text("remark").at_times(),
                  tell::count("seq").says("of this version among all"),
                  tell::count("version"),
                  tell::flag("late").says("recorded after its assessment was opened (补录)"),
                  tell::text("recorded_by"),
                  tell::integer("recorded_at_ms"),
                  tell::count("entry").says("of the audit chain"),
                  tell::flag("voided").at_times().says("only true"),
                  tell::text("reason").at_times().says("of a correction, a step or a withdrawal")}};
  return shape;
}

}  // namespace anze::plugin
