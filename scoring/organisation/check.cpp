#include "scoring/organisation/check.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace anze {
namespace {

using Ids = std::unordered_set<CodeId>;

class Checker {
 public:
  Checker(const OrganisationData& data, const Codebook& codes) : data_(data), codes_(codes) {}

  Problems run() {
    const Ids areas = collect(data_.areas, "areas");
    const Ids sectors = collect(data_.sectors, "sectors");
    const Ids kinds = collect(data_.unit_kinds, "unit_kinds");
    const Ids archetypes = collect(data_.archetypes, "archetypes");
    const Ids units = collect(data_.units, "units");
    const Ids posts = collect(data_.posts, "posts");
    const Ids officials = collect(data_.officials, "officials");
    collect(data_.terms, "terms");
    for (std::size_t i = 0; i < data_.areas.size(); ++i)
      refer(data_.areas[i].parent, areas, "areas", i, "parent", true);
    for (std::size_t i = 0; i < data_.units.size(); ++i) {
      refer(data_.units[i].parent, units, "units", i, "parent", true);
      refer(data_.units[i].kind, kinds, "units", i, "kind");
      refer(data_.units[i].area, areas, "units", i, "area");
    }
    for (std::size_t i = 0; i < data_.posts.size(); ++i) {
      refer(data_.posts[i].unit, units, "posts", i, "unit");
      refer(data_.posts[i].archetype, archetypes, "posts", i, "archetype");
      if (units.contains(data_.posts[i].id))
        add("organisation.duplicate", place("posts", i, "id"),
            "“" + codes_.text(data_.posts[i].id) + "” is the id of a unit and of a post",
            "give the post another id: targets of a rulebook name either");
    }
    for (std::size_t i = 0; i < data_.portfolios.size(); ++i) {
      const Portfolio& portfolio = data_.portfolios[i];
      refer(portfolio.post, posts, "portfolios", i, "post");
      refer(portfolio.sector, sectors, "portfolios", i, "sector", true);  // none: every sector
      refer(portfolio.area, areas, "portfolios", i, "area");
      order(portfolio.from, portfolio.to, "portfolios", i);
    }
    for (std::size_t i = 0; i < data_.terms.size(); ++i) {
      refer(data_.terms[i].post, posts, "terms", i, "post");
      refer(data_.terms[i].official, officials, "terms", i, "official");
      order(data_.terms[i].from, data_.terms[i].to, "terms", i);
    }
    for (std::size_t i = 0; i < data_.absences.size(); ++i) {
      refer(data_.absences[i].official, officials, "absences", i, "official");
      order(data_.absences[i].from, data_.absences[i].to, "absences", i);
    }
    check_cycles(data_.areas, "areas");
    check_cycles(data_.units, "units");
    check_overlaps();
    return std::move(problems_);
  }

 private:
  static std::string place(std::string_view list, std::size_t i, std::string_view member) {
    return "/" + std::string(list) + "/" + std::to_string(i) + "/" + std::string(member);
  }
  void add(std::string reason, std::string at, std::string message, std::string help) {
    problems_.push_back(invalid(std::move(reason), std::move(message), std::move(at), std::move(help)));
  }

