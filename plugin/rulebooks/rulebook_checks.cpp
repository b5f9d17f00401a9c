#include "plugin/rulebooks/rulebook_checks.h"

#include <algorithm>

#include "plugin/records/assessment_record.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/draft.h"

namespace anze::plugin {
namespace {

std::string record_id(const Rulebook& book, const Codebook& codes) {
  return codes.text(book.id) + "/" + std::to_string(book.version);
}

// The highest version of the same rulebook that is installed.
std::optional<Replaced> followed_by(const Model& model, const Rulebook& book, const Codebook& codes) {
  const Rulebook* highest = nullptr;
  for (const InstalledRulebook& installed : model.rulebooks)
    if (installed.rulebook.id == book.id &&
        (highest == nullptr || highest->version < installed.rulebook.version))
      highest = &installed.rulebook;
  if (highest == nullptr) return std::nullopt;
  return Replaced{record_id(*highest, codes), 1};  // a rulebook is never edited
}

}  // namespace

std::optional<Error> against_installing(const Call& call, const Rulebook& book, const std::string& body,
                                        const Codebook& codes) {
  const std::string digest = store::to_hex(store::sm3(body));
  for (const InstalledRulebook& installed : call.model->rulebooks)
    if (installed.rulebook.id == book.id && installed.rulebook.version == book.version &&
        installed.digest != digest)
      return Error{Code::k_conflict, "rulebook.exists",
                   "version " + std::to_string(book.version) +
                       " of this rulebook is already installed, with other text",
                   "/rulebook/version",
                   "a rulebook is never edited: give the next version its own number and dates"};
  const InstalledRulebook* rival = rival_of(*call.model, book);
  if (rival == nullptr) return std::nullopt;
  return Error{
      Code::k_conflict, "rulebook.conflict",
      "“" + record_id(rival->rulebook, codes) + "” assesses by " + std::string(to_text(book.assesses)) +
          " in the same days, from " + to_text(rival->rulebook.effective_from) +
          (rival->rulebook.effective_to ? " to " + to_text(*rival->rulebook.effective_to) : " on"),
      "/rulebook/effective_from",
      "end the other one first with a version of it that has \"effective_to\", or correct the dates here"};
}

// Rules do not reach back: not to days on which other rules held, nor into what is being assessed or was. The
// first rulebook of a district may begin with its year, as long as nobody was assessed in it. What holds on
// the last day of a quarter rules all of it, so a version may begin with the running one, but no veto: those
// are asked by the day of what triggers them.
Result<std::optional<Error>> against_its_days(const Call& call, store::Reader& reader, const Rulebook& book) {
  const Date last = book.effective_to.value_or(make_date(2199, 12, 31));
  const auto refused = [&](const std::string& where) {
    return Error{
        Code::k_conflict, "rulebook.dated_back",
        "it would hold from “" + to_text(book.effective_from) + "” on, " + where, "/rulebook/effective_from",
        "let it begin after today and after the periods whose assessment was opened; what was scored "
        "stands by the rules of its time"};
  };
  const json vetoes = call.request.at("rulebook").value("vetoes", json::array());
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& other = installed.rulebook;
    if (other.assesses != book.assesses || book.effective_from >= call.today) continue;
    const std::string id = record_id(other, call.store.codes());
    ANZE_TRY(const std::optional<store::Record> text, reader.record(k_rulebook_record, id));
    const bool same_vetoes = text && json::parse(text->body).value("vetoes", json::array()) == vetoes;
    const Date bound = same_vetoes ? period_of(call.today, PeriodKind::k_quarter).first : call.today;
    const Date end = std::min({last, other.effective_to.value_or(last), bound - 1});
    if (std::max(book.effective_from, other.effective_from) <= end)
      return std::optional(refused("before “" + to_text(bound) + "”, where “" + id + "” holds"));
  }
  ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader));
  for (const AssessmentRecord& assessment : assessments) {
    const Period& period = assessment.period;
    if (period.kind == book.assesses && book.effective_from <= period.last && period.first <= last)
      return std::optional(refused("within “" + to_text(period) + "”, whose assessment was opened"));
  }
  return std::optional<Error>();
}

json summary_of(const Rulebook& book, const Codebook& codes) {
  std::size_t clauses = 0;
  for (const Item& item : book.items) clauses += item.clauses.size();
  return {{"rulebook", codes.text(book.id)},
          {"title", book.title},
          {"document_no", book.document_no},
          {"version", book.version},
          {"assesses", std::string(to_text(book.assesses))},
          {"effective_from", to_text(book.effective_from)},
          {"effective_to", book.effective_to ? json(to_text(*book.effective_to)) : json(nullptr)},
          {"items", book.items.size()},
          {"clauses", clauses},
          {"vetoes", book.vetoes.size()}};
}

Result<Definition> check_rulebook_definition(Call& call, store::Reader& reader) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(const Rulebook book, checked_rulebook(call, "rulebook", codes));
  Definition definition{.kind = k_rulebook_record, .id = record_id(book, codes), .noun = "rulebook"};
  definition.body = dump(call.request.at("rulebook"));
  if (const std::optional<Error> against = against_installing(call, book, definition.body, codes))
    return *against;
  ANZE_TRY(const std::optional<store::Record> same, reader.record(k_rulebook_record, definition.id));
  if (same)
    return Error{Code::k_conflict, "rulebook.exists",
                 "version " + std::to_string(book.version) + " of this rulebook is already installed",
                 "/rulebook/version",
                 "a rulebook is never edited: give the next version its own number and dates"};
  ANZE_TRY(const std::optional<Error> back, against_its_days(call, reader, book));
  if (back) return *back;
  definition.title = book.title;
  definition.replaces = followed_by(*call.model, book, codes);
  definition.answer = summary_of(book, codes);
  definition.answer["digest"] = store::to_hex(store::sm3(definition.body));
  return definition;
}

}  // namespace anze::plugin
