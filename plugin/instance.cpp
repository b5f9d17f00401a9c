#include "plugin/instance.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "plugin/access/acts.h"
#include "plugin/access/roles.h"
#include "plugin/access/touched.h"
#include "plugin/calls/config.h"
#include "plugin/calls/current_model.h"
#include "plugin/calls/persons.h"
#include "plugin/calls/recorded_request.h"
#include "plugin/calls/verified.h"
#include "plugin/records/accepted_head_record.h"
#include "plugin/store/place.h"
#include "plugin/wording/wording.h"
#include "scoring/json/reader.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

abi::Problem to_problem(const Error& error) {
  return {static_cast<anze_status>(error.code), error.reason, error.message, error.at, error.help, {}};
}

json to_json(const Error& error) {
  json object = {{"code", error.reason}, {"message", error.message}};
  if (!error.at.empty()) object["at"] = error.at;
  if (!error.help.empty()) object["help"] = error.help;
  if (const std::optional<std::string> chinese = chinese_of(error)) object["chinese"] = *chinese;
  return object;
}

// The problem object of a failed call: the first fault, and all of them when there are several.
std::string problem_bytes(const Error& error, const Problems& problems, const json& request) {
  json object = to_json(error);
  if (request.is_object() && !text_of(request, "request_id").empty())
    object["request_id"] = text_of(request, "request_id");
  if (problems.size() > 1) {
    json all = json::array();
    for (const Error& problem : problems) all.push_back(to_json(problem));
    object["problems"] = std::move(all);
  }
  return dump(object);
}

Error unknown_method(std::string_view name) {
  std::string near;
  const std::string_view group =
      name.substr(0, name.find('.') == std::string_view::npos ? name.size() : name.find('.') + 1);
  for (const Method* method : all_methods())
    if (!group.empty() && std::string_view(method->name).starts_with(group))
      near += (near.empty() ? "" : ", ") + std::string(method->name);
  return {Code::k_not_found,
          "method.unknown",
          "there is no method “" + std::string(name) + "”",
          {},
          near.empty() ? "abi.describe/1 lists all methods" : "methods of this group: " + near};
}

// The account and the ids that were asked for, never names: the log is read by other people than the store.
std::string refusal_line(std::string_view method, const Error& error, const json& request) {
  std::string line = std::string(method) + " refused: " + error.reason;
  if (!request.is_object()) return line;
  const json& fact = request.contains("fact") ? request.at("fact") : request;  // what is entered or corrected
  for (const char* member :
       {"actor", "id", "import", "veto", "official", "unit", "ledger", "period", "request_id"}) {
    std::string said = text_of(request, member);
    if (said.empty() && fact.is_object()) said = text_of(fact, member);
    if (!said.empty()) {
      std::size_t shown = 100;
      if (said.size() > shown) {
        while (shown > 0 && (static_cast<unsigned char>(said[shown]) & 0xC0U) == 0x80U) --shown;
        said = said.substr(0, shown) + "…";
      }
      line += std::string(", ") + member + " “" + said + "”";
    }
  }
  return line;
}

Result<void> check_role(const Method& method, const Person& person) {
  if (method.roles.empty()) return {};
  if (std::any_of(method.roles.begin(), method.roles.end(),
                  [&](std::string_view role) { return person.has(role); }))
    return {};
  std::string wanted;
  for (const std::string_view role : method.roles)
    wanted += (wanted.empty() ? "" : " or ") + std::string(role);
  return Error{Code::k_forbidden, "actor.role", std::string(method.name) + " needs the role " + wanted,
               "/actor", "ask the security administrator for the role, or let somebody who has it do this"};
}

// The years a call may ask the calendar about: around today, and around the periods the request names, in
// the id of a filing too ("2025Q1/quarterly_discipline/v1"); not those in between.
std::set<int> years_of(const json& request, Date today) {
  std::set<int> years;
  const auto add_around = [&](int first, int last) {
    for (const int year : {first - 1, first, first + 1, last - 1, last, last + 1}) years.insert(year);
  };
  add_around(civil(today).year, civil(today).year);
  for (const char* member : {"period", "from", "to", "id"}) {
    if (!request.is_object() || !request.contains(member) || !request.at(member).is_string()) continue;
    const std::string text = text_of(request, member);
    const std::size_t end = std::string_view(member) == "id" ? text.find('/') : text.size();
    if (end == std::string::npos) continue;
    if (const auto period = parse_period(text.substr(0, end)); period)
      add_around(civil(period->first).year, civil(period->last).year);
  }
  return years;
}

