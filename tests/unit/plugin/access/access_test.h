// AccessTest: the small district with more people in its directory.
#pragma once

#include <fstream>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {

constexpr const char* k_on_gov = "V1/gov/X1";
constexpr const char* k_on_head = "V2/head-1/X1";

inline json who(const std::string& principal, std::vector<std::string> roles, const json& person = nullptr) {
  return {{"principal", principal}, {"name", principal},         {"unit", "bureau"},
          {"units", {"gov"}},       {"roles", std::move(roles)}, {"person", person}};
}

class AccessTest : public DistrictTest {
 protected:
  // These beside those of the small district, everything defined; the second head holds a post too.
  void open_with(const std::vector<json>& more, const Parts& parts = {}) {
    json all = people();
    for (const json& person : more) all.push_back(person);
    std::ofstream(folder_ / "people.json") << json{{"version", "2"}, {"people", all}};
    start(parts);
    town().define();
    json second = organisation();
    second["terms"].push_back({{"id", "T2"},
                               {"post", "shanmen-head"},
                               {"official", "head-2"},
                               {"from", "2022-01-01"},
                               {"to", nullptr},
                               {"kind", "full"},
                               {"weight", 1}});
    enact("org.import/1", "system_admin", {{"organisation", second}});
  }
  // A veto proposed on the head, and one on the government.
  void accident_with_finding() {
    town().go_to("2025-04-01");
    town().append(major_accident("2025-02-03"));
    town().append(finding("2025-03-03"));
    ask("veto.propose/1", "assessor", {{"period", "2025"}});
  }
  std::string decide(const char* actor, const char* veto, bool confirmed) {
    return no("veto.decide/1", actor, {{"veto", veto}, {"confirmed", confirmed}, {"document_no", "一号"}});
  }
  std::string log() const {
    std::ifstream in(folder_ / "log.txt");
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

}  // namespace anze::district
