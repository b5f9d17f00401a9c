#include "plugin/filing/snapshot_builder.h"

#include <algorithm>

#include "plugin/assessment.h"
#include "plugin/fact_json.h"
#include "plugin/figures.h"
#include "plugin/veto_state.h"
#include "reports/words.h"
#include "scoring/accident.h"

namespace anze::plugin {
namespace {

constexpr const char* k_accident_ledger = "accident";
constexpr const char* k_finding_ledger = "finding";

std::optional<std::int64_t> whole_yuan(std::optional<std::int64_t> fen) {
  if (!fen) return std::nullopt;
  const auto yuan = round_half_even(Exact::ratio(*fen, 100), Points{k_points_scale});
  return yuan ? std::optional(yuan->e4 / k_points_scale) : std::nullopt;
}

std::optional<std::int64_t> integer_of(const json& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                             : std::nullopt;
}

std::string word_title(const Model& model, const Codebook& codes, const std::string& id) {
  const CodeId code = codes.find(id);
  return code == k_no_code ? id : std::string(model.organisation->title(code));
}

// Every fact of one ledger in a day range, as the methods answer it.
Result<std::vector<json>> facts_of(Call& call, store::Reader& reader, const char* ledger,
                                   const Period& period) {
  std::vector<json> facts;
  const Codebook& codes = call.store.codes();
  const CodeId code = codes.find(ledger);
  if (code == k_no_code) return facts;
  ANZE_TRY(const std::vector<store::FactVersion> versions,
           reader.list({period.first, period.last, {code}, 0}, "", 100'000));
  for (const store::FactVersion& version : versions)
    facts.push_back(fact_json(version, call.model->ledgers, codes));
  return facts;
}

Result<void> add_figures(Call& call, store::Reader& reader, reports::Snapshot& snapshot) {
  const Period& period = snapshot.filing.period;
  ANZE_TRY(const std::vector<FigureValue> now, compute_figures_at(*call.model, reader, period, 0));
  const Period before{period.kind, add_months(period.first, -12), add_months(period.last + 1, -12) - 1};
  ANZE_TRY(const std::vector<FigureValue> last_year, compute_figures_at(*call.model, reader, before, 0));
  // Without a single record of last year, last year is unknown rather than zero.
  bool kept_last_year = false;
  ANZE_CHECK(reader.scan({before.first, before.last, {}, 0}, [&](const Fact&) {
    kept_last_year = true;
    return false;
  }));
  for (std::size_t i = 0; i < now.size(); ++i) {
    const FigureDefinition& definition = call.model->figures.figures[i];
    reports::Figure figure = report_figure(definition, now[i]);
    const bool index = figure.topic == reports::Topic::k_accident;
    if (!index && now[i].facts.empty()) continue;  // nothing of this kind was recorded in the period
    if (index) {
      figure.compared = true;
      if (kept_last_year)
        figure.last_year =
            figure.shape == reports::Shape::k_money ? whole_yuan(last_year[i].value) : last_year[i].value;
    }
    snapshot.figures.push_back(std::move(figure));
  }
  const auto present = [&](const std::string& id) { return reports::find_figure(snapshot, id) != nullptr; };
  for (const FigureCheck& check : call.model->figures.checks) {
    if (!present(check.total) || !std::all_of(check.parts.begin(), check.parts.end(), present)) continue;
    snapshot.relations.push_back(
        {check.id,
         check.kind == CheckKind::k_sum ? reports::RelationKind::k_sum : reports::RelationKind::k_subset,
         check.total, check.parts});
  }
  ANZE_TRY(const std::vector<store::Record> declared, reader.records(k_discrepancy_record));
  for (const store::Record& record : declared) {
    const json body = json::parse(record.body);
    if (text_of(body, "period") == to_text(period))
      snapshot.discrepancies.push_back({text_of(body, "check"), text_of(body, "explanation")});
  }
  return {};
}

Result<void> add_accidents(Call& call, store::Reader& reader, reports::Snapshot& snapshot) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const std::vector<json> accidents,
           facts_of(call, reader, k_accident_ledger, snapshot.filing.period));
  for (const json& fact : accidents) {
    const json& fields = fact.at("fields");
    reports::AccidentRow row;
    row.id = text_of(fact, "id");
    row.title = text_of(fields, "title");
    ANZE_TRY(row.day, parse_date(text_of(fact, "occurred_on")));
    row.dead = integer_of(fields, "dead");
    row.injured = integer_of(fields, "injured");
    row.loss_yuan = whole_yuan(integer_of(fields, "loss_fen"));
    const AccidentClass grade =
        classify({row.dead, integer_of(fields, "missing"), row.injured, integer_of(fields, "loss_fen")});
    row.grade = static_cast<reports::AccidentClass>(static_cast<int>(grade) - 1);
    row.area = word_title(*call.model, codes, text_of(fact, "area"));
    row.sector = word_title(*call.model, codes, text_of(fact, "sector"));
    const Date settled = toll_window_end(row.day, fields.value("road_or_fire", json(false)) == json(true));
    if (call.today <= settled) row.provisional_until = settled;
    snapshot.accidents.push_back(std::move(row));
  }
  return {};
}

// The line of a score sheet: an item with what was taken or given under it, in the order of the individual
// forms that districts use (应得分, 考核分, 扣分事由).
reports::ScoreLine sheet_line(const json& card, const json& item, bool several_posts) {
  reports::ScoreLine line;
  line.item = several_posts ? text_of(item, "title") + "（" + text_of(card, "post_title") + "）"
                            : text_of(item, "title");
  line.title = text_of(item, "title");
  const auto join = [](std::string& list, const std::string& part, const char* between) {
    if (!part.empty() && list.find(part) == std::string::npos) list += (list.empty() ? "" : between) + part;
  };
  for (const json& entry : card.at("lines")) {
    if (text_of(entry, "item") != text_of(item, "item")) continue;
    line.facts += entry.value("count", std::int64_t{0});
    join(line.counts, text_of(entry, "points") == "0" ? "" : text_of(entry, "how"), "；");
    if (text_of(entry, "points") == "0") continue;
    join(line.clause, text_of(entry, "clause"), "、");
    join(line.reason, text_of(entry, "title"), "；");
    for (const json& basis : entry.at("basis")) join(line.legal_basis, basis.get<std::string>(), "；");
  }
  return line;
}

// Scores on paper have two decimals; the exact value stays in the scorecard.
Result<Points> printed(const std::string& exact) {
  const std::size_t slash = exact.find('/');
  if (slash == std::string::npos) {
    ANZE_TRY(const Points points, parse_points(exact));
    return round_half_even(Exact(points), Points{100});
  }
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  try {
    numerator = std::stoll(exact.substr(0, slash));
    denominator = std::stoll(exact.substr(slash + 1));
  } catch (const std::exception&) {
    return Error{Code::k_limit,
                 "points.overflow",
                 "the exact value " + exact + " cannot be printed",
                 {},
                 "check the rulebook's amounts"};
  }
  return round_half_even(Exact::ratio(numerator, denominator), Points{100});
}

Result<void> add_results(store::Reader& reader, const json& assessment, reports::Snapshot& snapshot) {
  const json& book = assessment.at("rulebook");
  snapshot.rulebook = {text_of(book, "id"), text_of(book, "title"), text_of(book, "document_no"),
                       std::to_string(book.at("version").get<int>()), text_of(book, "digest")};
  const std::string period = text_of(assessment, "period");
  for (const json& person : assessment.at("people")) {
    ANZE_TRY(const std::optional<store::Record> record,
             reader.record(k_scorecard_record, period + "/" + text_of(person, "official")));
    if (!record)
      return Error{Code::k_corrupt,
                   "assessment.incomplete",
                   "a scorecard of " + period + " is missing",
                   {},
                   "run audit.verify/1"};
    const json sheet = json::parse(record->body);
    reports::OfficialResult result;
    result.id = text_of(person, "official");
    result.name = text_of(person, "name");
    result.grade = text_of(person, "grade");
    result.exact = text_of(person, "exact");
    ANZE_TRY(const Points score, parse_points(text_of(person, "points")));
    result.score = score;
    const bool several = sheet.at("cards").size() > 1;
    for (const json& card : sheet.at("cards")) {
      result.post += (result.post.empty() ? "" : "、") + text_of(card, "post_title");
      if (result.unit.find(text_of(card, "unit_title")) == std::string::npos)
        result.unit += (result.unit.empty() ? "" : "、") + text_of(card, "unit_title");
      result.archetype = text_of(card, "archetype_title");
      for (const json& item : card.at("items")) {
        reports::ScoreLine line = sheet_line(card, item, several);
        ANZE_TRY(line.full, parse_points(text_of(item, "full")));
        ANZE_TRY(line.got, printed(text_of(item, "points")));
        result.lines.push_back(std::move(line));
      }
      for (const json& entry : card.at("lines"))
        if (text_of(entry, "state") == "counted" &&
            entry.value("target", std::int64_t{0}) > entry.value("count", std::int64_t{0}) &&
            text_of(entry, "points").starts_with("-"))
          snapshot.owed.push_back({text_of(card, "post_title"), text_of(entry, "title"), std::nullopt});
    }
    snapshot.officials.push_back(std::move(result));
  }
  return {};
}

reports::VetoState paper_state(const VetoState& veto, Date today, Date until) {
  switch (veto.status) {
    case VetoStatus::k_confirmed:
      return today <= until ? reports::VetoState::k_in_force : reports::VetoState::k_expired;
    case VetoStatus::k_rejected:
      return reports::VetoState::k_rejected;
    case VetoStatus::k_proposed:
    case VetoStatus::k_disagreed:
      break;
  }
  return reports::VetoState::k_proposed;
}

Result<void> add_vetoes(Call& call, store::Reader& reader, const FilingRules& rules,
                        reports::Snapshot& snapshot) {
  ANZE_TRY(const std::vector<VetoState> states, vetoes_of(reader, snapshot.filing.period));
  for (const VetoState& state : states) {
    reports::Veto veto;
    veto.id = state.id;
    veto.level = state.yellow_card() ? reports::VetoLevel::k_yellow_card : reports::VetoLevel::k_veto;
    veto.clause = text_of(state.body, "clause");
    veto.clause_title = text_of(state.body, "title");
    for (const json& basis : state.body.at("basis"))
      veto.legal_basis += (veto.legal_basis.empty() ? "" : "；") + basis.get<std::string>();
    veto.subject_kind =
        text_of(state.body, "on") == "unit" ? reports::SubjectKind::k_unit : reports::SubjectKind::k_person;
    veto.subject_id = state.subject();
    veto.subject = text_of(state.body, "subject_title");
    ANZE_TRY(veto.from, parse_date(text_of(state.body, "from")));
    ANZE_TRY(veto.to, parse_date(text_of(state.body, "until")));
    veto.state = paper_state(state, call.today, *veto.to);
    veto.effects = state.body.at("effects").get<std::vector<std::string>>();
    for (const json& id : state.body.at("facts")) {
      ANZE_TRY(const std::optional<store::FactVersion> fact, reader.fact(id.get<std::string>()));
      if (!fact || fact->record.fact.ledger != call.store.codes().find(k_finding_ledger)) continue;
      veto.finding_document =
          text_of(fact_json(*fact, call.model->ledgers, call.store.codes()).at("fields"), "document_no");
    }
    for (const json& decision : state.decisions) {
      reports::Decision paper;
      paper.body =
          text_of(decision, "body") == "organisation" ? rules.organisation_body : rules.discipline_body;
      paper.outcome =
          decision.value("confirmed", false) ? reports::Outcome::k_agreed : reports::Outcome::k_disagreed;
      paper.document = text_of(decision, "document_no");
      ANZE_TRY(paper.day, parse_date(text_of(decision, "decided_on")));
      paper.opinion = text_of(decision, "reason");
      veto.decisions.push_back(std::move(paper));
    }
    const auto person =
        std::find_if(snapshot.officials.begin(), snapshot.officials.end(),
                     [&](const reports::OfficialResult& result) { return result.id == veto.subject_id; });
    if (person != snapshot.officials.end()) {
      veto.post = person->post;
      person->cases.push_back(veto.finding_document);
    }
    snapshot.vetoes.push_back(std::move(veto));
  }
  return {};
}

Result<json> sealed_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(json assessment, need_assessment(reader, period));
  if (text_of(assessment, "state") != "sealed")
    return Error{Code::k_conflict, "filing.unsealed",
                 "the assessment of " + to_text(period) + " is not sealed yet", "/period",
                 "seal it with assess.seal/1, then prepare the filing"};
  return assessment;
}

}  // namespace

