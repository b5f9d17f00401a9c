// The facts being written, ledger by ledger, in the format of plugin/docs/formats/fact.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "days.h"
#include "district.h"

namespace district {

struct Entry {
  std::string_view ledger;
  Day on;
  std::string_view unit;
  std::string_view area = "tiedong";
  std::string_view sector = "general";
  std::string_view post = "";      // who acted
  std::string_view official = "";  // whom it is about
  std::string_view state = "";
  Json fields = Json::object();
  std::string_view remark = "";
};

class Sheet {
 public:
  explicit Sheet(const District& district) : district_(district) {}

  // Answers the new fact's id. An act of a post that was vacant that day is not written and has no id.
  std::string add(const Entry& entry);

  // Of each ledger, by date. They live as long as the sheet and until the next is added.
  std::map<std::string, std::vector<const Json*>> by_date() const;

 private:
  const District& district_;
  std::map<std::string, std::vector<Json>, std::less<>> facts_;
};

}  // namespace district
