// Elements of XML as a tree, and small hands for writing WordprocessingML with them. Own code, for a paper is
// written out of our own text and never read: what it takes is order, attributes and three escapes. Internal
// to the DOCX renderer.
//
// Sizes: half points (w:sz) for type, twips (1/20 pt) for everything else. One 字 of 三号 with the run
// spacing of -5 is 315 twips: 28 of them fill the 156 mm of GB/T 9704-2012, 5.2.3.
#pragma once

#include <initializer_list>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anze::reports::docx {

inline constexpr int k_em = 315;      // one 字
inline constexpr int k_line = 579;    // one 行: 22 of them fill 225 mm; 580 would give 21
inline constexpr int k_width = 8844;  // 版心 156 mm

inline constexpr const char* k_song_title = "方正小标宋简体";
inline constexpr const char* k_fangsong = "仿宋_GB2312";
inline constexpr const char* k_kaiti = "楷体_GB2312";
inline constexpr const char* k_heiti = "黑体";
inline constexpr const char* k_songti = "宋体";

// Holds text or children. A child stays where it is when others are added beside it. Names are literals of
// this folder; texts hold nothing that XML has no place for (reports/formats/clean.h).
struct Element {
  Element() = default;
  explicit Element(std::string_view own_name) : name(own_name) {}
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;

  Element* child(std::string_view called);  // the first of that name, or none

  std::string_view name;
  std::vector<std::pair<std::string_view, std::string>> attributes;
  std::optional<std::string> text;
  std::list<Element> children;
};

using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

// Appends an element with its attributes.
Element& element(Element& parent, const char* name, Attributes attributes = {});

// Makes `document` a root, which declares the namespaces w and r. Returns it.
Element& root(Element& document, const char* name);
// As a part of a package, with its declaration.
std::string bytes_of(const Element& document);

// <w:p> in a style; returns it. The properties node is made only when asked for.
Element& paragraph(Element& parent, const char* style);
Element& properties(Element& paragraph);
// Puts a property where the schema wants it, behind the style. Requires: the properties name a style.
void after_style(Element& properties, const char* name);
// Appends a run; line feeds become breaks, characters XML cannot hold are dropped.
Element& run(Element& paragraph, std::string_view text);
// An empty paragraph of exactly `height` twips. Requires: height > 0.
void spacer(Element& parent, int height);

// A paragraph fixed on the page, whatever the text does. `grows`: the height is the least, not the only one;
// for frames whose text is not ours.
struct Box {
  int left;
  int top;
  int width;
  int height;
  bool grows;
};
Element& fixed(Element& parent, const char* style, const Box& box);

void borders(Element& properties, const char* side, const char* kind, int eighths, int space,
             const char* colour);

}  // namespace anze::reports::docx
