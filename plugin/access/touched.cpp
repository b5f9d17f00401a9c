#include "plugin/access/touched.h"

#include "plugin/access/privacy.h"

namespace anze::plugin {
namespace {

// The first that says it stands: the request itself, then the record in it.
void say(json& touched, const char* member, std::string value) {
  if (!value.empty() && !touched.contains(member)) touched[member] = std::move(value);
}

}  // namespace

json touched_by(const json& request, const Act& act) {
  json touched = json::object();
  if (!request.is_object()) return touched;
  const auto take = [&](const json& from) {
    for (const char* member : {"id", "unit", "area", "sector", "ledger", "official", "period"})
      say(touched, member, text_of(from, member));
  };
  take(request);
  if (const auto fact = request.find("fact"); fact != request.end() && fact->is_object()) take(*fact);
  for (const char* member : {"veto", "import"}) say(touched, "case", text_of(request, member));
  if (act.concerned == Concerned::k_filing) say(touched, "case", text_of(request, "id"));
  return touched;
}

bool names_record(const json& touched, const Act& act) {
  return act.concerned == Concerned::k_fact && touched.contains("id");
}

Result<void> add_record(json& touched, const Call& call, store::Reader& reader) {
  ANZE_TRY(const std::optional<store::FactVersion> kept, reader.fact(text_of(touched, "id")));
  if (!kept || !Sight(call).sees(kept->record.fact)) return {};
  const Codebook& codes = call.store.codes();
  // What the record says goes before what the caller says of it.
  const Fact& fact = kept->record.fact;
  const auto tell = [&](const char* member, CodeId code) {
    if (code != k_no_code) touched[member] = codes.text(code);
  };
  tell("unit", fact.unit);
  tell("area", fact.area);
  tell("sector", fact.sector);
  tell("ledger", fact.ledger);
  tell("official", fact.official);
  return {};
}

}  // namespace anze::plugin
