#include "plugin/calls/services.h"

#include <algorithm>
#include <set>

#include "scoring/days/date.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_kept_lines_max = 1000;
constexpr int k_years_back = 30;  // of which a calendar may have notices
constexpr int k_years_ahead = 2;
constexpr std::int64_t k_now_end_ms =
    7'258'089'600'000;                        // 2200-01-01T00:00:00+08:00: where calendars and periods end
constexpr std::int64_t k_days_at_once = 400;  // a store that rests longer than a year of assessment is rare
constexpr std::int64_t k_day_ms = 86'400'000;

Error host_failed(const char* reason, const abi::Heard& heard, std::string what) {
  std::string message = std::move(what);
  if (*heard.fault != '\0') message += std::string(": ") + heard.fault;
  const auto problem = parse_json(heard.bytes);
  if (problem && problem->is_object() && !text_of(*problem, "message").empty())
    message += ": " + text_of(*problem, "message");
  return {Code::k_io,
          reason,
          message,
          {},
          "see the host's log; nothing was changed here, the call may be repeated"};
}

Error wrong_answer(const std::string& member, const char* type) {
  return {Code::k_io,
          "identity.answer",
          "the directory's answer is not to be read: “" + member + "” is no " + type,
          {},
          "let the platform's developer correct it (abi/anze/ext/identity.h)"};
}

// A list of texts; absent and null are the empty one.
Result<std::vector<std::string>> texts_of(const json& object, const char* member) {
  std::vector<std::string> texts;
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return texts;
  if (!found->is_array()) return wrong_answer(member, "list");
  for (const json& each : *found) {
    if (!each.is_string()) return wrong_answer(member, "list of texts");
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

// An answer about rights is read strictly: a number for `person`, taken as "not assessed", would open the own
// case to an official. `place_needed`: who is said to work nowhere reaches nothing.
Result<Person> read_person(const json& object, const std::string& principal, bool with_place,
                           bool place_needed) {
  for (const char* member : {"name", "unit", "person", "addressee"})
    if (const auto found = object.find(member);
        found != object.end() && !found->is_string() && !found->is_null())
      return wrong_answer(member, "text");
  Person person{.principal = principal,
                .name = text_of(object, "name"),
                .unit = text_of(object, "unit"),
                .official = text_of(object, "person"),
                .roles = {},
                .addressee = text_of(object, "addressee"),
                .units = {},
                .sectors = {},
                .relations = {}};
  const auto roles = object.find("roles");
  if (roles == object.end() || !roles->is_array()) return wrong_answer("roles", "list");
  ANZE_TRY(person.roles, texts_of(object, "roles"));
  if (with_place) {
    ANZE_TRY(person.units, texts_of(object, "units"));
    ANZE_TRY(person.sectors, texts_of(object, "sectors"));
    for (const char* kind : {"superior", "deputy", "delegate"}) {
      ANZE_TRY(const std::vector<std::string> people, texts_of(object, (std::string(kind) + "_of").c_str()));
      for (const std::string& other : people) person.relations.push_back({kind, other});
    }
  }
  const bool unsaid = !place_needed && person.units.empty() && person.sectors.empty();
  person.everywhere = unsaid && person.unit.empty();
  person.by_area = unsaid && !person.unit.empty();
  return person;
}

// Refusals of a service are answers; everything else is a service that does not work.
bool refuses(const abi::Heard& heard) {
  const bool told = heard.status == ANZE_E_HOST_FAILED || heard.status == ANZE_E_HOST_REFUSED;
  return told && (heard.said == ANZE_E_NOT_FOUND || heard.said == ANZE_E_FORBIDDEN);
}

// Nothing of an outer text may begin a line of its own in somebody's log.
std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  for (const char* const breaks : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"})  // NEL, LS, PS
    for (std::size_t at = line.find(breaks); at != std::string::npos; at = line.find(breaks, at))
      line.replace(at, std::string_view(breaks).size(), " ");
  return line;
}

// The days of one list, each in its year.
Result<std::vector<Date>> read_days(const json& list, int year) {
  std::vector<Date> days;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = "/" + std::to_string(i);
    const auto day = parse_date(list[i].get_ref<const std::string&>());
    if (!day) return day.error().within(place);
    if (civil(*day).year != year)
      return invalid("calendar.day", to_text(*day) + " is not in " + std::to_string(year), place,
                     "copy the dates from that year's notice");
    days.push_back(*day);
  }
  return days;
}

// The configuration's calendar. Requires: checked against the schema.
Result<Calendar> read_calendar(const json& years) {
  Calendar calendar;
  std::set<int> known;
  for (std::size_t i = 0; i < years.size(); ++i) {
    const std::string place = "/calendar/" + std::to_string(i);
    const int year = years[i].at("year").get<int>();
    if (!known.insert(year).second)
      return invalid("calendar.twice", std::to_string(year) + " is given twice", place + "/year",
                     "keep one entry a year");
    const auto off = read_days(years[i].at("days_off"), year);
    if (!off) return off.error().within(place + "/days_off");
    const auto worked = read_days(years[i].at("days_worked"), year);
    if (!worked) return worked.error().within(place + "/days_worked");
    if (const auto added = calendar.add_year(year, *off, *worked); !added) return added.error().within(place);
  }
  return calendar;
}

}  // namespace

