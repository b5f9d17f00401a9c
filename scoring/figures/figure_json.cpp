#include "scoring/figures/figure.h"
#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger_parts.h"
#include "scoring/ledgers/select_json.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;

constexpr json::Word<FigureKind> k_kinds[] = {{"count", FigureKind::k_count},
                                              {"sum", FigureKind::k_sum},
                                              {"rate", FigureKind::k_rate},
                                              {"stated", FigureKind::k_stated}};
constexpr json::Word<CheckKind> k_check_kinds[] = {{"subset", CheckKind::k_subset},
                                                   {"sum", CheckKind::k_sum},
                                                   {"jump", CheckKind::k_jump},
                                                   {"filled", CheckKind::k_filled}};
constexpr json::Word<Against> k_against[] = {{"previous", Against::k_previous},
                                             {"last_year", Against::k_last_year}};
constexpr json::Word<PeriodKind> k_lengths[] = {{"month", PeriodKind::k_month},
                                                {"quarter", PeriodKind::k_quarter},
                                                {"half", PeriodKind::k_half},
                                                {"year", PeriodKind::k_year}};
constexpr std::int32_t k_days_max = 3660;

void read_amount(Object& object, const Ledger* ledger, FigureDefinition& figure) {
  const std::optional<Place> name = object.need("field");
  if (!name || ledger == nullptr) return;
  if (const auto field = read_field_name(*name, *ledger, {FieldType::k_integer})) figure.field = field->ref;
}

void read_qualifier(Object& object, const Ledger* ledger, const StagedCodes& words,
                    FigureDefinition& figure) {
  const std::optional<Place> name = object.find("qualifier_field");
  if (!name || ledger == nullptr) return;
  const std::optional<KnownField> field = read_field_name(*name, *ledger, {FieldType::k_code});
  if (!field) return;
  figure.qualifier_field = field->ref;
  for (const CodeTitle& code : *field->codes) {
    const std::string& word = words.text(code.code);
    if (word == "over")
      figure.over = code.code;
    else if (word == "nearly")
      figure.nearly = code.code;
    else if (word != "exact")
      name->problem("figure.qualifier", "“" + word + "” of “" + field->title + "” is not a qualifier",
                    "its code list may hold \"exact\", \"over\" (余) and \"nearly\" (近)");
  }
}

FigureDefinition read_figure(const Place& place, const LedgerSet& ledgers, StagedCodes& words) {
  FigureDefinition figure;
  Object object(place);
  figure.id = object.need_id("id");
  figure.title = object.need_text("title");
  figure.unit = object.get<std::string>("unit", "");
  figure.topic = object.get<std::string>("topic", "");
  figure.scope = object.get<std::string>("scope", "");
  figure.version = object.get_integer<std::int32_t>("version", 1, 1);
  figure.kind = object.need_word("kind", k_kinds);
  if (figure.kind == FigureKind::k_rate) {
    figure.numerator = object.need_id("numerator");
    figure.denominator = object.need_id("denominator");
  } else {
    const Ledger* ledger = nullptr;
    if (const std::optional<Place> select = object.need("select"))
      figure.select = read_selector(*select, ledgers, words, &ledger);
    if (figure.kind != FigureKind::k_count) read_amount(object, ledger, figure);
    if (figure.kind == FigureKind::k_stated) read_qualifier(object, ledger, words, figure);
  }
  object.close();
  return figure;
}

void read_parts(Object& object, FigureCheck& check) {
  const std::optional<Place> parts = object.need("parts");
  if (!parts) return;
  for (const Place& part : parts->elements()) check.parts.push_back(part.id().value_or(""));
  if (check.parts.empty() && parts->value().get_if<json::Array>() != nullptr)
    parts->problem("json.empty", "the check “" + check.title + "” has no parts", "name at least one figure");
}

FigureCheck read_check(const Place& place) {
  FigureCheck check;
  Object object(place);
  check.id = object.need_id("id");
  check.title = object.need_text("title");
  check.kind = object.need_word("kind", k_check_kinds);
  check.total = object.need_id("total");
  check.over = object.get_word("over", k_lengths, PeriodKind::k_month);
  if (check.kind == CheckKind::k_jump) {
    check.against = object.get_word("against", k_against, Against::k_previous);
    check.percent = object.need_integer<std::int64_t>("percent", 1, 1'000'000);
    check.least = object.get_integer<std::int64_t>("least", 1, 1);
  } else if (check.kind != CheckKind::k_filled) {
    read_parts(object, check);
  }
  object.close();
  return check;
}

