// Small hands for writing WordprocessingML with pugixml. Internal to the DOCX renderer.
//
// Sizes: half points (w:sz) for type, twips (1/20 pt) for everything else. One 字 of 三号 with the run
// spacing of -5 is 315 twips: 28 of them fill the 156 mm of GB/T 9704-2012, 5.2.3.
#pragma once

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace anze::reports::docx {

inline constexpr int k_em = 315;      // one 字
inline constexpr int k_line = 579;    // one 行: 22 of them fill 225 mm; 580 would give 21
inline constexpr int k_width = 8844;  // 版心 156 mm

inline constexpr const char* k_song_title = "方正小标宋简体";
inline constexpr const char* k_fangsong = "仿宋_GB2312";
inline constexpr const char* k_kaiti = "楷体_GB2312";
inline constexpr const char* k_heiti = "黑体";
inline constexpr const char* k_songti = "宋体";

using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

// Appends an element with its attributes.
pugi::xml_node element(pugi::xml_node parent, const char* name, Attributes attributes = {});

// A document with its root, which declares the namespaces w and r.
pugi::xml_node root(pugi::xml_document& document, const char* name);
std::string bytes_of(const pugi::xml_document& document);

// <w:p> in a style; returns it. The properties node is made only when asked for.
pugi::xml_node paragraph(pugi::xml_node parent, const char* style);
pugi::xml_node properties(pugi::xml_node paragraph);
// Appends a run; line feeds become breaks, characters XML cannot hold are dropped.
pugi::xml_node run(pugi::xml_node paragraph, std::string_view text);
// An empty paragraph of exactly `height` twips. Requires: height > 0.
void spacer(pugi::xml_node parent, int height);

// A paragraph fixed on the page, whatever the text does. `grows`: the height is the least, not the only one;
// for frames whose text is not ours.
struct Box {
  int left;
  int top;
  int width;
  int height;
  bool grows;
};
pugi::xml_node fixed(pugi::xml_node parent, const char* style, const Box& box);

void borders(pugi::xml_node properties, const char* side, const char* kind, int eighths, int space,
             const char* colour);

}  // namespace anze::reports::docx
