// A register's form: its columns in the clerk's order with the headings the clerk writes, and what the clerk
// writes for a member of a fact. Made from the ledger's definition, the organisation and the facts, as plain
// JSON: nothing of the library.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "district.h"
#include "habits.h"

namespace district {

struct Written {
  enum class Kind { k_blank, k_text, k_number, k_day } kind = Kind::k_blank;
  std::string text;  // of a day: 2025-03-01
};

struct FormColumn {
  std::string heading;
  std::string member;           // of a fact; "": the serial number of the row
  const Json* field = nullptr;  // its definition, for a field
  std::string unit;             // behind a number: "人"
  int places = 0;               // decimals that the store keeps
};

// Titles by id, as people know them.
class Titles {
 public:
  explicit Titles(const Json& organisation);
  // Of a unit, area, sector or official.  Requires: it exists.
  const std::string& of(const std::string& member, const std::string& id) const;
  // The title where it tells the post from all others of the unit, else the id.
  std::string post(const std::string& id, const std::string& unit) const;

 private:
  std::map<std::string, std::map<std::string, std::string>> titles_;  // by member, by id
  std::map<std::string, std::pair<std::string, std::string>> posts_;  // unit and title by id
};

class Form {
 public:
  Form(const Json& ledger, const Habits& habits, const Titles& titles, const std::vector<const Json*>& facts);

  const std::string& title() const { return title_; }
  const Habits& habits() const { return habits_; }
  const std::vector<FormColumn>& columns() const { return columns_; }
  // Without the columns that a sheet of one unit does not have.
  std::vector<FormColumn> columns_of_place() const;
  Written cell(const FormColumn& column, const Json& fact, int row) const;
  bool summed(const FormColumn& column) const;
  // A number as the store has it, as the clerk writes it.
  Written number(const FormColumn& column, long long value) const;

 private:
  FormColumn shared(const char* member, std::string heading) const;
  FormColumn of_field(const Json& field) const;
  std::string heading(std::string title, const std::string& unit, bool required) const;
  Written day(const std::string& text, int row) const;
  Written of_value(const FormColumn& column, const Json& value, int row) const;
  std::string code(const Json& list, const std::string& id) const;

  const Json& ledger_;
  const Habits& habits_;
  const Titles& titles_;
  std::string title_;
  std::vector<FormColumn> columns_;
};

}  // namespace district