bool Person::has(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

Services::Services(abi::Host host, const json& config) : host_(std::move(host)), config_(config) {}

Result<void> Services::check() const {
  if (const auto years = config_.find("calendar"); years != config_.end()) ANZE_CHECK(read_calendar(*years));
  return {};
}

Result<std::int64_t> Services::now_ms(const json& request, std::int64_t last_ms) const {
  std::int64_t now = 0;
  const anze_status status = host_.now_ms(now);
  if (status == ANZE_OK && now >= 0 && now < k_now_end_ms) return now;
  if (status == ANZE_OK)
    return Error{Code::k_io,
                 "clock.host",
                 "the host's clock says " + std::to_string(now) + " ms, which is not between 1970 and 2199",
                 {},
                 "set the host's clock"};
  if (status != ANZE_E_UNSUPPORTED)
    return Error{Code::k_io, "clock.host", "the host's clock did not answer", {}, "see the host's log"};
  if (const auto given = request.find("now"); given != request.end()) {
    now = given->get<std::int64_t>();
    if (last_ms > 0 && now < k_now_end_ms && now - last_ms > k_days_at_once * k_day_ms)
      return invalid("clock.range",
                     std::to_string(now) + " ms is more than " + std::to_string(k_days_at_once) +
                         " days after the last entry of the store, which is of " + std::to_string(last_ms) +
                         " ms",
                     "/now",
                     "send the right milliseconds: the days of the store never go back. Where it did rest "
                     "that long, come nearer with acts no more than 400 days apart, or offer the service "
                     "anze.host.clock/1");
    if (now >= 0 && now < k_now_end_ms) return now;
    return invalid("clock.range", std::to_string(now) + " ms is not a moment between 1970 and 2199", "/now",
                   "send milliseconds since 1970-01-01T00:00:00Z");
  }
  return invalid("clock.missing", "the host offers no clock and the request carries no time", "/now",
                 "send \"now\": milliseconds since 1970-01-01T00:00:00Z");
}

Error Services::broken(Error error) {
  log(ANZE_LOG_ERROR, error.reason + ": " + error.message);
  return error;
}

Result<Person> Services::resolve(const std::string& principal) {
  const Error unknown{Code::k_forbidden, "actor.unknown", "nobody called “" + principal + "” is known here",
                      "/actor", "use the principal of the platform's directory, or add the person to it"};
  if (host_.has_directory()) {
    const abi::Heard heard = host_.resolve(principal);
    if (refuses(heard)) return unknown;
    if (!heard.ok()) return broken(host_failed("identity.failed", heard, "the directory did not answer"));
    const auto answer = parse_json(heard.bytes);
    if (!answer || !answer->is_object())
      return broken({Code::k_io,
                     "identity.answer",
                     "the directory's answer is no JSON object",
                     {},
                     "let the platform's developer correct it (abi/anze/ext/identity.h)"});
    if (text_of(*answer, "principal") != principal)
      return broken({Code::k_io,
                     "identity.answer",
                     "the directory answered about another principal than the one asked about",
                     {},
                     "let the platform's developer correct it (abi/anze/ext/identity.h)"});
    const bool second = host_.offers(ANZE_HOST_IDENTITY_2);
    auto person = read_person(*answer, principal, second, second);
    if (!person) return broken(person.error());
    return person;
  }
  if (const auto people = config_.find("people"); people != config_.end())
    for (const json& person : *people)
      if (text_of(person, "principal") == principal) return read_person(person, principal, true, false);
  return unknown;
}

Result<bool> Services::host_allows(const Person& person, const char* method, std::string_view object,
                                   const json& touched) {
  if (!host_.has_directory()) return true;
  const std::string what = asks_what_is_touched() ? dump(touched) : std::string(object);
  const abi::Heard heard = host_.can(person.principal, method, what);
  if (heard.status == ANZE_E_UNSUPPORTED) return true;  // a directory without this question
  if (refuses(heard)) return false;
  if (!heard.ok()) return broken(host_failed("identity.failed", heard, "the directory did not answer"));
  const auto answer = parse_json(heard.bytes);
  if (!answer || !answer->is_object() || !answer->value("allowed", json()).is_boolean()) {
    log(ANZE_LOG_ERROR,
        "identity.answer: the directory's answer about what a person may do is not to be read; "
        "taken as a denial (abi/anze/ext/identity.h)");
    return false;
  }
  return answer->at("allowed") == json(true);
}

std::optional<std::vector<bool>> Services::ask_year(int year) const {
  std::vector<bool> worked;
  for (Date day = make_date(year, 1, 1); day <= make_date(year, 12, 31); day = day + 1) {
    const abi::Heard heard = host_.is_workday(to_text(day).c_str());
    if (!heard.ok()) return std::nullopt;
    const auto answer = parse_json(heard.bytes);
    if (!answer || !answer->is_object()) return std::nullopt;
    const auto workday = answer->find("workday");
    if (workday == answer->end() || !workday->is_boolean()) return std::nullopt;
    worked.push_back(workday->get<bool>());
  }
  return worked;
}

Result<Calendar> Services::calendar(const std::set<int>& years, Date today) {
  Calendar calendar;
  if (!host_.offers(ANZE_HOST_CALENDAR)) {
    const auto given = config_.find("calendar");
    return given == config_.end() ? calendar : read_calendar(*given);
  }

  const abi::Heard heard = host_.calendar_version();
  const auto version = heard.ok() ? parse_json(heard.bytes) : Result<json>(json(nullptr));
  std::string stamp = version && version->is_object() ? text_of(*version, "version") : std::string{};
  if (stamp.empty()) stamp = "as asked on " + to_text(today);
  std::map<int, std::vector<bool>> known;
  {
    const std::lock_guard lock(mutex_);
    if (stamp != calendar_version_) calendar_years_.clear();
    calendar_version_ = stamp;
    known = calendar_years_;
  }
  std::map<int, std::vector<bool>> fresh;
  for (const int year : years) {
    if (year < civil(today).year - k_years_back || year > civil(today).year + k_years_ahead) continue;
    auto found = known.find(year);
    if (found == known.end()) {
      const auto worked = ask_year(year);
      if (!worked) continue;
      fresh.emplace(year, *worked);
      found = known.emplace(year, *worked).first;
    }
    calendar.add_year(year, found->second);
  }
  const std::lock_guard lock(mutex_);
  if (stamp == calendar_version_) calendar_years_.merge(fresh);
  return calendar;
}

Result<SubmitAnswer> Services::read_outcome(const abi::Heard& heard) const {
  if (heard.status == ANZE_E_UNSUPPORTED)
    return Error{Code::k_unsupported,
                 "exchange.absent",
                 "the host offers no document exchange",
                 {},
                 "let the host pull with outbox.take/1 and confirm with outbox.ack/1"};
  if (!heard.ok())
    return host_failed("exchange.failed", heard, "the document exchange did not take the document");
  const auto answer = parse_json(heard.bytes);
  const std::string outcome = answer && answer->is_object() ? text_of(*answer, "outcome") : std::string{};
  SubmitAnswer result;
  if (outcome == "accepted")
    result.outcome = SubmitOutcome::k_accepted;
  else if (outcome == "duplicate")
    result.outcome = SubmitOutcome::k_duplicate;
  else if (outcome == "refused")
    result.outcome = SubmitOutcome::k_refused;
  else if (outcome == "later")
    result.outcome = SubmitOutcome::k_later;
  else
    return host_failed("exchange.failed", heard, "the document exchange gave an answer without an outcome");
  result.receipt = answer->value("receipt", json(nullptr));
  result.reason = text_of(*answer, "reason");
  return result;
}

Result<SubmitAnswer> Services::submit(std::string_view document, const json& meta) const {
  return read_outcome(host_.submit(document, dump(meta)));
}

Result<SubmitAnswer> Services::receipt(const std::string& document_id) const {
  return read_outcome(host_.receipt(document_id.c_str()));
}

Result<std::string> Services::storage_directory() const {
  if (const std::string given = text_of(config_, "storage_dir"); !given.empty()) return given;
  const abi::Heard heard = host_.directory("store");
  if (heard.ok()) {
    const auto answer = parse_json(heard.bytes);
    if (answer && answer->is_object() && !text_of(*answer, "path").empty()) return text_of(*answer, "path");
  }
  return invalid("config.storage", "nobody said where to keep the store", "/storage_dir",
                 "give \"storage_dir\" in the configuration, or offer the service anze.host.storage/1");
}

std::optional<store::ChainHead> Services::anchored(const std::string& directory) {
  if (!has_anchor()) return std::nullopt;
  const abi::Heard heard = host_.anchored(directory.c_str());
  if (refuses(heard)) return std::nullopt;
  const auto answer = heard.ok() ? parse_json(heard.bytes) : Result<json>(json(nullptr));
  store::ChainHead head;
  if (answer && answer->is_object() && answer->value("seq", json()).is_number_integer() &&
      store::from_hex(text_of(*answer, "hash"), head.hash)) {
    head.seq = answer->at("seq").get<std::int64_t>();
    return head;
  }
  log(ANZE_LOG_ERROR, std::string("the host's anchor did not say how far the store had come: ") +
                          (heard.ok() ? "its answer is no head (abi/anze/ext/draft/anchor.h)" : heard.fault));
  return std::nullopt;
}

bool Services::keep_anchor(const std::string& directory, const store::ChainHead& head, bool replaces) {
  json said = {{"store", directory}, {"seq", head.seq}, {"hash", store::to_hex(head.hash)}};
  if (replaces) said["replaces"] = true;
  const abi::Heard heard = host_.keep_anchor(dump(said));
  if (!heard.ok())
    log(ANZE_LOG_ERROR, "the host's anchor did not keep entry " + std::to_string(head.seq) + ": " +
                            heard.fault + " " + heard.bytes);
  return heard.ok();
}

namespace {

// What keys are, a refusal never says.
bool read_keys(const json& listed, std::vector<store::MasterKey>& keys) {
  constexpr std::size_t k_most_keys = 8;
  if (!listed.is_array() || listed.empty() || listed.size() > k_most_keys) return false;
  for (const json& each : listed) {
    if (!each.is_string()) return false;
    store::MasterKey key{};
    if (!store::from_hex(each.get_ref<const std::string&>(), key)) return false;
    keys.push_back(key);
  }
  return true;
}

}  // namespace

Result<std::vector<store::MasterKey>> Services::field_keys(const std::string& directory) {
  std::vector<store::MasterKey> keys;
  const abi::Heard heard = host_.keys(directory.c_str());
  if (heard.ok()) {
    const auto answer = parse_json(heard.bytes);
    if (answer && answer->is_object() && read_keys(answer->value("keys", json()), keys)) return keys;
    return broken({Code::k_io,
                   "crypto.failed",
                   "the host's key service answered no keys",
                   {},
                   "let the platform's developer correct it (abi/anze/ext/draft/crypto.h)"});
  }
  const bool none = heard.status == ANZE_E_UNSUPPORTED ||
                    (heard.status == ANZE_E_HOST_FAILED && heard.said == ANZE_E_NOT_FOUND);
  if (!none) return broken(host_failed("crypto.failed", heard, "the host's key service gave no key"));
  if (config_.contains("keys")) {
    if (read_keys(config_.at("keys"), keys)) return keys;
    return invalid("config.keys", "a key is not 64 hexadecimal digits, in small letters", "/keys",
                   "make one with: openssl rand -hex 32");
  }
  if (config_.value("personal_plain", false)) return keys;
  return invalid("config.personal", "nobody gave a key for the names and other texts of the store",
                 "/personal_plain",
                 "give \"keys\" in the configuration, or offer the service anze.host.crypto/1; or say "
                 "\"personal_plain\": true, and whoever reads the file reads the names");
}

void Services::log(std::int32_t level, const std::string& outer) {
  const std::string text = one_line(outer);
  if (host_.log(level, text)) return;
  const std::lock_guard lock(mutex_);
  kept_lines_.push_back(text);
  if (kept_lines_.size() > k_kept_lines_max) kept_lines_.pop_front();
}

std::vector<std::string> Services::take_log() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> lines(kept_lines_.begin(), kept_lines_.end());
  kept_lines_.clear();
  return lines;
}

}  // namespace anze::plugin
