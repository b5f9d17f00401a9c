// The reference district: units, posts, officials and terms. Modelled on the account of Tiedong district,
// with counts and names of our own where the account has none; people have a number for a name.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "days.h"

namespace district {

using Json = nlohmann::ordered_json;

enum class Diligence { k_good, k_middling, k_poor };

struct Unit {
  std::string id, title, kind, parent, area, sector;
  bool committee_member = false;
  Diligence diligence = Diligence::k_good;
};

struct Term {
  std::string id, official;
  Day from;
  std::optional<Day> to;
  std::string kind = "full";
};

struct Post {
  std::string id, title, unit, archetype;
  std::vector<Term> terms;

  const Term* holder(Day day) const;  // nullptr: vacant
};

struct Portfolio {
  std::string post, sector, area;
  Day from;
  std::optional<Day> to;
};

struct District {
  std::vector<Unit> units;
  std::vector<Post> posts;
  std::vector<Portfolio> portfolios;
  int officials = 0;
  int terms = 0;

  const Unit& unit(std::string_view id) const;
  const Post& post(std::string_view id) const;
  std::vector<const Post*> posts_of(std::string_view archetype) const;
  std::vector<const Unit*> members() const;  // the 17 committee member units
  std::vector<const Unit*> locals() const;   // townships, streets, the development zone
};

District build_district();
Json organisation_json(const District& district);
bool assessed(const Post& post);

}  // namespace district
