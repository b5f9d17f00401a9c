// Every system of the account (plugin/docs/seed-systems.md) on the district as the workbooks brought it in:
// its registers have rows, its figures have their numbers, and a figure's records lead back to a row of a
// sheet.
#include <algorithm>
#include <utility>
#include <vector>

#include "tiedong.h"

namespace anze {
namespace {

struct System {
  const char* name;
  std::vector<const char*> ledgers;
  std::vector<std::pair<const char*, const char*>> figures;  // and how each is shown for the year
};

const std::vector<System>& systems() {
  static const std::vector<System> all{
      {"“党政同责、一岗双责”规定和责任通知", {"guidance"}, {{"guidance", "10件"}}},
      {"安委会成员单位责任清单、权力清单",
       {"duty_list"},
       {{"committee.duty_lists", "17份"},
        {"committee.power_lists", "17份"},
        {"committee.health_duties", "17个"}}},
      {"“三定”中的监管机构、职责和人员",
       {"capacity"},
       {{"capacity.units", "14个"}, {"capacity.staff", "67人"}}},
      {"区委常委会", {"meeting"}, {{"meetings.standing_committee", "4次"}}},
      {"政府常务会议、安委会全体会议",
       {"meeting"},
       {{"meetings.gov_executive", "4次"}, {"meetings.committee_plenary", "4次"}}},
      {"分管领域专题研究", {"meeting"}, {{"meetings.field_study", "551次"}}},
      {"领导带队督察、检查、暗查暗访",
       {"led_inspection"},
       {{"campaign.led.main_leaders", "7次"},
        {"campaign.led.district_leaders", "25次"},
        {"campaign.led.unit_principals", "208次"}}},
      {"全区安全生产大检查: 检查组、人次",
       {"campaign", "campaign_group"},
       {{"campaign.groups", "54个"}, {"campaign.groups.covert", "3个"}, {"campaign.people", "2150人次"}}},
      {"下级大检查和汛期工作方案",
       {"sub_plan"},
       {{"campaign.sub_plans", "30份"}, {"flood.sub_plans", "30份"}}},
      {"单位检查", {"inspection"}, {{"campaign.units", "1164家"}, {"fire.units", "868家"}}},
      {"规范的隐患台账、闭环",
       {"hazard"},
       {{"campaign.hazards.found", "1317处"},
        {"campaign.hazards.rectified", "1299处"},
        {"campaign.hazards.open", "18处"}}},
      {"行政执法: 停产整顿、提请关闭、查封、三停、拘留、取缔、罚款",
       {"enforcement"},
       {{"campaign.suspended", "1家"},
        {"fire.sealed", "61家"},
        {"fire.three_stops", "30家"},
        {"fire.detained", "10人"},
        {"industry_trade.banned", "2户"},
        {"fire.fines", "未填"}}},
      {"执法计划与执行",
       {"enforcement_plan"},
       {{"enforcement_plan.planned", "1627次"},
        {"enforcement_plan.executed", "1610次"},
        {"enforcement_plan.rate", "98.96%（1610/1627次）"}}},
      {"隐患排查整治专项考核、一票否决",
       {"accident", "finding"},
       {{"accident.count", "3起"}, {"accidents.major", "0起"}, {"findings", "1件"}}},
      {"责任书", {"responsibility_letter"}, {{"letters", "96份"}}},
      {"应急预案四个层次、演练",
       {"plan", "drill"},
       {{"plans", "61份"}, {"plans.overall", "1份"}, {"drills", "53次"}}},
      {"重要时段: 有方案、有记录、有台账、有措施",
       {"key_period"},
       {{"key_period.plan", "112份"},
        {"key_period.record", "114份"},
        {"key_period.ledger", "112份"},
        {"key_period.measure", "116份"}}},
      {"汛期领导带班24小时值班", {"duty_roster"}, {{"rosters", "117班次"}, {"rosters.leader", "114班次"}}},
      {"部门间汛期联动机制", {"linkage"}, {{"linkage", "3次"}}},
      {"风险分级管控", {"risk_point"}, {{"risk_points", "56处"}, {"risk_points.red", "2处"}}},
      {"“双重预防”机制与财政补助",
       {"dual_prevention", "fund", "statement"},
       {{"dual_prevention.enterprises", "28户"}, {"dual_prevention.funding", "近70万元"}}},
      {"非煤矿山底数和复产验收",
       {"mine", "mine_resumption"},
       {{"mines", "9座"}, {"mines.applied", "7家"}, {"mines.refused", "2家"}}},
      {"危险化学品和烟花爆竹全覆盖",
       {"chemical_unit"},
       {{"chemicals.units", "36家"},
        {"chemicals.coverage", "100%"},
        {"chemicals.hazards.found", "26项"},
        {"chemicals.illegal_acts", "1起"}}},
      {"道路交通: 车辆整治、危险点",
       {"road_check", "road_point"},
       {{"road.checked", "765辆"}, {"road.points", "12处"}}},
      {"人员密集场所消防",
       {"crowded_place"},
       {{"places", "40份"}, {"fire.hazards.found", "584处"}, {"fire.hazards.rectified", "538处"}}},
      {"工贸: 冶金、涉氨、粉尘、有限空间",
       {"check_metallurgy", "check_ammonia", "check_dust", "check_confined", "confined_space"},
       {{"industry_trade.hazards.found", "200余项"}, {"industry_trade.confined_spaces", "33处"}}},
      {"批示和传达落实", {"instruction"}, {{"instructions", "30件"}, {"instructions.done", "30件"}}},
      {"三级监管干部、新提拔干部培训",
       {"training"},
       {{"training.supervisors", "2期"}, {"training.new_cadres", "1期"}}},
      {"报刊订阅、安全生产月、“七进”、新媒体",
       {"publicity"},
       {{"subscriptions.cost", "2万元"},
        {"publicity.safety_month", "3场"},
        {"publicity.seven_entries", "87场次"},
        {"publicity.media", "12期"}}},
      {"报送纪检委、组织部，报告人大、政协",
       {"report_filing"},
       {{"reports.discipline", "4次"},
        {"reports.organisation", "4次"},
        {"reports.congress", "1次"},
        {"reports.cppcc", "1次"}}},
      {"表彰和通报", {"commendation", "criticism"}, {{"commendations", "3次"}, {"criticisms", "3次"}}}};
  return all;
}

class Systems : public Tiedong {
 protected:
  Systems() { enter_through("2025Q4"); }
  // The workbook that the figure's first record stands in; "" when the figure has no record.
  std::string workbook_of(const std::string& figure) {
    const json records =
        ask("figures.explain/1", "reviewer-01", {{"period", "2025"}, {"figure", figure}, {"limit", 1}});
    if (records.value("facts", json::array()).empty()) return "";
    const json origin =
        ask("ledger.get/1", "reviewer-01", {{"id", records["facts"][0].at("id")}}).at("origin");
    EXPECT_GT(origin.at("row").get<int>(), 1);
    EXPECT_FALSE(origin.at("sheet").get<std::string>().empty());
    return origin.at("file");
  }
};

TEST_F(Systems, HaveRowsFiguresAndAWayBackToTheSheet) {
  for (const System& system : systems()) {
    SCOPED_TRACE(system.name);
    for (const char* ledger : system.ledgers) {
      const auto entered = std::find_if(year().entered().begin(), year().entered().end(),
                                        [&](const auto& each) { return each.ledger == ledger; });
      ASSERT_NE(entered, year().entered().end()) << ledger;
      EXPECT_GT(entered->rows, 0U) << ledger;
      EXPECT_GT(entered->sheets, 0U) << ledger;
    }
    for (const auto& [id, shown] : system.figures) {
      const json figure = this->figure(id);
      ASSERT_TRUE(figure.is_object()) << id;
      EXPECT_EQ(figure.at("shown"), shown) << id;
      const std::string workbook = workbook_of(id);
      if (figure.at("records") != 0) {
        EXPECT_THAT(workbook, testing::EndsWith("台账.xlsx")) << id;
      }
    }
  }
}

}  // namespace
}  // namespace anze
