#include "plugin/records/veto_record.h"

#include <algorithm>

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;
using anze::json::Word;

constexpr Word<VetoOn> k_on[] = {{"unit", VetoOn::k_unit}, {"official", VetoOn::k_official}};
constexpr Word<Body> k_bodies[] = {{"organisation", Body::k_organisation},
                                   {"discipline", Body::k_discipline}};
constexpr Word<bool> k_grounds[] = {{"holds", false}, {"gone", true}};

std::map<std::string, json> ground_of(const Place& place) {
  std::map<std::string, json> ground;
  for (const auto& [fact, said] : place.members()) {
    const Object object(said);  // says so when it is none; its fields are the ledger's
    ground.emplace(fact, tree_at(object.place()));
  }
  return ground;
}

void fill(Object& object, VetoRecord& veto) {
  veto.clause = object.need_text("clause");
  veto.title = object.need<std::string>("title");
  veto.basis = read_texts(object, "basis");
  veto.authority = object.need<std::string>("authority");
  veto.yellow_card = object.need<bool>("yellow_card");
  veto.on = object.need_word("on", k_on);
  veto.subject = object.need_text("subject");
  veto.subject_title = object.need<std::string>("subject_title");
  veto.about = object.get<std::string>("about");
  veto.from = object.need<Date>("from");
  veto.until = object.need<Date>("until");
  if (const auto place = object.find("until"); place && veto.until < veto.from)
    place->problem("range.order", "it ends before it begins");
  veto.facts = read_texts(object, "facts");
  if (const std::optional<Place> ground = object.find("ground")) veto.ground = ground_of(*ground);
  veto.forced_grade = object.need<std::string>("forced_grade");
  veto.effects = read_texts(object, "effects");
  veto.provisional = object.need<bool>("provisional");
  veto.how = object.need<std::string>("how");
  if (const auto place = object.need("rulebook")) veto.rulebook = read_rulebook_version(*place);
  veto.months_from_decision = object.get_integer<std::int64_t>("months_from_decision", 0, 1);
  if (object.get<bool>("gone", false))
    veto.gone = VetoGone{read_texts(object, "gone_because"), read_texts(object, "superseded_by")};
}

void fill_statement(Object& object, VetoStatement& statement) {
  statement.veto = object.need<std::string>("veto");
  statement.version = object.get_integer<std::int64_t>("version", 0, 1);
  statement.body = object.need_word("body", k_bodies);
  statement.document_no = object.need<std::string>("document_no");
  statement.reason = object.need<std::string>("reason");
  statement.decided_by = object.need<std::string>("decided_by");
  statement.decided_on = object.need<Date>("decided_on");
  if (statement.lifting) {
    statement.ground_gone = object.need_word("ground", k_grounds);
    return;
  }
  statement.confirmed = object.need<bool>("confirmed");
  statement.provisional = object.get<bool>("provisional");
}

template <class Read>
auto with_place(const std::vector<store::Record>& stored, const Read& read)
    -> Result<std::vector<Versioned<std::decay_t<decltype(*read(store::Record{}))>>>> {
  std::vector<Versioned<std::decay_t<decltype(*read(store::Record{}))>>> list;
  for (const store::Record& each : stored) {
    ANZE_TRY(auto body, read(each));
    list.push_back({each.id, each.version, each.year, each.entry, std::move(body)});
  }
  return list;
}

std::string statement_id(const std::string& veto, Body body) {
  return veto + "/" + std::string(to_word(body));
}

}  // namespace

std::string_view to_word(Body body) {
  return k_bodies[static_cast<std::size_t>(body)].text;
}

Result<VetoRecord> veto_of(const store::Record& stored) {
  return read_body<VetoRecord>(stored, fill);
}

Result<VetoStatement> veto_statement_of(const store::Record& stored) {
  return read_body<VetoStatement>(stored, [&](Object& object, VetoStatement& statement) {
    statement.lifting = stored.kind == k_veto_lifting_record;
    fill_statement(object, statement);
  });
}

json veto_json(const VetoRecord& veto) {
  json body = {{"clause", veto.clause},
               {"title", veto.title},
               {"basis", veto.basis},
               {"authority", veto.authority},
               {"yellow_card", veto.yellow_card},
               {"on", k_on[static_cast<std::size_t>(veto.on)].text},
               {"subject", veto.subject},
               {"subject_title", veto.subject_title},
               {"from", to_text(veto.from)},
               {"until", to_text(veto.until)},
               {"facts", veto.facts},
               {"forced_grade", veto.forced_grade},
               {"effects", veto.effects},
               {"provisional", veto.provisional},
               {"how", veto.how},
               {"rulebook", rulebook_version_json(veto.rulebook)}};
  if (veto.about) body["about"] = *veto.about;
  if (veto.ground) body["ground"] = *veto.ground;
  if (veto.months_from_decision != 0) body["months_from_decision"] = veto.months_from_decision;
  if (veto.gone) {
    body["gone"] = true;
    body["gone_because"] = veto.gone->because;
    body["superseded_by"] = veto.gone->superseded_by;
  }
  return body;
}

json veto_statement_json(const VetoStatement& statement) {
  json body = {{"veto", statement.veto},
               {"body", to_word(statement.body)},
               {"document_no", statement.document_no},
               {"reason", statement.reason},
               {"decided_by", statement.decided_by},
               {"decided_on", to_text(statement.decided_on)}};
  if (statement.version != 0) body["version"] = statement.version;
  if (statement.lifting) {
    body["ground"] = k_grounds[statement.ground_gone ? 1 : 0].text;
    return body;
  }
  body["confirmed"] = statement.confirmed;
  if (statement.provisional) body["provisional"] = *statement.provisional;
  return body;
}

Result<std::vector<RecordedVeto>> recorded_vetoes(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_veto_record));
  return with_place(stored, veto_of);
}

Result<std::vector<RecordedVeto>> veto_versions(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_veto_record, id));
  return with_place(stored, veto_of);
}

Result<std::vector<Versioned<VetoStatement>>> veto_statements(store::Reader& reader,
                                                              const std::string& veto) {
  std::vector<store::Record> stored;
  for (const char* kind : {k_veto_decision_record, k_veto_lifting_record})
    for (const Body body : {Body::k_organisation, Body::k_discipline}) {
      ANZE_TRY(std::vector<store::Record> versions, reader.versions(kind, statement_id(veto, body)));
      std::move(versions.begin(), versions.end(), std::back_inserter(stored));
    }
  std::stable_sort(stored.begin(), stored.end(),
                   [](const store::Record& a, const store::Record& b) { return a.entry < b.entry; });
  return with_place(stored, veto_statement_of);
}

Result<void> put_veto(store::Writer& writer, const std::string& id, std::int32_t year,
                      const VetoRecord& veto) {
  ANZE_ASSERT(!veto.clause.empty() && !veto.subject.empty() && veto.from <= veto.until);
  ANZE_CHECK(writer.put(k_veto_record, id, year, dump(veto_json(veto))));
  return {};
}

Result<void> put_veto_statement(store::Writer& writer, const VetoStatement& statement) {
  ANZE_ASSERT(!statement.veto.empty() && statement.version > 0);
  ANZE_CHECK(writer.put(statement.lifting ? k_veto_lifting_record : k_veto_decision_record,
                        statement_id(statement.veto, statement.body), civil(statement.decided_on).year,
                        dump(veto_statement_json(statement))));
  return {};
}

}  // namespace anze::plugin
