// Repeats (重复登记): one event that was entered twice, by two clerks, by a sheet and by hand, or with
// another id. It counts twice then, and nobody may have noticed. Whoever enters it is told the records that
// may be the same event (scoring/entries/differs.h), as far as he may see them; nothing is refused, for two
// events of one unit and day may well look alike.
//
// Belongs to one act.
#pragma once

#include <vector>

#include "plugin/calls/method.h"
#include "plugin/store/store.h"

namespace anze::plugin {

class Repeats {
 public:
  // A version the act has written. `place`: its line or row.
  void add(const Fact& fact, std::int64_t place = 0) { written_.push_back({fact, place}); }

  struct Found {
    std::int64_t place = 0;
    std::string id;
    std::vector<std::string> of;  // written earlier; the first twenty
  };
  // The written ones that may be the same event as an earlier one, in the order added; the first hundred.
  Result<std::vector<Found>> find(const Call& call, store::Reader& reader) const;

 private:
  struct Written {
    Fact fact;
    std::int64_t place;
  };
  std::vector<Written> written_;
};

// The facts that may be one event each, a group an event, by day; facts the actor does not see are left out.
Result<std::vector<std::vector<Fact>>> repeated(const Call& call, store::Reader& reader,
                                                std::vector<Fact> facts);

// [{"row": 7, "id": "F-9", "of": ["F-3"]}]; `place` is what the row is called.
json repeats_json(const std::vector<Repeats::Found>& found, const char* place);

}  // namespace anze::plugin
