#include "host/services/identity.hpp"

#include <algorithm>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/reply.hpp"

namespace anze::host {

using nlohmann::json;

namespace {

// What revision 2 says more.
constexpr const char* k_lists[] = {"units", "sectors", "superior_of", "deputy_of", "delegate_of"};

}  // namespace

template <bool second>
void Identity::resolve(void* ctx, const std::uint8_t* principal, std::uint64_t size,
                       const anze_reply* reply) {
  respond(reply, [&] {
    const auto* self = static_cast<Identity*>(ctx);
    return self->card(self->person(view(principal, size)), second);
  });
}

template <bool second>
void Identity::list(void* ctx, const std::uint8_t* unit, std::uint64_t size, const anze_reply* reply) {
  respond(reply, [&] {
    const auto* self = static_cast<Identity*>(ctx);
    json people = json::array();
    for (const auto& [principal, person] : self->people_)
      if (size == 0 || person.at("unit") == std::string(view(unit, size)))
        people.push_back(self->card(person, second));
    return json{{"people", people}, {"directory_version", self->version_}};
  });
}

void Identity::can(void* ctx, const std::uint8_t* principal, std::uint64_t size, const char* action,
                   const std::uint8_t*, std::uint64_t, const anze_reply* reply) {
  respond(reply, [&] {
    const json denied =
        static_cast<Identity*>(ctx)->person(view(principal, size)).value("deny", json::array());
    return json{{"allowed", std::find(denied.begin(), denied.end(), action) == denied.end()}};
  });
}

const anze_host_identity Identity::k_table = {sizeof(anze_host_identity), 0, resolve<false>, list<false>,
                                              can};
const anze_host_identity Identity::k_table_2 = {sizeof(anze_host_identity), 0, resolve<true>, list<true>,
                                                can};

Identity::Identity(const std::filesystem::path& file) try {
  const json data = json::parse(read_file(file));
  version_ = data.at("version").get<std::string>();
  for (const json& person : data.at("people")) {
    card(person);  // throws now rather than in a call when a field is missing
    if (!people_.try_emplace(person.at("principal").get<std::string>(), person).second)
      throw Fault(k_exit_usage, file.string() + " gives " + person.at("principal").dump() + " twice.");
  }
} catch (const json::exception& error) {
  throw Fault(k_exit_usage, "The directory " + file.string() + " is not usable: " + error.what(),
              R"(Each person needs "principal", "name", "unit" and "roles".)");
}

const json& Identity::person(std::string_view principal) const {
  const auto found = people_.find(principal);
  if (found == people_.end())
    throw Refusal{ANZE_E_NOT_FOUND, "The directory has no " + std::string(principal) + "."};
  return found->second;
}

json Identity::card(const json& person, bool second) const {
  json card = {{"principal", person.at("principal")},
               {"name", person.at("name")},
               {"unit", person.at("unit")},
               {"roles", person.at("roles")},
               {"person", person.value("person", json())},
               {"directory_version", version_}};
  if (person.contains("addressee")) card["addressee"] = person.at("addressee");
  if (second)
    for (const char* list : k_lists)
      if (person.contains(list)) card[list] = person.at(list);
  return card;
}

}  // namespace anze::host
