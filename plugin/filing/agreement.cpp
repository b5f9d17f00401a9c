#include "plugin/filing/agreement.h"

#include <algorithm>
#include <map>

#include "plugin/filing/series.h"
#include "plugin/filing/snapshot_builder.h"
#include "reports/snapshot/snapshot_json.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_told = 100;  // differences listed at most; a draft of another year differs in all

const json& member(const json& object, const char* name) {
  static const json& nothing = *new json();
  const auto found = object.find(name);
  return found != object.end() ? *found : nothing;
}

// What a row is called in its list; "" where rows have no name of their own.
std::string name_of(const json& row) {
  for (const char* key : {"id", "check"})
    if (const std::string name = row.is_object() ? text_of(row, key) : std::string(); !name.empty())
      return name;
  return {};
}

std::string shown(const json& value) {
  if (value.is_null()) return "unknown";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "value 0, now 1; records changed"
std::string changed_members(const json& before, const json& now) {
  std::string what;
  const auto tell = [&](const std::string& key, const json& was, const json& is) {
    if (was == is) return;
    what += (what.empty() ? "" : "; ") + key;
    what += was.is_structured() || is.is_structured() ? " changed" : " " + shown(was) + ", now " + shown(is);
  };
  for (const auto& [key, value] : before.items()) tell(key, value, member(now, key.c_str()));
  for (const auto& [key, value] : now.items())
    if (!before.contains(key)) tell(key, nullptr, value);
  return what;
}

// Lists whose rows have names row by row, anything else as a whole.
void compare(const std::string& at, const json& before, const json& now, std::vector<Disagreement>& found) {
  if (before == now) return;
  const std::size_t already = found.size();
  if (before.is_array() && now.is_array()) {
    std::map<std::string, const json*> rows;
    for (const json& row : now) rows.emplace(name_of(row), &row);
    for (const json& row : before) {
      const std::string name = name_of(row);
      const auto same = rows.find(name);
      if (name.empty()) continue;
      if (same == rows.end()) {
        found.push_back({at + "/" + name, "is no longer there"});
      } else {
        if (*same->second != row) found.push_back({at + "/" + name, changed_members(row, *same->second)});
        rows.erase(same);
      }
    }
    for (const auto& [name, row] : rows)
      if (!name.empty()) found.push_back({at + "/" + name, "is new"});
  } else if (before.is_object() && now.is_object()) {
    found.push_back({at, changed_members(before, now)});
  }
  if (found.size() == already) found.push_back({at, "changed"});
}

// What another time of making alone makes different, or the officer wrote.
bool is_of_its_time(const std::string& section) {
  return section == "chain" || section == "filing" || section == "passages" || section == "format" ||
         section == "countersigned";
}

// The numbers that any two letters of one period share, without what a later day or another kind words
// otherwise.
json numbers_of(const json& snapshot) {
  constexpr const char* k_members[] = {"id", "value", "denominator", "class", "dead", "injured", "loss_yuan"};
  json numbers = {{"figures", json::array()}, {"accidents", json::array()}};
  for (const char* section : {"figures", "accidents"})
    for (const json& row : member(snapshot, section)) {
      json kept = json::object();
      for (const char* name : k_members)
        if (row.contains(name)) kept[name] = row.at(name);
      numbers[section].push_back(std::move(kept));
    }
  return numbers;
}

// Quarterly letters tell the same figures, yearly reports theirs.
bool same_paper(const FilingRecord& other, const json& snapshot) {
  const std::string kind = text_of(snapshot.at("filing"), "kind");
  return other.kind.starts_with(kind.substr(0, kind.find('_') + 1));
}

// "“/figures/accident.dead” value 0, now 1; and 4 more"
std::string summary(const std::vector<Disagreement>& found) {
  constexpr std::size_t k_shown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(found.size(), k_shown); ++i)
    text += (i == 0 ? "“" : "; “") + found[i].at + "” " + found[i].what;
  if (found.size() > k_shown) text += "; and " + std::to_string(found.size() - k_shown) + " more";
  return text;
}

}  // namespace