// Documents of definitions and long lists may have many members; what else is asked for has few, and a tree
// of a million costs a hundred megabytes before anything is looked at.
JsonLimits limits_of(const Method& method) {
  constexpr std::size_t k_members = 10'000;
  JsonLimits limits;
  const bool document = method.changes_model || std::string_view(method.name).starts_with("rulebook.");
  const bool long_list = std::any_of(method.members.begin(), method.members.end(), [](const Param& each) {
    return each.type == ParamType::k_list && each.max > 200;
  });
  if (!document && !long_list) limits.members = k_members;
  return limits;
}

// The configuration's "accept_head".  Requires: checked against the schema.
std::optional<store::ChainHead> accepted_head(const json& config) {
  const auto given = config.find("accept_head");
  if (given == config.end()) return std::nullopt;
  store::ChainHead head{given->at("seq").get<std::int64_t>(), {}};
  store::from_hex(text_of(*given, "hash"), head.hash);
  return head;
}

// The anchor knows a store by its folder: a slash at the end or a link on the way must not make another of
// it. A folder that cannot be found is refused by the store.
std::string one_spelling(const std::string& directory) {
  std::error_code failed;
  const std::filesystem::path found = std::filesystem::canonical(directory, failed);
  return failed ? std::filesystem::absolute(directory).lexically_normal().string() : found.string();
}

// A broken invariant of whatever room becomes the contract's, which the door turns into poison.
template <class Body>
auto handing_on(const Body& body) -> decltype(body()) {
  try {
    return body();
  } catch (const Broken& broken) {
    throw abi::Broken{broken.condition, broken.file, broken.line};
  }
}

}  // namespace

// The store went on from an older copy, or from another history: who accepted that, why, and what is known to
// be missing, is the first entry of it. The host is told last: until it knows, opening asks again.
Result<void> Instance::accept_head(const json& config, std::int64_t now_ms) {
  const std::optional<store::KnownHead> unheld = store_->unaccepted();
  if (!unheld) return {};
  const json& accepted = config.at("accept_head");
  const AcceptedHeadRecord record{store_->last().head.seq,          unheld->head.seq,
                                  store::to_hex(unheld->head.hash), unheld->keeper,
                                  text_of(accepted, "reason"),      0};
  store::Provenance act{text_of(accepted, "by"), "store.accept_head", {}, dump(accepted), now_ms};
  act.accepts_head = true;
  const auto written = store_->write(act, [&](store::Writer& writer) -> Result<std::string> {
    ANZE_CHECK(put_accepted_head(writer, record));
    writer.subject(dump(accepted_head_json(record)));
    return std::string();
  });
  ANZE_CHECK(written);
  services_.log(ANZE_LOG_WARNING, "the store goes on from entry " + std::to_string(record.at) +
                                      ", although it had been at entry " + std::to_string(record.known));
  {
    const std::lock_guard lock(mutex_);
    replaces_owed_ = true;
  }
  hand_head();
  return {};
}

// After a call that added to the chain. A host that could not keep it gets the next one; after an accepted
// head it is told to put it in the higher one's place until it once did, or it would keep the lost one.
void Instance::hand_head() {
  if (!services_.has_anchor()) return;
  const store::ChainHead head = store_->last().head;
  bool replaces = false;
  {
    const std::lock_guard lock(mutex_);
    if (head.seq == handed_ && !replaces_owed_) return;
    replaces = replaces_owed_;
  }
  if (!services_.keep_anchor(directory_, head, replaces)) return;
  const std::lock_guard lock(mutex_);
  handed_ = std::max(handed_, head.seq);
  if (replaces) replaces_owed_ = false;
}

