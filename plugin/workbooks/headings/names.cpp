#include "plugin/workbooks/headings/names.h"

#include <algorithm>

#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

const char* kind_of(Meaning meaning) {
  return meaning == Meaning::k_unit     ? "单位"
         : meaning == Meaning::k_area   ? "属地"
         : meaning == Meaning::k_sector ? "行业领域"
         : meaning == Meaning::k_post   ? "岗位"
                                        : "干部";
}

// Titles that hold the text or lie in it: what was probably meant.
template <class Titles>
std::string similar(const Titles& titles, const std::string& text) {
  constexpr std::size_t k_most = 3;
  std::vector<std::string> found;
  for (const auto& [title, ids] : titles)
    if (title.find(text) != std::string::npos || text.find(title) != std::string::npos)
      found.push_back(title);
  std::sort(found.begin(), found.end());
  std::string list;
  for (std::size_t i = 0; i < std::min(found.size(), k_most); ++i)
    list += (i == 0 ? "“" : "、“") + found[i] + "”";
  return list;
}

Error ambiguous(std::string_view text, const std::vector<CodeId>& ids, const Codebook& codes) {
  constexpr std::size_t k_most = 8;
  std::string list;
  for (std::size_t i = 0; i < std::min(ids.size(), k_most); ++i)
    list += (i == 0 ? "" : "、") + codes.text(ids[i]);
  return invalid("sheet.ambiguous",
                 "“" + std::string(text) + "” is the name of " + std::to_string(ids.size()), {},
                 "write the code of the one you mean: " + list);
}

}  // namespace

HeadingNames::HeadingNames(const Organisation& organisation, const Codebook& codes)
    : organisation_(organisation), codes_(codes) {
  const auto add = [](Titles& titles, std::string_view title, CodeId id) {
    if (const std::string key = squeezed(title); !key.empty()) titles[key].push_back(id);
  };
  const OrganisationData& data = organisation.data();
  for (const Unit& unit : data.units) add(units_, unit.title, unit.id);
  for (const Area& area : data.areas) add(areas_, area.title, area.id);
  for (const Titled& sector : data.sectors) add(sectors_, sector.title, sector.id);
  for (const Post& post : data.posts) add(posts_, post.title, post.id);
  for (const Official& official : data.officials) add(officials_, official.name, official.id);
}

const HeadingNames::Titles* HeadingNames::titles(Meaning meaning) const {
  return meaning == Meaning::k_unit     ? &units_
         : meaning == Meaning::k_area   ? &areas_
         : meaning == Meaning::k_sector ? &sectors_
         : meaning == Meaning::k_post   ? &posts_
                                        : &officials_;
}

bool HeadingNames::exists(Meaning meaning, CodeId id) const {
  if (id == k_no_code) return false;
  if (meaning == Meaning::k_unit) return organisation_.unit(id) != nullptr;
  if (meaning == Meaning::k_area) return organisation_.area(id) != nullptr;
  if (meaning == Meaning::k_post) return organisation_.post(id) != nullptr;
  if (meaning == Meaning::k_official) return organisation_.official(id) != nullptr;
  const auto& sectors = organisation_.data().sectors;
  return std::any_of(sectors.begin(), sectors.end(), [&](const Titled& sector) { return sector.id == id; });
}

std::string_view HeadingNames::title(Meaning meaning, CodeId id) const {
  if (!exists(meaning, id)) return {};
  if (meaning == Meaning::k_unit) return organisation_.unit(id)->title;
  if (meaning == Meaning::k_area) return organisation_.area(id)->title;
  if (meaning == Meaning::k_post) return organisation_.post(id)->title;
  if (meaning == Meaning::k_official) return organisation_.official(id)->name;
  for (const Titled& sector : organisation_.data().sectors)
    if (sector.id == id) return sector.title;
  return {};
}

Result<std::string> HeadingNames::id_of(Meaning meaning, std::string_view text, CodeId unit) const {
  const std::string plain = folded(text);
  if (exists(meaning, codes_.find(plain))) return plain;
  const Titles& all = *titles(meaning);
  const auto found = all.find(squeezed(text));
  if (found == all.end()) {
    const std::string near = similar(all, squeezed(text));
    return invalid("sheet.name", "there is no " + std::string(kind_of(meaning)) + " “" + plain + "”", {},
                   near.empty() ? "write its full title or its code" : "did you mean " + near + "?");
  }
  if (found->second.size() == 1) return codes_.text(found->second.front());
  if (meaning == Meaning::k_post && unit != k_no_code) {
    std::vector<CodeId> here;
    for (const CodeId id : found->second)
      if (organisation_.post(id)->unit == unit) here.push_back(id);
    if (here.size() == 1) return codes_.text(here.front());
  }
  return ambiguous(plain, found->second, codes_);
}

std::string HeadingNames::written(Meaning meaning, CodeId id) const {
  const std::string_view title = this->title(meaning, id);
  const Result<std::string> back = title.empty() ? Result<std::string>(std::string()) : id_of(meaning, title);
  return back && *back == codes_.text(id) ? std::string(title) : codes_.text(id);
}

Result<CodeId> code_of(const std::vector<CodeTitle>& list, std::string_view text, const Codebook& codes) {
  const std::string plain = folded(text);
  const std::string key = squeezed(text);
  std::vector<CodeId> named;
  for (const CodeTitle& each : list) {
    if (codes.text(each.code) == plain) return each.code;
    if (squeezed(each.title) == key) named.push_back(each.code);
  }
  if (named.size() == 1) return named.front();
  if (named.size() > 1) return ambiguous(plain, named, codes);
  std::string choices;
  for (const CodeTitle& each : list) choices += (choices.empty() ? "" : "、") + each.title;
  return invalid("sheet.code", "“" + plain + "” is not one of the words that may stand here", {},
                 choices.empty() ? "leave the cell empty: there are none" : "write one of: " + choices);
}

std::string written_code(const std::vector<CodeTitle>& list, CodeId code, const Codebook& codes) {
  for (const CodeTitle& each : list) {
    if (each.code != code) continue;
    const Result<CodeId> back = code_of(list, each.title, codes);
    if (back && *back == code) return each.title;
  }
  return codes.text(code);
}

}  // namespace anze::sheets
