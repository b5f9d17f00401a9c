// Calendar: service anze.host.calendar/1 from a file of the State Council's yearly notices (calendar.json
// shows the form). A year without a notice is unknown and answered so. Threads: any; read only after
// construction.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "anze/anze.h"
#include "host/day.hpp"

namespace anze::host {

class Calendar {
 public:
  // Errors: Fault (usage) when the file is not of the form, or gives a day in the wrong year or twice.
  explicit Calendar(const std::filesystem::path& file);

  // Both answer nothing when a year without a notice is touched.
  std::optional<bool> is_workday(Day day) const;
  std::optional<Day> add_workdays(Day day, int n) const;  // Requires: n != 0

  anze_service service() { return {ANZE_HOST_CALENDAR, &k_table, this}; }

 private:
  struct Year {
    std::set<Day> off;
    std::set<Day> worked;
  };
  static const anze_host_calendar k_table;
  std::string version_;
  std::map<int, Year> years_;
};

}  // namespace anze::host