Result<reports::Snapshot> build_snapshot(Call& call, store::Reader& reader, const FilingRules& rules,
                                         reports::Filing filing) {
  reports::Snapshot snapshot;
  snapshot.jurisdiction = rules.jurisdiction;
  snapshot.filing = std::move(filing);
  ANZE_TRY(const store::ChainHead head, reader.head());
  snapshot.chain = {head.seq, store::to_hex(head.hash)};
  ANZE_CHECK(add_figures(call, reader, snapshot));
  ANZE_CHECK(add_accidents(call, reader, snapshot));
  for (const Period& quarter : divide(snapshot.filing.period, PeriodKind::k_quarter)) {
    ANZE_TRY(const json assessment, sealed_assessment(reader, quarter));
    // A yearly report tells figures, not persons; the rulebook it names is the last quarter's.
    if (!reports::is_public(snapshot.filing.kind)) ANZE_CHECK(add_results(reader, assessment, snapshot));
    const json& book = assessment.at("rulebook");
    snapshot.rulebook = {text_of(book, "id"), text_of(book, "title"), text_of(book, "document_no"),
                         std::to_string(book.at("version").get<int>()), text_of(book, "digest")};
  }
  ANZE_CHECK(add_vetoes(call, reader, rules, snapshot));
  return snapshot;
}

}  // namespace anze::plugin
