#include "district.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace district {
namespace {

const Day k_start = day(1, 1, 2022);
constexpr Day k_day_before(Day d) {
  return d - std::chrono::days{1};
}

struct Named {
  const char* id;
  const char* title;
};

constexpr std::array k_sectors{Named{"general", "综合"},
                               Named{"mining", "非煤矿山"},
                               Named{"chemicals", "危险化学品"},
                               Named{"fireworks", "烟花爆竹"},
                               Named{"road", "道路交通"},
                               Named{"fire", "消防"},
                               Named{"construction", "建筑施工"},
                               Named{"industry_trade", "工贸企业"},
                               Named{"special_equipment", "特种设备"},
                               Named{"education", "教育"},
                               Named{"health", "卫生"},
                               Named{"culture", "文化广播"},
                               Named{"agriculture", "农业农机"},
                               Named{"water", "水利"},
                               Named{"forestry", "林业"},
                               Named{"commerce", "商贸"},
                               Named{"environment", "环境保护"}};

constexpr std::array k_unit_kinds{
    Named{"party_committee", "区委"}, Named{"government", "区政府"},    Named{"congress", "区人大常委会"},
    Named{"cppcc", "区政协"},         Named{"party_organ", "区委部门"}, Named{"commission", "议事协调机构"},
    Named{"department", "区直部门"},  Named{"township", "乡镇"},        Named{"street", "街道"},
    Named{"zone", "开发区"},          Named{"village", "村"},           Named{"community", "社区"}};

constexpr std::array k_archetypes{Named{"party_principal", "党委主要负责人"},
                                  Named{"government_principal", "政府主要负责人"},
                                  Named{"deputy_safety", "分管安全生产的政府领导"},
                                  Named{"deputy_other", "政府其他领导"},
                                  Named{"standing_member", "党委常委会其他成员"},
                                  Named{"department_principal", "安委会成员单位主要负责人"},
                                  Named{"organ_principal", "其他部门主要负责人"},
                                  Named{"township_party_principal", "乡镇街道开发区党（工）委主要负责人"},
                                  Named{"township_government_principal", "乡镇街道开发区行政主要负责人"},
                                  Named{"team_member", "成员单位和乡镇街道开发区班子成员"},
                                  Named{"organ_team_member", "其他部门班子成员"},
                                  Named{"supervisory_leader", "人大政协领导"},
                                  Named{"organ_member", "区委部门和办事机构人员"},
                                  Named{"grassroots", "基层人员"}};

struct Department {
  const char* id;
  const char* title;
  const char* sector;
  Diligence diligence;
};

constexpr std::array k_members{
    Department{"safety-bureau", "区安全生产监督管理局", "general", Diligence::k_good},
    Department{"police", "区公安分局", "road", Diligence::k_good},
    Department{"fire-brigade", "区消防大队", "fire", Diligence::k_good},
    Department{"transport", "区交通运输局", "road", Diligence::k_good},
    Department{"housing", "区住房和城乡建设局", "construction", Diligence::k_middling},
    Department{"land", "区国土资源分局", "mining", Diligence::k_good},
    Department{"environment", "区环境保护分局", "environment", Diligence::k_good},
    Department{"education", "区教育局", "education", Diligence::k_good},
    Department{"health", "区卫生和计划生育局", "health", Diligence::k_good},
    Department{"culture", "区文化广电新闻出版局", "culture", Diligence::k_middling},
    Department{"economy", "区经济局", "industry_trade", Diligence::k_good},
    Department{"commerce", "区商务局", "commerce", Diligence::k_good},
    Department{"agriculture", "区农业局", "agriculture", Diligence::k_good},
    Department{"water", "区水利局", "water", Diligence::k_poor},
    Department{"forestry", "区林业局", "forestry", Diligence::k_good},
    Department{"market", "区市场监督管理局", "special_equipment", Diligence::k_good},
    Department{"civil-affairs", "区民政局", "general", Diligence::k_middling}};

constexpr std::array k_others{Named{"finance", "区财政局"},
                              Named{"development", "区发展和改革局"},
                              Named{"personnel", "区人力资源和社会保障局"},
                              Named{"justice", "区司法局"},
                              Named{"audit", "区审计局"},
                              Named{"statistics", "区统计局"},
                              Named{"petitions", "区信访局"}};

constexpr std::array k_numerals{"一", "二", "三", "四", "五", "六", "七", "八"};

class Builder {
 public:
  District take() { return std::move(out_); }