  template <class T>
  Ids collect(const std::vector<T>& all, std::string_view list) {
    Ids ids;
    ids.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].id == k_no_code)
        add("organisation.reference", place(list, i, "id"), "an entry has no id", "give it one");
      else if (!ids.insert(all[i].id).second)
        add("organisation.duplicate", place(list, i, "id"),
            "“" + codes_.text(all[i].id) + "” is given twice in “" + std::string(list) + "”",
            "keep one of the two");
    }
    return ids;
  }

  void refer(CodeId id, const Ids& ids, std::string_view list, std::size_t i, std::string_view member,
             bool may_be_absent = false) {
    if (id == k_no_code ? may_be_absent : ids.contains(id)) return;
    add("organisation.reference", place(list, i, member),
        "there is no " + std::string(member) + " “" + codes_.text(id) + "”",
        "add it to the file or correct the id");
  }

  void order(Date from, const std::optional<Date>& to, std::string_view list, std::size_t i) {
    if (!to || from <= *to) return;
    add("organisation.dates", place(list, i, "to"),
        "the last day " + to_text(*to) + " is before the first day " + to_text(from),
        "correct one of the dates");
  }

  // Walks each chain of parents once: what an earlier walk has seen needs no second look.
  template <class T>
  void check_cycles(const std::vector<T>& all, std::string_view list) {
    std::unordered_map<CodeId, std::size_t> index;
    for (std::size_t i = 0; i < all.size(); ++i) index.emplace(all[i].id, i);
    std::vector<std::size_t> walk(all.size(), 0);  // number of the walk that met the entry
    for (std::size_t start = 0; start < all.size(); ++start) {
      std::size_t i = start;
      while (walk[i] == 0) {
        walk[i] = start + 1;
        const auto parent = index.find(all[i].parent);
        if (all[i].parent == k_no_code || parent == index.end()) break;
        i = parent->second;
        if (walk[i] == start + 1) {
          add("organisation.cycle", place(list, i, "parent"),
              "“" + all[i].title + "” (" + codes_.text(all[i].id) + ") is above itself",
              "correct the parent");
          break;
        }
      }
    }
  }

  void check_overlaps() {
    std::vector<std::size_t> full;
    for (std::size_t i = 0; i < data_.terms.size(); ++i)
      if (data_.terms[i].kind == TermKind::k_full && data_.terms[i].post != k_no_code) full.push_back(i);
    const auto key = [&](std::size_t i) { return std::tuple(data_.terms[i].post, data_.terms[i].from, i); };
    std::sort(full.begin(), full.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::size_t longest = 0;  // of the post's terms so far, the one that ends last
    for (std::size_t n = 1; n < full.size(); ++n) {
      const Term& before = data_.terms[full[longest]];
      const Term& term = data_.terms[full[n]];
      const bool same_post = before.post == term.post;
      if (same_post && before.covers(term.from)) report_overlap(before, term, full[n]);
      if (!same_post || (before.to && (!term.to || *before.to < *term.to))) longest = n;
    }
  }

  void report_overlap(const Term& before, const Term& term, std::size_t i) {
    add("organisation.overlap", place("terms", i, "from"),
        "the post “" + codes_.text(term.post) + "” has two full terms on " + to_text(term.from) + ": " +
            codes_.text(before.id) + " (" + codes_.text(before.official) + ") and " + codes_.text(term.id) +
            " (" + codes_.text(term.official) + ")",
        "end the earlier term the day before, or make one of them acting (主持工作)");
  }

  const OrganisationData& data_;
  const Codebook& codes_;
  Problems problems_;
};

}  // namespace

Problems terms_held_twice(const OrganisationData& data, const Codebook& codes) {
  std::vector<std::size_t> order(data.terms.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [&](std::size_t i) {
    const Term& term = data.terms[i];
    return std::tuple(term.post, term.official, term.from, i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  Problems problems;
  std::size_t longest = 0;  // of the person's terms on the post so far, the one that ends last
  for (std::size_t n = 1; n < order.size(); ++n) {
    const Term& before = data.terms[order[longest]];
    const Term& term = data.terms[order[n]];
    const bool same = before.post == term.post && before.official == term.official;
    // Two full ones are told as two holders of the post.
    const bool full = before.kind == TermKind::k_full && term.kind == TermKind::k_full;
    if (same && !full && before.covers(term.from))
      problems.push_back(invalid("organisation.overlap",
                                 "“" + codes.text(term.official) + "” holds the post “" +
                                     codes.text(term.post) + "” by two terms on " + to_text(term.from) +
                                     ": " + codes.text(before.id) + " and " + codes.text(term.id),
                                 "/terms/" + std::to_string(order[n]) + "/from",
                                 "end the earlier term the day before: its days would count twice"));
    if (!same || (before.to && (!term.to || *before.to < *term.to))) longest = n;
  }
  return problems;
}

Problems check_organisation(const OrganisationData& data, const Codebook& codes) {
  return Checker(data, codes).run();
}

}  // namespace anze