EntryRule read_entry_rule(const Place& place, const LedgerSet& ledgers, const StagedCodes& words) {
  EntryRule rule;
  Object object(place);
  rule.within_days = object.need_integer<std::int32_t>("within_days", 1, k_days_max);
  if (const std::optional<Place> own = object.find("ledgers"))
    for (const auto& [name, days] : own->members()) {
      const CodeId ledger = words.find(name);
      if (ledgers.find(ledger) == nullptr)
        days.problem("figure.entry_ledger", "there is no ledger “" + std::string(name) + "”",
                     "define it first, or leave it to \"within_days\"");
      else if (const auto number = days.integer(1, k_days_max))
        rule.ledgers.emplace_back(ledger, static_cast<std::int32_t>(*number));
    }
  object.close();
  return rule;
}

// The names figures and checks give each other.
class Names {
 public:
  explicit Names(const FigureSet& set) : set_(set) {}

  void check_figure(const Place& place, std::size_t i) const {
    const FigureDefinition& figure = set_.figures[i];
    unique(place, figure.id, i, set_.figures);
    if (figure.kind != FigureKind::k_rate) return;
    refer(place, figure.numerator, k_of_rate);
    refer(place, figure.denominator, k_of_rate);
  }
  void check_check(const Place& place, std::size_t i) const {
    const FigureCheck& check = set_.checks[i];
    unique(place, check.id, i, set_.checks);
    refer(place, check.total, k_of_check);
    for (const std::string& part : check.parts) refer(place, part, k_of_check);
  }

 private:
  template <class T>
  static void unique(const Place& place, const std::string& id, std::size_t i, const std::vector<T>& all) {
    for (std::size_t before = 0; !id.empty() && before < i; ++before)
      if (all[before].id == id) {
        place.problem("figure.duplicate", "the id “" + id + "” is given twice", "choose another id");
        return;
      }
  }
  // What is wrong with a rate there: only counts and sums are divided and compared.
  struct Use {
    const char* reason;
    const char* message;
  };
  static constexpr Use k_of_rate{"figure.rate_of_rate",
                                 "is a rate itself: a rate of it would be rounded twice"};
  static constexpr Use k_of_check{"figure.check_of_rate", "is a rate: rates are neither added nor compared"};

  void refer(const Place& place, const std::string& id, const Use& use) const {
    if (id.empty()) return;  // said already
    std::vector<std::string_view> known;
    for (const FigureDefinition& figure : set_.figures) {
      known.push_back(figure.id);
      if (figure.id != id) continue;
      if (figure.kind == FigureKind::k_rate)
        place.problem(use.reason, "“" + id + "” " + use.message, "name the counts or sums behind it");
      return;
    }
    std::string message = "there is no figure “" + id + "”";
    if (const std::string_view near = json::nearest(id, known); !near.empty())
      message += ", did you mean “" + std::string(near) + "”?";
    place.problem("figure.unknown", std::move(message), "define it in \"figures\"");
  }

  const FigureSet& set_;
};

FigureSet read_set(const Place& root, const LedgerSet& ledgers, StagedCodes& words) {
  FigureSet set;
  Object object(root);
  const std::vector<Place> figures = object.need_list("figures");
  const std::vector<Place> checks = object.get_list("checks");
  object.allow("paragraphs");  // paragraph.h
  object.allow("deadlines");   // deadline.h
  if (const std::optional<Place> entry = object.find("entry"))
    set.entry = read_entry_rule(*entry, ledgers, words);
  object.close();
  for (const Place& place : figures) set.figures.push_back(read_figure(place, ledgers, words));
  for (const Place& place : checks) set.checks.push_back(read_check(place));
  const Names names(set);
  for (std::size_t i = 0; i < figures.size(); ++i) names.check_figure(figures[i], i);
  for (std::size_t i = 0; i < checks.size(); ++i) names.check_check(checks[i], i);
  return set;
}

}  // namespace

std::vector<FigureDefinition> read_figure_list(const std::vector<Place>& places, const LedgerSet& ledgers,
                                               StagedCodes& words) {
  FigureSet set;
  for (const Place& place : places) set.figures.push_back(read_figure(place, ledgers, words));
  const Names names(set);
  for (std::size_t i = 0; i < places.size(); ++i) names.check_figure(places[i], i);
  return std::move(set.figures);
}

Result<FigureSet> read_figures(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                               Problems* problems, Reading reading) {
  JsonLimits limits;
  limits.members = 20'000;  // names are compared with each other
  Document document(json, limits, reading);
  StagedCodes words(codes);
  FigureSet set;
  if (document) set = read_set(document.root(), ledgers, words);
  ANZE_CHECK(document.finish(problems));
  for (const FigureDefinition& figure : set.figures)
    ANZE_ASSERT(!figure.id.empty() &&
                (figure.kind == FigureKind::k_rate) == (figure.select.ledger == k_no_code));
  words.commit();
  return set;
}

}  // namespace anze
