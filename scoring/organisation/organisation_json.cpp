#include "scoring/json/reader.h"
#include "scoring/organisation/organisation.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;

constexpr json::Word<TermKind> k_term_kinds[] = {
    {"full", TermKind::k_full}, {"acting", TermKind::k_acting}, {"seconded", TermKind::k_seconded}};

constexpr json::Word<AbsenceKind> k_absence_kinds[] = {{"sick", AbsenceKind::k_sick},
                                                       {"private", AbsenceKind::k_private},
                                                       {"statutory", AbsenceKind::k_statutory},
                                                       {"study", AbsenceKind::k_study},
                                                       {"away", AbsenceKind::k_away}};

Area read_area(Object& object, StagedCodes& words) {
  return {object.need_code("id", words), object.get_code("parent", words), object.need_text("title")};
}

Titled read_titled(Object& object, StagedCodes& words) {
  return {object.need_code("id", words), object.need_text("title")};
}

Unit read_unit(Object& object, StagedCodes& words) {
  Unit unit;
  unit.id = object.need_code("id", words);
  unit.parent = object.get_code("parent", words);
  unit.kind = object.need_code("kind", words);
  unit.area = object.need_code("area", words);
  unit.committee_member = object.get<bool>("committee_member", false);
  unit.title = object.need_text("title");
  return unit;
}

Post read_post(Object& object, StagedCodes& words) {
  return {object.need_code("id", words), object.need_code("unit", words),
          object.need_code("archetype", words), object.need_text("title")};
}

Portfolio read_portfolio(Object& object, StagedCodes& words) {
  Portfolio portfolio;
  portfolio.post = object.need_code("post", words);
  if (const std::optional<Place> sector = object.need("sector")) {
    const auto* word = sector->value().get_if<std::string>();
    const bool every = word != nullptr && *word == "*";
    if (!every) portfolio.sector = words.intern(sector->id().value_or(""));
  }
  portfolio.area = object.need_code("area", words);
  portfolio.from = object.need<Date>("from");
  portfolio.to = object.get<Date>("to");
  return portfolio;
}

Official read_official(Object& object, StagedCodes& words) {
  return {object.need_code("id", words), object.need_text("name")};
}

Term read_term(Object& object, StagedCodes& words) {
  constexpr std::int32_t k_weight_max = 1000;
  Term term;
  term.id = object.need_code("id", words);
  term.post = object.need_code("post", words);
  term.official = object.need_code("official", words);
  term.from = object.need<Date>("from");
  term.to = object.get<Date>("to");
  term.kind = object.get_word("kind", k_term_kinds, TermKind::k_full);
  term.weight = object.get_integer<std::int32_t>("weight", 1, 1, k_weight_max);
  return term;
}

Absence read_absence(Object& object, StagedCodes& words) {
  Absence absence;
  absence.official = object.need_code("official", words);
  absence.kind = object.need_word("kind", k_absence_kinds);
  absence.from = object.need<Date>("from");
  absence.to = object.get<Date>("to");
  absence.document_no = object.get<std::string>("document_no", {});
  return absence;
}

template <class T>
std::vector<T> read_all(const std::vector<Place>& places, StagedCodes& words,
                        T (*read)(Object&, StagedCodes&)) {
  std::vector<T> all;
  all.reserve(places.size());
  for (const Place& place : places) {
    Object object(place);
    all.push_back(read(object, words));
    object.close();
  }
  return all;
}

OrganisationData read_file(const Place& root, StagedCodes& words) {
  OrganisationData data;
  Object file(root);
  data.region = file.need_code("region", words);
  data.title = file.need_text("title");
  data.areas = read_all(file.need_list("areas"), words, read_area);
  data.sectors = read_all(file.need_list("sectors"), words, read_titled);
  data.unit_kinds = read_all(file.need_list("unit_kinds"), words, read_titled);
  data.archetypes = read_all(file.need_list("archetypes"), words, read_titled);
  data.units = read_all(file.need_list("units"), words, read_unit);
  data.posts = read_all(file.need_list("posts"), words, read_post);
  data.portfolios = read_all(file.need_list("portfolios"), words, read_portfolio);
  data.officials = read_all(file.need_list("officials"), words, read_official);
  data.terms = read_all(file.need_list("terms"), words, read_term);
  data.absences = read_all(file.get_list("absences"), words, read_absence);
  file.close();
  return data;
}

}  // namespace

Result<OrganisationData> read_organisation(std::string_view json, Codebook& codes, Problems* problems) {
  Document document(json);
  StagedCodes words(codes);
  OrganisationData data;
  if (document) data = read_file(document.root(), words);
  ANZE_CHECK(document.finish(problems));
  words.commit();
  return data;
}

}  // namespace anze