Result<std::unique_ptr<Instance>> Instance::make(const abi::OpenArgs& args) {
  ANZE_TRY(const json config, read_config(args.config));
  std::unique_ptr<Instance> instance(new Instance(args, config));
  ANZE_CHECK(instance->services_.check());
  ANZE_TRY(const std::string directory, instance->services_.storage_directory());
  instance->directory_ = one_spelling(directory);
  const auto now = instance->services_.now_ms(config, 0);
  store::OpenOptions options;
  options.directory = instance->directory_;
  options.now_ms = now ? *now : 0;
  options.owner = text_of(config, "owner");
  options.region = config.value("region", std::int64_t{0});
  options.anchor = instance->services_.anchored(instance->directory_);
  options.accept = accepted_head(config);
  ANZE_TRY(instance->store_, store::Store::open(options));
  if (store::readable_by_others(instance->directory_))
    instance->services_.log(ANZE_LOG_WARNING, "the database in " + instance->directory_ +
                                                  " may be read by other accounts: chmod go-r it");
  ANZE_CHECK(instance->accept_head(config, options.now_ms));
  if (auto loaded = reading_stored(*instance->store_, [&] { return instance->reload_model(); }); !loaded)
    return damage_or(*instance->store_, loaded.error());
  return instance;
}

abi::Opened<Instance> Instance::open(const abi::OpenArgs& args) {
  return handing_on([&]() -> abi::Opened<Instance> {
    auto made = make(args);
    if (!made) return {nullptr, to_problem(made.error())};
    return {*std::move(made), {}};
  });
}

abi::Answer Instance::call(std::string_view method, std::string_view request_bytes) {
  json request;
  Problems problems;
  const auto answer = handing_on([&] { return run(method, request_bytes, request, problems); });
  hand_head();
  if (answer) return {ANZE_OK, dump(*answer)};
  if (answer.error().code == Code::k_forbidden)  // who tried what they may not is for the platform's log
    services_.log(ANZE_LOG_WARNING, refusal_line(method, answer.error(), request));
  return {static_cast<anze_status>(answer.error().code), problem_bytes(answer.error(), problems, request)};
}

Result<json> Instance::run(std::string_view name, std::string_view request_bytes, json& request,
                           Problems& problems) {
  const Method* method = find_method(name);
  if (method == nullptr) return unknown_method(name);
  const std::vector<Param> members = request_members(*method);
  anze::json::Document document(request_bytes, limits_of(*method));
  if (document) {
    check_members(members, document.root());
    request = request_of(members, document.root().value());  // also of a refused one: its id is told
  }
  ANZE_CHECK(document.finish(&problems));

  // The steps of a flow are kept under its id and a # (write_step): a caller's id with one could take a
  // step's place, and the step would be refused for ever.
  if (text_of(request, "request_id").find('#') != std::string::npos)
    return invalid("request.id", "a request id must not hold a #", "/request_id",
                   "make ids of letters, digits and - _ . : /; a # names the steps inside a request");

  std::int64_t clock_ms = 0;
  std::int64_t now_ms = 0;
  Person actor;
  if (!method->anonymous) {
    const std::int64_t last_ms = store_->last().at_ms;
    ANZE_TRY(clock_ms, services_.now_ms(request, last_ms));
    // A clock put back makes nothing early that is late: days go by the chain, whose entries never go back.
    now_ms = std::max(clock_ms, last_ms);
    ANZE_TRY(actor, services_.resolve(text_of(request, "actor")));
    tell_unknown_roles(actor);
    ANZE_CHECK(check_exclusive(actor));
    ANZE_CHECK(check_role(*method, actor));
  }
  const Date today = beijing_day(now_ms);
  Calendar calendar;
  if (!method->anonymous) {
    ANZE_TRY(calendar, services_.calendar(years_of(request, today), today));
  }

  Call call{*store_, services_, *method,  request,       std::move(actor), now_ms, clock_ms,
            today,   model(),   calendar, sheet_limits_, uploads_,         desk_,  {}};
  if (!method->anonymous) ANZE_CHECK(ask_platform(call));
  auto answer = reading_stored(*store_, [&] { return run_function(call); });
  problems = std::move(call.problems);
  if (answer && method->changes_model) ANZE_CHECK(reload_model());
  return answer;
}

