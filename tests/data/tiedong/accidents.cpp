// Accidents. The account names none, so all of these are invented and say so.
#include "chapters.h"

namespace district {
namespace {

constexpr std::string_view k_invented = "虚构";

}  // namespace

void add_accidents(const District& district, Sheet& sheet) {
  const Day road = day(4, 22);
  const std::string id = sheet.add({.ledger = "accident",
                                    .on = road,
                                    .unit = "street-2",
                                    .area = "street-2",
                                    .sector = "road",
                                    .state = "replied",
                                    .fields = {{"dead", 1},
                                               {"missing", 0},
                                               {"injured", 1},
                                               {"loss_fen", 90'000'000},
                                               {"type", "road"},
                                               {"liability", true},
                                               {"road_or_fire", true},
                                               {"reporting", "timely"},
                                               {"replied_on", "2025-06-27"}},
                                    .remark = k_invented});
  sheet.add({.ledger = "accident",
             .on = day(8, 7),
             .unit = "zone-1",
             .area = "zone-1",
             .sector = "construction",
             .state = "replied",
             .fields = {{"dead", 1},
                        {"missing", 0},
                        {"injured", 0},
                        {"loss_fen", 120'000'000},
                        {"type", "fall"},
                        {"liability", true},
                        {"road_or_fire", false},
                        {"reporting", "late"},
                        {"replied_on", "2025-09-26"}},
             .remark = k_invented});
  sheet.add({.ledger = "accident",
             .on = day(11, 12),
             .unit = "town-4",
             .area = "town-4",
             .sector = "industry_trade",
             .state = "investigating",
             .fields = {{"dead", 0},
                        {"missing", 0},
                        {"injured", 1},
                        {"loss_fen", nullptr},
                        {"type", "machine"},
                        {"liability", false},
                        {"road_or_fire", false},
                        {"reporting", "timely"}},
             .remark = k_invented});
  const Day found = day(7, 4);
  sheet.add({.ledger = "finding",
             .on = found,
             .unit = "street-2",
             .area = "street-2",
             .sector = "road",
             .official = district.post("street-2-head").holder(road)->official,
             .fields = {{"accident", id},
                        {"responsibility", "exempt"},
                        {"organ", "discipline"},
                        {"effective_on", text(found)},
                        {"document_no", "铁纪函〔2025〕9号"},
                        {"reason", "各项职责均已履行，尽职免责"}},
             .remark = k_invented});
}

void add_invented_major_accident(const District& district, Sheet& sheet) {
  const Day on = day(8, 14);
  const std::string id = sheet.add({.ledger = "accident",
                                    .on = on,
                                    .unit = "town-2",
                                    .area = "town-2",
                                    .sector = "chemicals",
                                    .state = "replied",
                                    .fields = {{"dead", 11},
                                               {"missing", 0},
                                               {"injured", 3},
                                               {"loss_fen", 800'000'000},
                                               {"type", "explosion"},
                                               {"liability", true},
                                               {"road_or_fire", false},
                                               {"reporting", "timely"},
                                               {"replied_on", "2025-09-18"},
                                               {"place", "第二镇"}},
                                    .remark = "虚构：假设情形，用于演示一票否决"});
  const Day found = day(9, 22);
  sheet.add({.ledger = "finding",
             .on = found,
             .unit = "town-2",
             .area = "town-2",
             .sector = "chemicals",
             .official = district.post("town-2-head").holder(on)->official,
             .fields = {{"accident", id},
                        {"responsibility", "main_leader"},
                        {"organ", "discipline"},
                        {"form", "sanction"},
                        {"effective_on", text(found)},
                        {"document_no", "铁纪发〔2025〕14号"},
                        {"reason", "对事故负有主要领导责任"}},
             .remark = "虚构：假设情形，用于演示一票否决"});
}

}  // namespace district