  void unit(std::string id, std::string title, std::string kind, std::string parent,
            std::string area = "tiedong", std::string sector = "general", bool member = false,
            Diligence diligence = Diligence::k_good) {
    out_.units.push_back({std::move(id), std::move(title), std::move(kind), std::move(parent),
                          std::move(area), std::move(sector), member, diligence});
  }

  std::string official() { return fmt::format("cadre-{:04}", ++out_.officials); }

  // A post with a new official, or with `who` when one holds it beside another.
  void post(std::string id, std::string title, std::string unit, std::string archetype,
            std::string who = "") {
    Post post{std::move(id), std::move(title), std::move(unit), std::move(archetype), {}};
    post.terms.push_back({term_id(), who.empty() ? official() : std::move(who), k_start, {}, "full"});
    out_.posts.push_back(std::move(post));
  }

  std::string term_id() { return fmt::format("T-{:04}", ++out_.terms); }

  Post& find(std::string_view id) {
    const auto at = std::ranges::find(out_.posts, id, &Post::id);
    if (at == out_.posts.end()) throw std::logic_error("no post " + std::string(id));
    return *at;
  }

  // The holder leaves on the eve of `from`; `who` follows on that day.
  void hand_over(std::string_view post, Day from, std::string who, std::string kind = "full") {
    Post& at = find(post);
    if (!at.terms.back().to) at.terms.back().to = k_day_before(from);
    at.terms.push_back({term_id(), std::move(who), from, {}, std::move(kind)});
  }

  void charge(std::string post, std::string sector, std::string area = "tiedong", Day from = k_start,
              std::optional<Day> to = {}) {
    out_.portfolios.push_back({std::move(post), std::move(sector), std::move(area), from, to});
  }

