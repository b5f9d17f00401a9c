// A DOCX is a package by ECMA-376 part 2: what relationships and content types name is in it, what is in it
// is named by them, and what the text refers to is a relationship. Tolerant programs open a file that breaks
// this; others refuse it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "reports/render.h"
#include "tests/unit/reports/sample.h"
#include "tests/unit/reports/unzip.h"

namespace anze::reports {
namespace {

using test::sample;

using Names = std::multiset<std::string>;

std::string docx(const Snapshot& snapshot) {
  auto document = test::rendered(snapshot, Format::k_docx);
  EXPECT_TRUE(document) << document.error().message;
  return document ? document->bytes : "";
}

// Every kind of paper, and the same with nothing in it, with more in it, and as a later version.
std::vector<Snapshot> papers() {
  std::vector<Snapshot> all = {test::empty_quarter()};
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation,
                                FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    all.push_back(sample(kind));
    all.push_back(sample(kind, 0));
    all.back().filing.copies_to = std::vector<std::string>(60, "区机关事务和后勤保障服务中心");
    all.push_back(sample(kind));
    all.back().filing.version = 2;
    all.back().filing.supersedes = Amendment{1, "四东安委办函〔2025〕12号", "更正", "漏列1起事故"};
  }
  return all;
}

void load(pugi::xml_document& into, const std::string& package, const std::string& name) {
  ASSERT_TRUE(into.load_string(test::part(package, name).c_str())) << name;
}

// The parts a relationships part names, told from the root of the package.
Names targets(const std::string& package, const std::string& relations, const std::string& folder) {
  pugi::xml_document document;
  load(document, package, relations);
  Names names;
  for (const pugi::xml_node& each : document.child("Relationships"))
    names.insert(folder + each.attribute("Target").value());
  return names;
}

TEST(Opc, WhatIsNamedExistsAndWhatExistsIsNamed) {
  for (const Snapshot& snapshot : papers()) {
    const std::string package = docx(snapshot);
    const auto list = test::part_names(package);
    ASSERT_EQ(list.front(), "[Content_Types].xml");
    Names written(list.begin() + 1, list.end());
    Names parts;
    for (const std::string& name : written)
      if (!name.ends_with(".rels")) parts.insert(name);

    Names related = targets(package, "_rels/.rels", "");
    related.merge(targets(package, "word/_rels/document.xml.rels", "word/"));
    EXPECT_EQ(related, parts) << "relationships";

    pugi::xml_document types;
    load(types, package, list.front());
    Names typed;
    std::set<std::string> defaults;
    for (const pugi::xml_node& each : types.child("Types")) {
      if (std::string(each.name()) == "Override")
        typed.insert(std::string(each.attribute("PartName").value()).substr(1));
      else
        defaults.insert(each.attribute("Extension").value());
    }
    EXPECT_EQ(typed, parts) << "content types";
    for (const std::string& name : written)
      EXPECT_TRUE(defaults.contains(name.substr(name.rfind('.') + 1))) << name;
  }
}

TEST(Opc, WhatTheTextRefersToIsARelationship) {
  for (const Snapshot& snapshot : papers()) {
    const std::string package = docx(snapshot);
    pugi::xml_document relations;
    load(relations, package, "word/_rels/document.xml.rels");
    std::set<std::string> ids;
    for (const pugi::xml_node& each : relations.child("Relationships"))
      EXPECT_TRUE(ids.insert(each.attribute("Id").value()).second) << each.attribute("Id").value();
    pugi::xml_document text;
    load(text, package, "word/document.xml");
    const auto uses = text.select_nodes("//@r:id");
    EXPECT_GE(uses.size(), 2U);
    for (const auto& use : uses)
      EXPECT_TRUE(ids.contains(use.attribute().value())) << use.attribute().value();
  }
}

TEST(Opc, StylesTheTextUsesAreDefined) {
  for (const Snapshot& snapshot : papers()) {
    const std::string package = docx(snapshot);
    pugi::xml_document styles;
    load(styles, package, "word/styles.xml");
    std::set<std::string> known;
    for (const auto& each : styles.select_nodes("//w:style/@w:styleId"))
      known.insert(each.attribute().value());
    for (const char* part : {"word/document.xml", "word/footerOdd.xml", "word/footerFirst.xml"}) {
      pugi::xml_document text;
      load(text, package, part);
      for (const auto& use : text.select_nodes("//w:pStyle/@w:val"))
        EXPECT_TRUE(known.contains(use.attribute().value())) << use.attribute().value();
    }
  }
}

// ECMA-376 part 1, 17.3.1.26: the properties of a paragraph are a sequence; strict readers refuse another
// one.
TEST(Opc, PropertiesStandInTheOrderOfTheSchema) {
  const std::vector<std::string> order = {"w:pStyle",   "w:keepNext",     "w:keepLines", "w:pageBreakBefore",
                                          "w:framePr",  "w:widowControl", "w:pBdr",      "w:tabs",
                                          "w:wordWrap", "w:snapToGrid",   "w:spacing",   "w:ind",
                                          "w:jc",       "w:outlineLvl"};
  for (const Snapshot& snapshot : papers())
    for (const char* part : {"word/document.xml", "word/styles.xml", "word/footerOdd.xml"}) {
      const std::string package = docx(snapshot);
      pugi::xml_document document;
      load(document, package, part);
      for (const auto& found : document.select_nodes("//w:pPr")) {
        std::ptrdiff_t last = -1;
        for (const pugi::xml_node& each : found.node()) {
          const auto at = std::find(order.begin(), order.end(), each.name());
          ASSERT_NE(at, order.end()) << each.name();
          EXPECT_GT(at - order.begin(), last) << part << " " << each.name();
          last = at - order.begin();
        }
      }
    }
}

}  // namespace
}  // namespace anze::reports
