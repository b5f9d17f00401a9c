// Measured with LibreOffice 7.4: of the ways to reach 22 lines of 28 characters (GB/T 9704-2012, 5.2.3) only
// the line grid of 579 with exact lines of 579 and run spacing -5 does; a character grid rounds 16 pt text up
// to two cells, and without the spacing a line holds 27.
#include "reports/formats/docx/styles.h"

#include "reports/formats/docx/xml.h"

namespace anze::reports::docx {

namespace {

struct Style {
  const char* id;
  const char* name;
  const char* font;
  int half_points;
  const char* align;    // left, both, center, right
  int line;             // exact twips; 0 = as the type needs
  int first_line_ems;   // 首行缩进
  int outline;          // outline level, -1 for none
  bool on_grid = true;  // false: LibreOffice would stretch any exact line to whole grid lines
};

constexpr Style k_styles[] = {
    {"Body", "正文段落", k_fangsong, 32, "both", k_line, 2, -1},
    {"Flush", "顶格", k_fangsong, 32, "left", k_line, 0, -1},
    {"Blank", "空行", k_fangsong, 2, "left", k_line, 0, -1, false},
    {"DocTitle", "公文标题", k_song_title, 44, "center", 640, 0, -1, false},
    {"heading1", "heading 1", k_heiti, 32, "both", k_line, 2, 0},
    {"heading2", "heading 2", k_kaiti, 32, "both", k_line, 2, 1},
    {"heading3", "heading 3", k_fangsong, 32, "both", k_line, 2, 2},
    {"Number", "发文字号", k_fangsong, 32, "center", k_line, 0, -1},
    {"NumberRight", "函件发文字号", k_fangsong, 32, "right", k_line, 0, -1, false},
    {"Mark", "发文机关标志", k_song_title, 72, "center", 0, 0, -1, false},
    {"Sign", "署名", k_fangsong, 32, "right", k_line, 0, -1},
    {"AnnexLabel", "附件标识", k_heiti, 32, "left", k_line, 0, 0},
    {"AnnexTitle", "附件标题", k_song_title, 44, "center", 640, 0, -1, false},
    {"Small", "说明文字", k_fangsong, 28, "left", 480, 2, -1, false},
    {"Imprint", "版记", k_fangsong, 28, "left", 500, 0, -1, false},
    {"Cell", "表格内容", k_fangsong, 21, "left", 300, 0, -1, false},
    {"CellHead", "表头", k_heiti, 21, "center", 300, 0, -1, false},
    {"PageNumber", "页码", k_songti, 28, "left", 320, 0, -1, false},
};

void fonts(Element& properties, const char* font) {
  element(properties, "w:rFonts",
          {{"w:ascii", font}, {"w:hAnsi", font}, {"w:eastAsia", font}, {"w:cs", font}});
}

void size(Element& properties, int half_points) {
  const std::string value = std::to_string(half_points);
  element(properties, "w:sz", {{"w:val", value}});
  element(properties, "w:szCs", {{"w:val", value}});
}

void defaults(Element& styles) {
  Element& all = element(styles, "w:docDefaults");
  Element& run = element(element(all, "w:rPrDefault"), "w:rPr");
  fonts(run, k_fangsong);
  size(run, 32);
  element(run, "w:lang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}});
  element(element(all, "w:pPrDefault"), "w:pPr");
}

void write(Element& styles, const Style& style) {
  Element& node = element(styles, "w:style", {{"w:type", "paragraph"}, {"w:styleId", style.id}});
  element(node, "w:name", {{"w:val", style.name}});
  element(node, "w:basedOn", {{"w:val", "Normal"}});
  element(node, "w:qFormat");
  Element& paragraph = element(node, "w:pPr");
  if (style.outline >= 0) element(paragraph, "w:keepNext");
  if (style.half_points < 30) element(paragraph, "w:wordWrap", {{"w:val", "0"}});
  if (!style.on_grid) element(paragraph, "w:snapToGrid", {{"w:val", "0"}});
  if (style.line > 0)
    element(paragraph, "w:spacing", {{"w:line", std::to_string(style.line)}, {"w:lineRule", "exact"}});
  if (style.first_line_ems > 0)
    element(paragraph, "w:ind",
            {{"w:firstLineChars", std::to_string(style.first_line_ems * 100)},
             {"w:firstLine", std::to_string(style.first_line_ems * (style.half_points == 32 ? k_em : 280))}});
  element(paragraph, "w:jc", {{"w:val", style.align}});
  if (style.outline >= 0) element(paragraph, "w:outlineLvl", {{"w:val", std::to_string(style.outline)}});
  Element& run = element(node, "w:rPr");
  fonts(run, style.font);
  if (style.half_points == 32) element(run, "w:spacing", {{"w:val", "-5"}});
  size(run, style.half_points);
}

}  // namespace

std::string styles_part() {
  Element document;
  Element& styles = root(document, "w:styles");
  defaults(styles);
  Element& normal =
      element(styles, "w:style", {{"w:type", "paragraph"}, {"w:default", "1"}, {"w:styleId", "Normal"}});
  element(normal, "w:name", {{"w:val", "Normal"}});
  element(element(normal, "w:pPr"), "w:widowControl", {{"w:val", "0"}});
  for (const Style& style : k_styles) write(styles, style);
  return bytes_of(document);
}

std::string settings_part() {
  Element document;
  Element& settings = root(document, "w:settings");
  element(settings, "w:zoom", {{"w:percent", "100"}});
  element(settings, "w:evenAndOddHeaders");
  element(settings, "w:characterSpacingControl", {{"w:val", "compressPunctuation"}});
  Element& compat = element(settings, "w:compat");
  element(compat, "w:useFELayout");
  element(compat, "w:compatSetting",
          {{"w:name", "compatibilityMode"},
           {"w:uri", "http://schemas.microsoft.com/office/word"},
           {"w:val", "15"}});
  return bytes_of(document);
}

std::string font_table_part() {
  struct Font {
    const char* name;
    const char* stand_in;
    const char* family;
    const char* pitch;
  };
  static constexpr Font k_fonts[] = {{k_fangsong, "仿宋", "modern", "fixed"},
                                     {k_kaiti, "楷体", "modern", "fixed"},
                                     {k_heiti, "SimHei", "modern", "fixed"},
                                     {k_songti, "SimSun", "auto", "variable"},
                                     {k_song_title, "华文中宋", "script", "fixed"}};
  Element document;
  Element& table = root(document, "w:fonts");
  for (const Font& font : k_fonts) {
    Element& node = element(table, "w:font", {{"w:name", font.name}});
    element(node, "w:altName", {{"w:val", font.stand_in}});
    element(node, "w:charset", {{"w:val", "86"}});  // GB2312
    element(node, "w:family", {{"w:val", font.family}});
    element(node, "w:pitch", {{"w:val", font.pitch}});
  }
  return bytes_of(document);
}

}  // namespace anze::reports::docx