Result<json> sealed_snapshot(store::Reader& reader, const FilingRecord& filing) {
  store::Digest digest{};
  store::from_hex(filing.snapshot_digest, digest);
  ANZE_TRY(const std::optional<std::string> bytes, reader.blob(digest));
  if (!bytes || store::sm3(*bytes) != digest)
    return Error{Code::k_corrupt, "filing.document",
                 "the snapshot kept for " + filing.id + " is not the one that was sealed", "/id",
                 "run audit.verify/1"};
  return json::parse(*bytes);
}

std::vector<Disagreement> disagreements(const json& sealed, const json& now) {
  std::vector<Disagreement> found;
  for (const auto& [section, value] : now.items())
    if (!is_of_its_time(section)) compare("/" + section, member(sealed, section.c_str()), value, found);
  for (const auto& [section, value] : sealed.items())
    if (!now.contains(section) && !is_of_its_time(section)) compare("/" + section, value, nullptr, found);
  for (const char* part : {"addressee", "copies_to"})
    compare("/filing/" + std::string(part), member(member(sealed, "filing"), part),
            member(member(now, "filing"), part), found);
  return found;
}

Result<void> check_current(Call& call, store::Reader& reader, const FilingRecord& filing) {
  ANZE_TRY(const FilingRules rules, read_filing_rules(call.model->filing_rules));
  ANZE_TRY(const FilingRule* rule, rules.find(filing.kind, filing.addressee));
  ANZE_CHECK(must_be_built(*rule));
  ANZE_TRY(const json sealed, sealed_snapshot(reader, filing));
  reports::Filing again;
  again.id = filing.id;
  again.kind = rule->kind;
  again.addressee = rule->addressee;
  again.copies_to = rule->copies_to;
  again.period = filing.period;
  again.issued = call.today;
  ANZE_TRY(const reports::Snapshot now, build_snapshot(call, reader, rules, std::move(again)));
  const std::vector<Disagreement> found = disagreements(sealed, json::parse(reports::to_json(now)));
  if (found.empty()) return {};
  const std::string help = "prepare it again with filing.prepare/1 under the same number, read it, then sign";
  for (std::size_t i = 0; i < std::min(found.size(), k_told); ++i)
    call.problems.push_back({Code::k_conflict, "filing.stale",
                             "“" + filing.id + "”: “" + found[i].at + "” " + found[i].what, found[i].at,
                             help});
  return Error{Code::k_conflict, "filing.stale",
               "“" + filing.id + "” does not say what is on record now: " + summary(found), "/id", help};
}

Result<json> apart_from(store::Reader& reader, const std::string& id, const json& snapshot) {
  ANZE_TRY(std::vector<FilingRecord> filings, read_filings(reader));
  const std::string period = id.substr(0, id.find('/'));
  std::map<std::string, FilingRecord> others;  // the newest version of each
  for (FilingRecord& other : filings) {
    if (!other.id.starts_with(period + "/") || stem_of(other.id) == stem_of(id)) continue;
    FilingRecord& newest = others[stem_of(other.id)];
    if (newest.id.empty() || newest.version < other.version) newest = std::move(other);
  }
  const json numbers = numbers_of(snapshot);
  json apart = json::array();
  for (const auto& [stem, other] : others) {
    // Nobody holds one that was refused, and a first draft is looked at when it is signed.
    if (other.state == FilingState::k_rejected ||
        (other.state == FilingState::k_sealed && other.version == 1))
      continue;
    if (!same_paper(other, snapshot)) continue;
    ANZE_TRY(const json told, sealed_snapshot(reader, other));
    json differs = json::array();
    for (const Disagreement& each : disagreements(numbers_of(told), numbers))
      differs.push_back(each.at + " " + each.what);
    if (!differs.empty())
      apart.push_back({{"id", other.id}, {"state", other.word()}, {"differs", std::move(differs)}});
  }
  return apart;
}

}  // namespace anze::plugin