 private:
  District out_;
};

void add_district_organs(Builder& b) {
  b.unit("party", "中共铁东区委员会", "party_committee", "");
  b.unit("gov", "铁东区人民政府", "government", "");
  b.unit("congress", "铁东区人大常委会", "congress", "");
  b.unit("cppcc", "政协铁东区委员会", "cppcc", "");
  b.unit("discipline", "中共铁东区纪律检查委员会", "party_organ", "party");
  b.unit("organisation", "区委组织部", "party_organ", "party");
  b.unit("publicity", "区委宣传部", "party_organ", "party");
  b.unit("legal", "区委政法委", "party_organ", "party");
  b.unit("united-front", "区委统战部", "party_organ", "party");
  b.unit("staffing", "区机构编制委员会办公室", "party_organ", "party");
  b.unit("safety-committee", "铁东区安全生产委员会", "commission", "gov");
  b.unit("safety-office", "铁东区安全生产委员会办公室", "commission", "gov");

  b.post("party-secretary", "区委书记", "party", "party_principal");
  b.post("district-head", "区委副书记、区长、区安委会主任", "gov", "government_principal");
  b.post("deputy-secretary", "区委专职副书记", "party", "standing_member");
  b.post("executive-deputy", "区委常委、常务副区长", "gov", "deputy_other");
  b.post("safety-deputy", "区委常委、分管安全生产的副区长", "gov", "deputy_safety");
  for (int i = 3; i <= 6; ++i)
    b.post(fmt::format("deputy-{}", i), fmt::format("副区长（{}）", i), "gov", "deputy_other");
  b.post("discipline-head", "区委常委、纪委书记", "discipline", "standing_member");
  b.post("organisation-head", "区委常委、组织部部长", "organisation", "standing_member");
  b.post("publicity-head", "区委常委、宣传部部长", "publicity", "standing_member");
  b.post("legal-head", "区委常委、政法委书记", "legal", "standing_member");
  b.post("united-front-head", "区委常委、统战部部长", "united-front", "standing_member");
  b.post("staffing-head", "区编办主任", "staffing", "organ_principal");
  for (int i = 1; i <= 4; ++i) {
    b.post(fmt::format("congress-{}", i), i == 1 ? "区人大常委会主任" : "区人大常委会副主任", "congress",
           "supervisory_leader");
    b.post(fmt::format("cppcc-{}", i), i == 1 ? "区政协主席" : "区政协副主席", "cppcc", "supervisory_leader");
  }
  for (const char* organ :
       {"discipline", "organisation", "publicity", "legal", "united-front", "staffing", "safety-office"})
    for (int i = 1; i <= 3; ++i) b.post(fmt::format("{}-member-{}", organ, i), "副职", organ, "organ_member");
}

void add_departments(Builder& b) {
  const auto team = [&](const char* id, const char* archetype) {
    for (int i = 1; i <= 4; ++i) b.post(fmt::format("{}-deputy-{}", id, i), "副局长", id, archetype);
  };
  for (const Department& d : k_members) {
    b.unit(d.id, d.title, "department", "gov", "tiedong", d.sector, true, d.diligence);
    b.post(fmt::format("{}-head", d.id), "主要负责人", d.id, "department_principal");
    b.charge(fmt::format("{}-head", d.id), d.sector);
    team(d.id, "team_member");
  }
  for (const Named& d : k_others) {
    b.unit(d.id, d.title, "department", "gov");
    b.post(fmt::format("{}-head", d.id), "主要负责人", d.id, "organ_principal");
    team(d.id, "organ_team_member");
  }
}

void add_local(Builder& b, const std::string& id, const std::string& title, const char* kind, int villages,
               Diligence diligence) {
  b.unit(id, title, kind, "gov", id, "general", false, diligence);
  b.post(id + "-secretary", "党（工）委书记", id, "township_party_principal");
  b.post(id + "-head", "行政主要负责人", id, "township_government_principal");
  b.charge(id + "-secretary", "*", id);
  b.charge(id + "-head", "*", id);
  for (int i = 1; i <= 3; ++i)
    b.post(fmt::format("{}-deputy-{}", id, i), i == 1 ? "分管安全生产副职" : "副职", id, "team_member");
  b.post(id + "-station", "安监站站长", id, "grassroots");
  const bool township = std::string_view(kind) == "township";
  for (int i = 1; i <= villages; ++i) {
    const std::string village = fmt::format("{}-{}", id, i);
    b.unit(village,
           fmt::format("{}第{}{}", title, k_numerals.at(static_cast<std::size_t>(i - 1)),
                       township ? "村" : "社区"),
           township ? "village" : "community", id, village);
    for (const Named& role : {Named{"secretary", "书记"}, Named{"director", "主任"},
                              Named{"deputy", "副主任"}, Named{"safety", "安全员"}, Named{"clerk", "文书"}})
      b.post(village + "-" + role.id, role.title, village, "grassroots");
  }
}

void add_locals(Builder& b) {
  for (std::size_t i = 0; i < 4; ++i)
    add_local(b, fmt::format("town-{}", i + 1), fmt::format("第{}{}", k_numerals[i], i < 2 ? "镇" : "乡"),
              "township", 6,
              i == 2   ? Diligence::k_poor
              : i == 3 ? Diligence::k_middling
                       : Diligence::k_good);
  for (std::size_t i = 0; i < 8; ++i)
    add_local(b, fmt::format("street-{}", i + 1), fmt::format("第{}街道", k_numerals[i]), "street", 2,
              i == 5   ? Diligence::k_poor
              : i == 3 ? Diligence::k_middling
                       : Diligence::k_good);
  add_local(b, "zone-1", "铁东开发区", "zone", 0, Diligence::k_middling);
}

void add_portfolios(Builder& b) {
  b.charge("party-secretary", "*");
  b.charge("district-head", "*");
  for (const char* s : {"general", "chemicals", "mining"}) b.charge("safety-deputy", s);
  b.charge("safety-deputy", "fireworks", "tiedong", k_start, day(6, 30));
  b.charge("deputy-6", "fireworks", "tiedong", day(7, 1));  // the division of work changed at mid-year
  b.charge("executive-deputy", "construction");
  for (const char* s : {"road", "fire"}) b.charge("deputy-3", s);
  for (const char* s : {"education", "health", "culture"}) b.charge("deputy-4", s);
  for (const char* s : {"agriculture", "water", "forestry"}) b.charge("deputy-5", s);
  for (const char* s : {"industry_trade", "commerce", "special_equipment", "environment"})
    b.charge("deputy-6", s);
  for (const char* s : {"chemicals", "fireworks", "mining"}) b.charge("safety-bureau-head", s);
}

// Transfers, an acting head, a vacancy, a secondment and two people with two posts.
void add_changes(Builder& b) {
  const Day spring = day(5, 19);
  const std::string promoted = b.find("town-1-deputy-1").terms.back().official;
  const std::string moved = b.find("town-1-head").terms.back().official;
  b.hand_over("town-2-secretary", spring, moved);
  b.hand_over("town-1-head", spring, promoted);
  b.hand_over("town-1-deputy-1", spring, b.official());

  b.find("street-5-head").terms.back().to = day(7, 31);  // vacant until mid-September
  b.hand_over("street-5-head", day(9, 15), b.official());

  const std::string acting = b.find("environment-deputy-1").terms.back().official;
  b.hand_over("environment-head", day(3, 3), acting, "acting");
  b.hand_over("environment-head", day(7, 1), b.official());

  b.hand_over("water-head", day(10, 13), b.official());
  b.hand_over("deputy-5", day(2, 17), b.official(), "seconded");

  const std::string safety = b.find("safety-bureau-head").terms.back().official;
  b.post("safety-office-director", "区安委会办公室主任", "safety-office", "organ_principal", safety);
  const std::string deputy = b.find("deputy-6").terms.back().official;
  b.hand_over("zone-1-secretary", day(1, 1), deputy);
}

template <std::size_t n>
Json named_json(const std::array<Named, n>& list) {
  Json out = Json::array();
  for (const Named& entry : list) out.push_back({{"id", entry.id}, {"title", entry.title}});
  return out;
}

Json date_or_null(const std::optional<Day>& date) {
  return date ? Json(text(*date)) : Json(nullptr);
}
Json id_or_null(const std::string& id) {
  return id.empty() ? Json(nullptr) : Json(id);
}

std::string official_name(const std::string& id) {
  return "干部" + id.substr(id.find('-') + 1);
}

}  // namespace

