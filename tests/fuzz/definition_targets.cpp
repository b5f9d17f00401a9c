// Ledger definitions, organisations, figures and facts: one program each, chosen when it is compiled.
#include "scoring/entries/record.h"
#include "scoring/figures/figure.h"
#include "target.h"
#include "world.h"

namespace anze::fuzz {
namespace {

template <class Read>
auto read_one(const Read& read) {
  Codebook codes = world().codes;
  const CodeId before = codes.size();
  Problems problems;
  auto value = read(codes, problems);
  expect(static_cast<bool>(value) == problems.empty(), "accepted with problems, or refused without");
  if (!value) expect(codes.size() == before, "a refused document leaves words behind");
  return value;
}

}  // namespace

const Shape k_shape = Shape::k_document;

const std::vector<std::string>& words() {
  static const auto& all = *new std::vector<std::string>(words_in(
      {"tests/cases/world", "tests/cases/world/ledgers", "scoring/rules/ledgers", "scoring/rules/figures"}));
  return all;
}

#if defined(ANZE_FUZZ_LEDGER)
void fuzz_one(std::string_view input) {
  (void)read_one([&](Codebook& codes, Problems& problems) { return read_ledger(input, codes, &problems); });
}
#elif defined(ANZE_FUZZ_ORGANISATION)
void fuzz_one(std::string_view input) {
  Codebook codes = world().codes;
  Problems problems;
  auto data = read_organisation(input, codes, &problems);
  if (!data) return expect(!problems.empty(), "refused without a problem");
  const auto built = Organisation::build(std::move(*data), codes, &problems);
  if (!built) return expect(!problems.empty(), "refused without a problem");
  for (const Unit& unit : built->data().units) (void)built->area_within(unit.area, unit.area);
}
#elif defined(ANZE_FUZZ_FIGURES)
void fuzz_one(std::string_view input) {
  const auto set = read_one([&](Codebook& codes, Problems& problems) {
    return read_figures(input, world().ledgers, codes, &problems);
  });
  if (!set) return;
  const auto values = compute_figures(*set, parse_period("2025Q3").value(), facts_of_all_kinds(world()));
  if (!values) expect(!values.error().reason.empty(), "an error without a reason");
}
#elif defined(ANZE_FUZZ_FACT)
void fuzz_one(std::string_view input) {
  Codebook codes = world().codes;
  Problems problems;
  const auto read = read_fact(input, world().ledgers, codes, &problems);
  if (!read) return expect(!problems.empty(), "refused without a problem");
  const std::string written = write_fact(*read, world().ledgers, codes);
  const auto again = read_fact(written, world().ledgers, codes, &problems);
  expect(static_cast<bool>(again), "what was written cannot be read: " + written);
  expect(write_fact(*again, world().ledgers, codes) == written, "reading and writing changes " + written);
  (void)world().organisation->check(read->fact, codes);
}
#endif

}  // namespace anze::fuzz
