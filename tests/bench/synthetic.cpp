#include "tests/bench/synthetic.h"

#include <algorithm>
#include <cstdlib>

#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

constexpr std::int32_t k_posts_a_unit = 4;
constexpr std::int32_t k_principal = 0;
constexpr std::int32_t k_with_portfolio = 2;

struct Words {
  Codebook& codes;
  CodeId operator()(const char* prefix, std::int32_t number) const {
    return codes.intern(prefix + std::to_string(number));
  }
};

std::vector<CodeId> words(const Words& word, const char* prefix, std::int32_t count) {
  std::vector<CodeId> found;
  for (std::int32_t i = 0; i < count; ++i) found.push_back(word(prefix, i));
  return found;
}

OrganisationData organisation_of(const Size& size, const Words& word) {
  OrganisationData data;
  data.region = word("region-", 0);
  const std::int32_t areas = std::max(4, size.posts / 100);
  const std::int32_t units = std::max(1, size.posts / k_posts_a_unit);
  for (std::int32_t i = 0; i < areas; ++i)
    data.areas.push_back({word("area-", i), i == 0 ? k_no_code : word("area-", (i - 1) / 10), "area"});
  for (std::int32_t i = 0; i < k_sectors; ++i) data.sectors.push_back({word("sector-", i), "sector"});
  data.unit_kinds.push_back({word("kind-", 0), "kind"});
  for (std::int32_t i = 0; i < k_posts_a_unit; ++i)
    data.archetypes.push_back({word("archetype-", i), "archetype"});
  for (std::int32_t i = 0; i < units; ++i)
    data.units.push_back({word("unit-", i), i == 0 ? k_no_code : word("unit-", (i - 1) / 20),
                          word("kind-", 0), word("area-", i % areas), false, "unit"});
  for (std::int32_t i = 0; i < size.posts; ++i) {
    const std::int32_t unit = std::min(i / k_posts_a_unit, units - 1);
    const CodeId post = word("post-", i);
    data.posts.push_back({post, word("unit-", unit), word("archetype-", i % k_posts_a_unit), "post"});
    data.officials.push_back({word("official-", i), "official"});
    data.terms.push_back({word("term-", i), post, word("official-", i), make_date(2024, 1, 1), std::nullopt});
    if (i % k_posts_a_unit == k_with_portfolio)
      data.portfolios.push_back({post, word("sector-", unit % k_sectors), word("area-", unit % areas),
                                 make_date(2024, 1, 1), std::nullopt});
  }
  return data;
}

FieldRef slot(std::uint8_t index) {
  return {FieldRef::Kind::k_slot, index};
}

Clause clause_of(std::int32_t index, const std::vector<CodeId>& ledgers,
                 const std::vector<CodeId>& archetypes) {
  Clause clause;
  clause.id = "C" + std::to_string(index);
  clause.title = "clause";
  clause.basis = {"synthetic"};
  clause.select.ledger = ledgers[static_cast<std::size_t>(index % k_ledgers)];
  clause.amount = Points{5000};
  clause.cap = Points{100'000};
  const auto archetype = [&](std::int32_t i) { return archetypes[static_cast<std::size_t>(i)]; };
  const std::int64_t kind = index % 4;
  switch (index / k_ledgers % 4) {
    case 0:
      clause.own = Shortfall{PeriodKind::k_month, {{k_no_code, 2}}, {}, {}, {}, {}, {}};
      break;
    case 1:
      clause.scope = Scope::k_unit;
      clause.counts_for = CountsFor::k_term;
      clause.archetypes = {archetype(k_principal)};
      clause.select.where = {{slot(0), Op::k_eq, {kind}}};
      clause.own = PerEvent{slot(2), {}, {}};
      break;
    case 2:
      clause.scope = Scope::k_portfolio;
      clause.archetypes = {archetype(k_with_portfolio)};
      clause.denominator = clause.select;
      clause.select.where = {{slot(0), Op::k_eq, {kind}}};
      clause.own = Ratio{
          900'000, kind == 0 ? RatioMode::k_proportional : RatioMode::k_per_point, EmptyRatio::k_full, {}};
      break;
    default:
      if (index % 3 == 0) {
        clause.own = Tiers{slot(2),
                           {{0, 10, Points{1000}, "small"},
                            {10, 30, Points{2000}, "middle"},
                            {30, std::nullopt, Points{5000}, "large"}}};
      } else if (index % 3 == 1) {
        clause.select.where = {{slot(1), Op::k_ge, {50}}};
        clause.due_field = slot(3);
        clause.own = Lateness{slot(4), LateUnit::k_day, k_grace, {}, {}, {}};
        clause.amount = Points{500};
      } else {
        clause.select.where = {{slot(1), Op::k_ge, {90}}};
      }
  }
  return clause;
}

}  // namespace

World make_world(const Size& size, Codebook& codes) {
  const Words word{codes};
  World world;
  world.size = size;
  world.period = parse_period("2025Q1").value();
  world.ledgers = words(word, "ledger-", k_ledgers);
  const std::vector<CodeId> archetypes = words(word, "archetype-", k_posts_a_unit);
  auto built = Organisation::build(organisation_of(size, word), codes);
  if (!built) {
    std::fprintf(stderr, "synthetic organisation: %s\n", built.error().message.c_str());
    std::exit(1);
  }
  world.organisation = std::make_unique<Organisation>(*std::move(built));
  world.rulebook.id = word("rulebook-", 0);
  world.rulebook.title = "synthetic";
  world.rulebook.archetypes = archetypes;
  world.rulebook.base = Points{1'000'000};
  world.rulebook.grades = {{"good", Points{600'000}, std::nullopt}, {"bad", Points{0}, Points{600'000}}};
  const std::int32_t items = std::max(1, size.clauses / 8);
  for (std::int32_t i = 0; i < items; ++i) {
    Item item;
    item.id = "I" + std::to_string(i);
    item.title = "item";
    item.points = Points{1'000'000 / items};
    world.rulebook.items.push_back(item);
  }
  for (std::int32_t i = 0; i < size.clauses; ++i)
    world.rulebook.items[static_cast<std::size_t>(std::int64_t{i} * items / size.clauses)].clauses.push_back(
        clause_of(i, world.ledgers, archetypes));
  return world;
}

std::uint64_t Facts::random(std::uint64_t below) {  // splitmix64
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
  z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9U;
  z = (z ^ z >> 27U) * 0x94D049BB133111EBU;
  return (z ^ z >> 31U) % below;
}

Fact Facts::next() {
  const OrganisationData& data = world_.organisation->data();
  Fact fact;
  fact.ledger = world_.ledgers[random(world_.ledgers.size())];
  const auto at = random(data.posts.size());
  const Unit& unit = data.units[std::min(at / k_posts_a_unit, data.units.size() - 1)];
  fact.occurred = world_.period.first + static_cast<std::int32_t>(random(90));
  fact.post = data.posts[at].id;
  fact.unit = unit.id;
  fact.area = unit.area;
  fact.sector = data.sectors[random(k_sectors)].id;
  fact.set(0, static_cast<std::int64_t>(random(4)));
  fact.set(1, static_cast<std::int64_t>(random(100)));
  fact.set(2, static_cast<std::int64_t>(1 + random(50)));
  fact.set(3, fact.occurred.days + 10);
  fact.set(4, fact.occurred.days + static_cast<std::int64_t>(random(20)));
  return fact;
}

std::string fact_id(std::int64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
  return "S-" + digits;
}

}  // namespace anze::bench
