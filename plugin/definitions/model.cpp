#include "plugin/definitions/model.h"

#include "plugin/records/record_kinds.h"

#include <algorithm>

#include "scoring/trials/read_rulebook.h"

namespace anze::plugin {
namespace {

Error unreadable(const store::Record& record, const Error& cause) {
  return {Code::k_corrupt, "model.corrupt",
          "the stored " + record.kind + " “" + record.id + "” cannot be read: " + cause.message, cause.at,
          "it was accepted by another version of the library; install that version or add a corrected "
          "definition"};
}

}  // namespace

Result<const Organisation*> Model::need_organisation() const {
  if (organisation) return &*organisation;
  return Error{Code::k_not_found,
               "organisation.missing",
               "no organisation has been imported yet",
               {},
               "send it with org.import/1 first"};
}

bool Model::in_force(const InstalledRulebook& installed, Date day) const {
  const Rulebook& book = installed.rulebook;
  return book.in_force(day) &&
         std::none_of(rulebooks.begin(), rulebooks.end(), [&](const InstalledRulebook& later) {
           return later.rulebook.id == book.id && book.version < later.rulebook.version &&
                  later.rulebook.effective_from <= day;
         });
}

Result<const InstalledRulebook*> Model::need_rulebook(const Period& period) const {
  const InstalledRulebook* found = nullptr;
  for (const InstalledRulebook& installed : rulebooks) {
    if (installed.rulebook.assesses != period.kind || !in_force(installed, period.last)) continue;
    if (found != nullptr)
      return Error{Code::k_conflict,
                   "rulebook.conflict",
                   "“" + found->rulebook.title + "” and “" + installed.rulebook.title +
                       "” are both in force on " + to_text(period.last),
                   {},
                   "end one of them: rulebook.add/1 with a version that has \"effective_to\""};
    found = &installed;
  }
  if (found != nullptr) return found;
  return Error{Code::k_not_found,
               "rulebook.missing",
               "no rulebook that assesses by " + std::string(to_text(period.kind)) + " is in force on " +
                   to_text(period.last),
               {},
               "add one with rulebook.add/1, or check its effective dates"};
}

namespace {

// The days on which a version is the one of its id: to the day before the next higher one begins.
std::pair<Date, Date> days_of(const Model& model, const Rulebook& book) {
  Date last = book.effective_to.value_or(make_date(2199, 12, 31));
  for (const InstalledRulebook& other : model.rulebooks)
    if (other.rulebook.id == book.id && book.version < other.rulebook.version)
      last = std::min(last, other.rulebook.effective_from - 1);
  return {book.effective_from, last};
}

}  // namespace

const InstalledRulebook* rival_of(const Model& model, const Rulebook& draft) {
  const auto [from, to] = days_of(model, draft);
  for (const InstalledRulebook& other : model.rulebooks) {
    if (other.rulebook.id == draft.id || other.rulebook.assesses != draft.assesses) continue;
    const auto [first, last] = days_of(model, other.rulebook);
    if (std::max(from, first) <= std::min(to, last)) return &other;
  }
  return nullptr;
}

Result<std::shared_ptr<const Model>> load_model(store::Reader& reader, Codebook& codes,
                                                std::int64_t as_of_entry) {
  auto model = std::make_shared<Model>();
  model->entry = as_of_entry;
  if (as_of_entry == 0) {
    ANZE_TRY(model->entry, reader.model_entry());
  }
  store::Sm3 shape;
  ANZE_TRY(const std::vector<store::Record> ledgers, reader.records(k_ledger_record, as_of_entry));
  for (const store::Record& record : ledgers) {
    shape.add(record.body);
    auto ledger = read_ledger(record.body, codes);
    if (!ledger) return unreadable(record, ledger.error());
    model->ledgers.put(*std::move(ledger));
  }

  ANZE_TRY(const std::optional<store::Record> organisation,
           reader.record(k_organisation_record, "current", as_of_entry));
  if (organisation) {
    shape.add(organisation->body);
    auto data = read_organisation(organisation->body, codes);
    if (!data) return unreadable(*organisation, data.error());
    auto built = Organisation::build(*std::move(data), codes);
    if (!built) return unreadable(*organisation, built.error());
    model->organisation.emplace(*std::move(built));

    ANZE_TRY(const std::vector<store::Record> books, reader.records(k_rulebook_record, as_of_entry));
    for (const store::Record& record : books) {
      auto book = read_rulebook(record.body, model->ledgers, model->organisation->data(), codes, nullptr,
                                Reading::k_stored);
      if (!book) return unreadable(record, book.error());
      model->rulebooks.push_back({*std::move(book), store::to_hex(store::sm3(record.body))});
    }
  }

  model->shape = store::to_hex(shape.finish());

  ANZE_TRY(const std::vector<store::Record> figures, reader.records(k_figures_record, as_of_entry));
  for (const store::Record& record : figures) {
    auto set = read_figures(record.body, model->ledgers, codes, nullptr, Reading::k_stored);
    if (!set) return unreadable(record, set.error());
    auto paragraphs = read_paragraphs(record.body, *set);
    if (!paragraphs) return unreadable(record, paragraphs.error());
    for (ParagraphRule& paragraph : *paragraphs) model->paragraphs.push_back(std::move(paragraph));
    auto deadlines = read_deadlines(record.body, model->ledgers, codes);
    if (!deadlines) return unreadable(record, deadlines.error());
    for (DeadlineRule& rule : *deadlines) model->deadlines.push_back(std::move(rule));
    for (FigureDefinition& figure : set->figures) model->figures.figures.push_back(std::move(figure));
    for (FigureCheck& check : set->checks) model->figures.checks.push_back(std::move(check));
    if (set->entry.within_days > 0) model->figures.entry = std::move(set->entry);
  }

  ANZE_TRY(const std::optional<store::Record> filing,
           reader.record(k_filing_rules_record, "current", as_of_entry));
  if (filing) {
    ANZE_TRY(model->filing_rules, parse_json(filing->body));
  }
  return std::shared_ptr<const Model>(std::move(model));
}

}  // namespace anze::plugin