const Term* Post::holder(Day date) const {
  for (const Term& term : terms)
    if (term.from <= date && (!term.to || date <= *term.to)) return &term;
  return nullptr;
}

const Unit& District::unit(std::string_view id) const {
  const auto at = std::ranges::find(units, id, &Unit::id);
  if (at == units.end()) throw std::logic_error("no unit " + std::string(id));
  return *at;
}

const Post& District::post(std::string_view id) const {
  const auto at = std::ranges::find(posts, id, &Post::id);
  if (at == posts.end()) throw std::logic_error("no post " + std::string(id));
  return *at;
}

std::vector<const Post*> District::posts_of(std::string_view archetype) const {
  std::vector<const Post*> out;
  for (const Post& p : posts)
    if (p.archetype == archetype) out.push_back(&p);
  return out;
}

std::vector<const Unit*> District::members() const {
  std::vector<const Unit*> out;
  for (const Unit& u : units)
    if (u.committee_member) out.push_back(&u);
  return out;
}

std::vector<const Unit*> District::locals() const {
  std::vector<const Unit*> out;
  for (const Unit& u : units)
    if (u.kind == "township" || u.kind == "street" || u.kind == "zone") out.push_back(&u);
  return out;
}

bool assessed(const Post& post) {
  return post.archetype != "supervisory_leader" && post.archetype != "organ_member" &&
         post.archetype != "grassroots";
}

District build_district() {
  Builder b;
  add_district_organs(b);
  add_departments(b);
  add_locals(b);
  add_portfolios(b);
  add_changes(b);
  return b.take();
}

Json organisation_json(const District& district) {
  Json out{{"region", "tiedong"}, {"title", "铁东区"}};
  Json& areas = out["areas"] = Json::array();
  areas.push_back({{"id", "tiedong"}, {"title", "铁东区"}, {"parent", nullptr}});
  for (const Unit& u : district.units)
    if (u.area != "tiedong")
      areas.push_back(
          {{"id", u.area}, {"title", u.title}, {"parent", u.parent == "gov" ? "tiedong" : u.parent}});
  out["sectors"] = named_json(k_sectors);
  out["unit_kinds"] = named_json(k_unit_kinds);
  out["archetypes"] = named_json(k_archetypes);
  Json& units = out["units"] = Json::array();
  for (const Unit& u : district.units)
    units.push_back({{"id", u.id},
                     {"title", u.title},
                     {"kind", u.kind},
                     {"parent", id_or_null(u.parent)},
                     {"area", u.area},
                     {"committee_member", u.committee_member}});
  Json& posts = out["posts"] = Json::array();
  for (const Post& p : district.posts)
    posts.push_back({{"id", p.id}, {"title", p.title}, {"unit", p.unit}, {"archetype", p.archetype}});
  Json& portfolios = out["portfolios"] = Json::array();
  for (const Portfolio& p : district.portfolios)
    portfolios.push_back({{"post", p.post},
                          {"sector", p.sector},
                          {"area", p.area},
                          {"from", text(p.from)},
                          {"to", date_or_null(p.to)}});
  Json& officials = out["officials"] = Json::array();
  for (int i = 1; i <= district.officials; ++i) {
    const std::string id = fmt::format("cadre-{:04}", i);
    officials.push_back({{"id", id}, {"name", official_name(id)}});
  }
  Json& terms = out["terms"] = Json::array();
  for (const Post& p : district.posts)
    for (const Term& t : p.terms)
      terms.push_back({{"id", t.id},
                       {"post", p.id},
                       {"official", t.official},
                       {"from", text(t.from)},
                       {"to", date_or_null(t.to)},
                       {"kind", t.kind},
                       {"weight", 1}});
  return out;
}

}  // namespace district
