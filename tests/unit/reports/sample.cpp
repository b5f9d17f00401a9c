#include "tests/unit/reports/sample.h"

#include <cstdio>

#include "reports/snapshot/words.h"

namespace anze::reports::test {

namespace {

Figure count(const char* id, const char* title, const char* unit, Topic topic, std::int64_t value) {
  Figure figure;
  figure.id = id;
  figure.title = title;
  figure.unit = unit;
  figure.topic = topic;
  figure.value = value;
  figure.definition = "2025-1";
  figure.records = value;
  return figure;
}

Figure compared(Figure figure, std::optional<std::int64_t> last_year) {
  figure.compared = true;
  figure.last_year = last_year;
  return figure;
}

Figure rate(const char* id, const char* title, const char* unit, std::int64_t part, std::int64_t whole) {
  Figure figure = count(id, title, unit, Topic::k_hazard, part);
  figure.shape = Shape::k_rate;
  figure.denominator = whole;
  figure.records = whole;
  return figure;
}

Figure in(const char* scope, Figure figure) {
  figure.scope = scope;
  return figure;
}

std::vector<Figure> figures() {
  Figure loss =
      compared(count(k_accident_loss, "直接经济损失", "元", Topic::k_accident, 1'855'000), 2'400'000);
  loss.shape = Shape::k_money;
  loss.records = 2;
  Figure grant =
      count("prevention.grant", "财政投入双重预防机制建设资金", "元", Topic::k_prevention, 700'000);
  grant.shape = Shape::k_money;
  grant.qualifier = NumberQualifier::k_nearly;
  grant.records = 28;
  Figure trade = in("工贸行业", count("trade.hazard", "发现隐患", "项", Topic::k_special, 200));
  trade.qualifier = NumberQualifier::k_over;
  Figure fine = in("人员密集场所消防", count("fire.fine", "罚款", "元", Topic::k_special, 0));
  fine.shape = Shape::k_money;
  fine.value.reset();
  const char* fire = "人员密集场所消防";
  return {compared(count(k_accident_count, "发生生产安全事故", "起", Topic::k_accident, 2), 3),
          compared(count(k_accident_dead, "死亡", "人", Topic::k_accident, 1), 2),
          compared(count(k_accident_injured, "受伤", "人", Topic::k_accident, 3), std::nullopt),
          loss,
          count("duty.committee", "区委常委会听取安全生产汇报", "次", Topic::k_duty, 1),
          count("duty.led", "区级领导带队检查", "次", Topic::k_duty, 25),
          count("inspection.groups", "组织检查组", "个", Topic::k_inspection, 54),
          count("inspection.covert", "暗查暗访组", "个", Topic::k_inspection, 3),
          count("inspection.persons", "出动检查人员", "人次", Topic::k_inspection, 2150),
          count("inspection.units", "检查生产经营单位", "家", Topic::k_inspection, 1164),
          compared(count("hazard.found", "排查隐患", "处", Topic::k_hazard, 1317), 1200),
          count("hazard.rectified", "已整改", "处", Topic::k_hazard, 1299),
          count("hazard.open", "限期整改", "处", Topic::k_hazard, 18),
          rate("hazard.rate", "隐患整改率", "处", 1299, 1317),
          count("enforcement.stopped", "责令停产停业整顿企业", "家", Topic::k_enforcement, 1),
          count("enforcement.closure", "提请关闭企业", "家", Topic::k_enforcement, 2),
          in(fire, count("fire.units", "检查单位", "家", Topic::k_special, 868)),
          in(fire, count("fire.found", "发现隐患", "处", Topic::k_special, 584)),
          in(fire, count("fire.rectified", "已整改", "处", Topic::k_special, 538)),
          fine,
          trade,
          count("prevention.enterprises", "帮助规模以上企业建设双重预防机制", "户", Topic::k_prevention, 28),
          grant,
          count("emergency.plans", "修订应急预案", "份", Topic::k_emergency, 61),
          count("publicity.training", "组织安全生产培训", "期", Topic::k_publicity, 6)};
}

OfficialResult official(int number) {
  char key[32];
  std::snprintf(key, sizeof key, "host-person-%d", 9000 + number);
  char name[32];
  std::snprintf(name, sizeof name, "干部%04d", number);
  static const char* const k_posts[] = {"区委书记", "区委副书记、区长", "副区长", "街道办事处主任", "镇长"};
  OfficialResult result;
  result.id = key;
  result.name = name;
  result.post = k_posts[number % 5];
  result.unit = "铁东区人民政府";
  result.archetype = number % 5 < 2    ? "党政主要负责人"
                     : number % 5 == 2 ? "分管负责人"
                                       : "乡镇街道主要负责人";
  const int lost = number % 4;
  result.score = Points{1'000'000 - lost * 17'500};
  result.exact = to_text(*result.score);
  result.grade = number == 7 ? "基本称职" : lost == 0 ? "优秀" : "称职";
  for (int i = 0; i < 4; ++i) {
    const bool deducted = i < lost;
    result.lines.push_back({"履职情况", std::string(1, static_cast<char>('A' + i)),
                            i % 2 == 0 ? "带队检查安全生产" : "专题研究安全生产",
                            "地方党政领导干部安全生产责任制规定第九条", Points{50'000},
                            Points{deducted ? 32'500 : 50'000}, deducted ? "应2次 实1次" : "应2次 实2次",
                            deducted ? "第三季度缺少1次" : "", deducted ? 1 : 2});
  }
  return result;
}

Veto unit_veto() {
  Veto veto;
  veto.id = "V-2025-01";
  veto.level = VetoLevel::k_yellow_card;
  veto.state = VetoStanding::k_in_force;
  veto.clause = "Y2";
  veto.clause_title = "年度内发生1起较大责任事故";
  veto.legal_basis = "区安全生产考核办法第二十一条";
  veto.subject_id = "unit-17";
  veto.subject = "北市场街道办事处";
  veto.finding_document = "四东政函〔2025〕31号";
  veto.decisions = {
      {"区委组织部", BodyOpinion::k_agreed, "四东组函〔2025〕9号", make_date(2025, 9, 18), ""},
      {"区纪委监委", BodyOpinion::k_agreed, "四东纪函〔2025〕22号", make_date(2025, 9, 19), ""}};
  veto.from = make_date(2025, 9, 20);
  veto.to = make_date(2025, 12, 31);
  veto.effects = {"取消年度评先资格", "一个月内报送整改情况"};
  return veto;
}

Veto person_veto() {
  Veto veto = unit_veto();
  veto.id = "V-2025-02";
  veto.level = VetoLevel::k_veto;
  veto.state = VetoStanding::k_proposed;
  veto.clause = "V1";
  veto.clause_title = "对事故发生负有领导责任";
  veto.legal_basis = "地方党政领导干部安全生产责任制规定第二十条";
  veto.subject_kind = SubjectKind::k_person;
  veto.subject_id = "host-person-9003";
  veto.subject = "干部0003";
  veto.post = "街道办事处主任";
  veto.decisions[1] = {"区纪委监委", BodyOpinion::k_disagreed, "四东纪函〔2025〕23号", make_date(2025, 9, 22),
                       "认定依据待补充"};
  veto.from.reset();
  veto.to.reset();
  veto.effects = {"不得评优", "不得晋升职务职级"};
  return veto;
}

std::vector<Passage> passages() {
  return {
      {Slot::k_work, "压实领导责任",
       "区委常委会、区政府常务会议定期研究安全生产工作，区政府领导每季度带队检查分管行业领域。", true},
      {Slot::k_work, "", "干部0003同志牵头完成北市场片区整治。\n区安委会各成员单位制定执法计划并按计划实施。",
       true},
      {Slot::k_problem, "部分行业领域隐患反复出现",
       "人员密集场所消防隐患整改率低于全区平均水平，基层监管力量仍显不足。", true},
      {Slot::k_problem, "", "干部0005到岗时间短，分管领域情况掌握不全面。", false},
      {Slot::k_plan, "狠抓隐患闭环整改",
       "对限期整改隐患逐项明确责任、措施、资金、时限和预案，第四季度全部销号。", true},
      {Slot::k_plan, "强化重点行业领域监管", "围绕危险化学品、人员密集场所、工贸企业开展专项检查。", true},
      {Slot::k_answer, "关于加强基层监管力量的意见", "已为乡镇、街道、开发区明确安全监管机构、职责和人员。",
       true},
      {Slot::k_note, "", "人员密集场所消防罚款金额原始材料未载明，按未填处理。", true}};
}

}  // namespace

Snapshot sample(FilingKind kind, int officials) {
  const bool yearly = is_public(kind);
  static const char* const k_names[] = {"中共铁东区纪律检查委员会", "中共铁东区委组织部",
                                        "铁东区人民代表大会常务委员会", "政协铁东区委员会"};
  Snapshot s;
  s.jurisdiction = {"220303", "铁东区", "铁东区安全生产委员会办公室", "铁东区人民政府", "四东安委办函"};
  s.filing.id = yearly ? "F-2025-07" : "F-2025Q3-02";
  s.filing.kind = kind;
  s.filing.addressee = {std::string(code_of(kind)), k_names[static_cast<int>(kind)]};
  s.filing.period = period_of(make_date(2025, 9, 30), yearly ? PeriodKind::k_year : PeriodKind::k_quarter);
  s.filing.issued = yearly ? make_date(2026, 1, 20) : make_date(2025, 10, 9);
  s.filing.document_number = yearly ? "四东政报〔2026〕3号" : "四东安委办函〔2025〕12号";
  if (yearly) s.filing.copies_to = {"区委办公室", "区政协办公室"};
  s.rulebook = {"tiedong-2025", "《铁东区领导干部安全生产履职考核办法》", "四东安委字〔2025〕2号", "2025.1",
                "a3f1c2d4e5b60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00"};
  s.chain = {48213, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"};
  s.figures = figures();
  s.relations = {
      {"hazard.closed_loop", RelationKind::k_sum, "hazard.found", {"hazard.rectified", "hazard.open"}},
      {"hazard.rate", RelationKind::k_rate, "hazard.rate", {"hazard.rectified", "hazard.found"}},
      {"fire.subset", RelationKind::k_subset, "fire.found", {"fire.rectified"}},
      {"special.sum", RelationKind::k_subset, "hazard.found", {"fire.found", "trade.hazard"}}};
  s.accidents = {{"A1", "北市场某商铺装修高处坠落事故", AccidentGrade::k_general, make_date(2025, 7, 14),
                  "北市场街道", "建筑施工", 1, 0, 1'200'000, std::nullopt},
                 {"A2", "某粮食加工企业机械伤害事故", AccidentGrade::k_general, make_date(2025, 9, 21),
                  "开发区", "工贸", 0, 3, 655'000, make_date(2025, 10, 21)}};
  s.reporting_faults = {
      {"A2", FaultKind::k_late, "开发区管理委员会", "超过规定时限3小时", "四东应急函〔2025〕8号"}};
  s.units = {{"unit-11", "黄土坑街道办事处", Points{965'000}, "优秀", 1},
             {"unit-17", "北市场街道办事处", Points{871'500}, "合格", 2},
             {"unit-18", "山门镇人民政府", Points{865'000}, "合格", 3}};
  for (int i = 1; i <= officials; ++i) s.officials.push_back(official(i));
  if (officials >= 5) {
    s.officials[4].provisional = {"事故A2伤亡统计期限未满"};
    s.officials[2].cases = {"四东政函〔2025〕31号"};
  }
  s.vetoes = {unit_veto(), person_veto()};
  s.owed = {{"分管商务工作的副区长", "第三季度带队检查1次", make_date(2025, 9, 30)}};
  s.passages = passages();
  s.liabilities.emplace();
  s.triggers.emplace();
  return s;
}

Snapshot empty_quarter() {
  Snapshot s = sample(FilingKind::k_quarterly_organisation, 0);
  s.figures.resize(4);
  for (Figure& figure : s.figures) figure.value = 0;
  s.relations.clear();
  s.accidents.clear();
  s.reporting_faults.clear();
  s.units.clear();
  s.vetoes.clear();
  s.owed.clear();
  s.passages.clear();
  return s;
}

}  // namespace anze::reports::test
