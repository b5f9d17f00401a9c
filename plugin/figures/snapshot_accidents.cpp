// Accidents and faults in reporting them, from their ledger.
#include <optional>

#include "plugin/figures/figures.h"
#include "plugin/figures/snapshot_figures.h"
#include "plugin/figures/told_facts.h"
#include "scoring/entries/accident_class.h"

namespace anze::plugin {
namespace {

std::optional<std::int64_t> integer_of(const json& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                             : std::nullopt;
}

// Which fault in reporting an accident's "reporting" word is, if any (former Order 13, art. 5: 迟报 漏报 谎报
// 瞒报).
std::optional<reports::FaultKind> fault_of(std::string_view word) {
  if (word == "late") return reports::FaultKind::k_late;
  if (word == "omitted") return reports::FaultKind::k_missed;
  if (word == "falsified") return reports::FaultKind::k_false;
  if (word == "concealed") return reports::FaultKind::k_concealed;
  return std::nullopt;
}

// When it was reported, as far as it is recorded: "首次报告于2025年8月9日，用时190分钟".
std::string reported(const json& fields) {
  std::string text;
  if (const auto day = parse_date(text_of(fields, "first_reported_on")))
    text = "首次报告于" + to_chinese(*day);
  if (const auto minutes = integer_of(fields, "minutes_to_report"))
    text += (text.empty() ? "报告" : "，") + std::string("用时") + std::to_string(*minutes) + "分钟";
  return text;
}

}  // namespace

Result<void> add_accidents(Call& call, store::Reader& reader, const DateRange& range,
                           reports::Snapshot& snapshot) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const std::vector<json> accidents, facts_of(call, reader, k_accident_ledger, range));
  for (const json& fact : accidents) {
    const json& fields = fact.at("fields");
    reports::AccidentRow row;
    row.id = text_of(fact, "id");
    row.title = accident_title(*call.model, codes, fields);
    ANZE_TRY(row.day, parse_date(text_of(fact, "occurred_on")));
    row.dead = integer_of(fields, "dead");
    row.injured = integer_of(fields, "injured");
    row.loss_yuan = whole_yuan(integer_of(fields, "loss_fen"));
    const AccidentClass grade =
        classify({row.dead, integer_of(fields, "missing"), row.injured, integer_of(fields, "loss_fen")});
    row.grade = static_cast<reports::AccidentGrade>(static_cast<int>(grade) - 1);
    row.area = word_title(*call.model, codes, text_of(fact, "area"));
    row.sector = word_title(*call.model, codes, text_of(fact, "sector"));
    const Date settled = toll_window_end(row.day, fields.value("road_or_fire", json(false)) == json(true));
    if (call.today <= settled) row.provisional_until = settled;
    if (const auto fault = fault_of(text_of(fields, "reporting")))
      snapshot.reporting_faults.push_back(
          {row.id, *fault, word_title(*call.model, codes, text_of(fact, "unit")), reported(fields), {}});
    snapshot.accidents.push_back(std::move(row));
  }
  return {};
}

}  // namespace anze::plugin