Result<json> Instance::run_function(Call& call) {
  if (const auto* flow = std::get_if<FlowFunction>(&call.method.function)) {
    ANZE_CHECK(check_request(call));
    return (*flow)(call);
  }

  if (const auto* write = std::get_if<WriteFunction>(&call.method.function)) {
    json said = call.request;
    said.erase("now");  // a repeat comes later; it is the same request all the same
    const store::Provenance act{call.actor.principal, call.method.name, text_of(call.request, "request_id"),
                                dump(said),           call.clock_ms,    call.method.changes_model};
    ANZE_TRY(const std::string bytes, store_->write(act, [&](store::Writer& writer) -> Result<std::string> {
      call.problems.clear();
      ANZE_CHECK(take_current_model(call, writer));
      ANZE_CHECK(check_request(call));
      ANZE_CHECK(note_account(call, writer));
      ANZE_TRY(const json answer, (*write)(call, writer));
      if (call.method.changes_model) ANZE_CHECK(check_model(writer));
      ANZE_CHECK(keeper_.follow(writer, call.model, call.calendar));
      return dump(answer);
    }));
    return json::parse(bytes);
  }

  const auto read = std::get<ReadFunction>(call.method.function);
  json answer;
  const Result<void> done = store_->read([&](store::Reader& reader) -> Result<void> {
    ANZE_CHECK(take_current_model(call, reader));
    ANZE_CHECK(check_request(call));
    ANZE_TRY(answer, read(call, reader));
    return {};
  });
  ANZE_CHECK(done);
  if (call.method.reads_people) {
    // Reading personnel data is an act too: who read what, and the digest of what was shown.
    const store::Provenance act{call.actor.principal, call.method.name, {}, dump(answer), call.clock_ms};
    ANZE_CHECK(store_->write(act, [&](store::Writer& writer) -> Result<std::string> {
      writer.subject(recorded_request(call.request));
      return std::string{};
    }));
  }
  return answer;
}

// The platform's own opinion, before the function runs: it may forbid more, never allow more.
Result<void> Instance::ask_platform(const Call& call) {
  json touched;
  if (services_.asks_what_is_touched()) {
    const Act& act = act_of(call.method.name);
    touched = touched_by(call.request, act);
    if (names_record(touched, act))
      ANZE_CHECK(reading_stored(*store_, [&] {
        return store_->read([&](store::Reader& reader) { return add_record(touched, call, reader); });
      }));
  }
  ANZE_TRY(const bool allowed, services_.host_allows(call.actor, call.method.name, call.text("id"), touched));
  if (allowed) return {};
  return Error{Code::k_forbidden, "actor.host",
               "the platform does not allow this person to call " + std::string(call.method.name), "/actor",
               "ask the platform's administrator"};
}

// Definitions lean on each other: one that leaves another unreadable is refused while nothing is written.
Result<void> Instance::check_model(store::Writer& writer) {
  const auto model = load_model(writer, store_->codes());
  if (model) return {};
  const Error error = damage_or(*store_, model.error());
  if (error.reason.starts_with("store.")) return error;
  return Error{Code::k_conflict, "model.conflict",
               "with this, what is installed could no longer be read: " + error.message, error.at,
               "keep what it names, and end it by dates instead"};
}

Result<void> Instance::reload_model() {
  const std::lock_guard order(
      reload_);  // of two writers, the later reader must not be overtaken by the earlier one
  std::shared_ptr<const Model> fresh;
  ANZE_CHECK(store_->read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(fresh, load_model(reader, store_->codes()));
    return {};
  }));
  const std::lock_guard lock(mutex_);
  model_ = std::move(fresh);
  return {};
}

std::shared_ptr<const Model> Instance::model() const {
  const std::lock_guard lock(mutex_);
  return model_;
}

// A word of the directory that is no role here allows nothing, which nobody notices until a task is refused.
void Instance::tell_unknown_roles(const Person& person) {
  for (const std::string& role : person.roles) {
    if (std::find(std::begin(k_roles), std::end(k_roles), role) != std::end(k_roles)) continue;
    constexpr std::size_t k_told = 100;
    {
      const std::lock_guard lock(mutex_);
      if (told_roles_.size() >= k_told || !told_roles_.insert(role).second) continue;
    }
    services_.log(ANZE_LOG_WARNING, "the directory gives the role “" + role +
                                        "”, which allows nothing here (plugin/docs/operating.md)");
  }
}

const void* Instance::extension(std::string_view) {
  return nullptr;
}

void Instance::poison() {
  store_->abandon();
}

}  // namespace anze::plugin
