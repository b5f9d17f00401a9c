#include "host/services/calendar.hpp"

#include <nlohmann/json.hpp>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/reply.hpp"

namespace anze::host {
namespace {

using nlohmann::json;

[[noreturn]] void reject(const std::filesystem::path& file, const std::string& what) {
  throw Fault(k_exit_usage, "The calendar " + file.string() + " is not usable: " + what,
              "Copy the days from the State Council's notice of that year.");
}

// Adds "2025-10-01" or "2025-10-01/2025-10-08".
void add_days(std::set<Day>& days, const std::string& text, int year, const std::filesystem::path& file) {
  const auto slash = text.find('/');
  const auto first = parse_day(text.substr(0, slash));
  const auto last = slash == std::string::npos ? first : parse_day(text.substr(slash + 1));
  if (!first || !last || *last < *first) reject(file, text + " is not a day or a range of days.");
  for (Day day = *first; day <= *last; day += std::chrono::days(1)) {
    if (year_of(day) != year) reject(file, text + " is not in " + std::to_string(year) + ".");
    if (!days.insert(day).second) reject(file, to_text(day) + " is listed twice.");
  }
}

Day checked_day(const char* text) {
  const auto day = parse_day(text == nullptr ? "" : text);
  if (!day) throw Refusal{ANZE_E_INVALID, "A date is written 2026-01-08."};
  return *day;
}

}  // namespace

const anze_host_calendar Calendar::k_table = {
    sizeof(anze_host_calendar), 0,
    [](void* ctx, const char* date, const anze_reply* reply) {
      respond(reply, [&] {
        const auto worked = static_cast<Calendar*>(ctx)->is_workday(checked_day(date));
        return worked ? json{{"workday", *worked}} : json{{"unknown", true}};
      });
    },
    [](void* ctx, const char* date, std::int32_t n, const anze_reply* reply) {
      respond(reply, [&] {
        const Day day = checked_day(date);
        if (n == 0) throw Refusal{ANZE_E_INVALID, "n must not be 0."};
        const auto found = static_cast<Calendar*>(ctx)->add_workdays(day, n);
        return found ? json{{"date", to_text(*found)}} : json{{"unknown", true}};
      });
    },
    [](void* ctx, const anze_reply* reply) {
      respond(reply, [&] {
        const auto* calendar = static_cast<Calendar*>(ctx);
        json years = json::array();
        for (const auto& [year, days] : calendar->years_) years.push_back(year);
        return json{{"version", calendar->version_}, {"years", years}};
      });
    }};

Calendar::Calendar(const std::filesystem::path& file) try {
  const json data = json::parse(read_file(file));
  version_ = data.at("version").get<std::string>();
  for (const json& entry : data.at("years")) {
    const int year = entry.at("year").get<int>();
    const auto [place, is_new] = years_.try_emplace(year);
    if (!is_new) reject(file, std::to_string(year) + " is given twice.");
    for (const json& text : entry.at("off")) add_days(place->second.off, text.get<std::string>(), year, file);
    for (const json& text : entry.at("worked"))
      add_days(place->second.worked, text.get<std::string>(), year, file);
  }
} catch (const json::exception& error) {
  reject(file, error.what());
}

std::optional<bool> Calendar::is_workday(Day day) const {
  const auto year = years_.find(year_of(day));
  if (year == years_.end()) return std::nullopt;
  if (year->second.off.contains(day)) return false;
  if (year->second.worked.contains(day)) return true;
  return std::chrono::weekday(day).iso_encoding() <= 5;
}

std::optional<Day> Calendar::add_workdays(Day day, int n) const {
  const auto step = std::chrono::days(n > 0 ? 1 : -1);
  for (int left = n; left != 0;) {
    day += step;
    const auto worked = is_workday(day);
    if (!worked) return std::nullopt;
    if (*worked) left -= step.count() > 0 ? 1 : -1;
  }
  return day;
}

}  // namespace anze::host
