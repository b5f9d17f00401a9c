#include "plugin/workbooks/out/export.h"

#include <algorithm>

#include "plugin/access/privacy.h"
#include "plugin/sheet_reader/formula_guard.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/text_coding.h"
#include "plugin/workbooks/out/book.h"
#include "reports/formats/clean.h"

namespace anze::sheets {
namespace {

struct Picked {
  Date day;
  std::int64_t seq;
};

bool takes(const Export& view, const Organisation& organisation, const Fact& fact) {
  return (view.unit == k_no_code || organisation.unit_within(fact.unit, view.unit)) &&
         (view.area == k_no_code || organisation.area_within(fact.area, view.area)) &&
         (view.sector == k_no_code || fact.sector == view.sector) &&
         (view.post == k_no_code || fact.post == view.post) &&
         (view.official == k_no_code || fact.official == view.official) &&
         (view.state == k_no_code || fact.state == view.state);
}

// What the facts show, and which of the columns all facts share they use at all.
struct Picture {
  std::vector<Picked> facts;
  std::vector<OutColumn> columns;
};

Result<Picture> look(const plugin::Call& call, store::Reader& reader, const Export& view) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  Picture picture;
  const plugin::Sight sight(call);
  bool area = false, sector = false, post = false, official = false;
  ANZE_CHECK(reader.scan({view.period.first, view.period.last, {view.ledger->id}, view.as_of_entry},
                         [&](const Fact& fact) {
                           if (!takes(view, *organisation, fact) || !sight.sees(fact)) return true;
                           picture.facts.push_back({fact.occurred, fact.seq});
                           area |= fact.area != k_no_code;
                           sector |= fact.sector != k_no_code;
                           post |= fact.post != k_no_code;
                           official |= fact.official != k_no_code;
                           return true;
                         }));
  const Limits& limits = call.sheet_limits;
  if (picture.facts.size() > limits.rows)
    return Error{Code::k_limit,
                 "sheet.limit",
                 "the view has " + std::to_string(picture.facts.size()) + " records, over the limit of " +
                     std::to_string(limits.rows) + " rows",
                 {},
                 "export a shorter period, or one unit after the other"};
  std::stable_sort(picture.facts.begin(), picture.facts.end(),
                   [](const Picked& a, const Picked& b) { return a.day < b.day; });
  for (OutColumn& column : out_columns(*view.ledger)) {
    const bool unused =
        (column.meaning == Meaning::k_area && !area) || (column.meaning == Meaning::k_sector && !sector) ||
        (column.meaning == Meaning::k_post && !post) || (column.meaning == Meaning::k_official && !official);
    if (!unused) picture.columns.push_back(std::move(column));
  }
  return picture;
}

// Calls `take` with each row.
template <class Take>
Result<void> each_row(const plugin::Call& call, store::Reader& reader, const Export& view,
                      const Picture& picture, const Take& take) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const Codebook& codes = call.store.codes();
  const HeadingNames names(*organisation, codes);
  std::vector<std::int64_t> seqs;
  seqs.reserve(picture.facts.size());
  for (const Picked& picked : picture.facts) seqs.push_back(picked.seq);
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& fact) -> Result<void> {
    return take(fact, out_row(fact, picture.columns, *view.ledger, call.model->ledgers, names, codes));
  });
}

// Where the figures of the sheet come from, for whoever is handed a printout.
Result<void> add_source(const plugin::Call& call, store::Reader& reader, const Export& view, std::size_t rows,
                        Book& book) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_TRY(const store::ChainHead head, reader.head());
  book.add("导出说明");
  book.order().column(0, 16, {});
  book.order().column(1, 72, {});
  std::string filter;
  for (const CodeId id : {view.unit, view.area, view.sector, view.post, view.official})
    if (id != k_no_code) filter += (filter.empty() ? "" : "、") + std::string(organisation->title(id));
  if (view.state != k_no_code)
    filter += (filter.empty() ? "" : "、") + std::string(view.ledger->state_title(view.state));
  const std::pair<const char*, std::string> lines[] = {
      {"台账", view.ledger->title},
      {"所属区域", organisation->data().title},
      {"期间", to_chinese(view.period.first) + "至" + to_chinese(view.period.last)},
      {"范围", filter.empty() ? "全部" : filter},
      {"记录数", std::to_string(rows)},
      {"导出日期", to_chinese(call.today)},
      {"导出人", call.actor.name.empty() ? call.actor.principal : call.actor.name},
      {"审计链", "第" + std::to_string(head.seq) + "条，" + store::to_hex(head.hash)},
      {"说明", "空格为未填，不等于零。改正数据请在平台上更正，不要改这张表。"},
  };
  std::uint32_t row = 0;
  for (const auto& [name, text] : lines) {
    book.write(row, 0, name, looks(Look::k_note_bold));
    book.write(row++, 1, text, looks(Look::k_note));
  }
  return {};
}

// Without the characters that a workbook's XML has no place for: one text must come out alike in every
// format.
std::string csv_cell(const OutCell& cell) {
  std::string text = reports::clean(cell.text);
  if (cell.kind == CellKind::k_text && needs_guard(text)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\n\r\t;") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' '))
    return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

Result<Exported> export_xlsx(const plugin::Call& call, store::Reader& reader, const Export& view) {
  ANZE_TRY(const Picture picture, look(call, reader, view));
  Book book(call.now_ms, true);
  book.add(sheet_name(view.ledger->title));
  std::uint16_t at = 0;
  for (const OutColumn& column : picture.columns) book.order().column(at++, column_width(column), {});
  book.order().row_height(0, 32);
  at = 0;
  for (const OutColumn& column : picture.columns) book.write(0, at++, column.heading, looks(Look::k_heading));
  book.order().freeze();
  set_up_print(book, picture.columns);
  Exported exported;
  ANZE_CHECK(each_row(call, reader, view, picture,
                      [&](const store::FactVersion& fact, const std::vector<OutCell>& cells) -> Result<void> {
                        ++exported.rows;
                        bool cut = false;
                        for (std::size_t i = 0; i < cells.size(); ++i)
                          cut |= book.put(static_cast<std::uint32_t>(exported.rows),
                                          static_cast<std::uint16_t>(i), cells[i], picture.columns[i].places);
                        if (cut) exported.shortened.push_back(fact.record.id);
                        return book.room();
                      }));
  book.order().filter(static_cast<std::uint32_t>(exported.rows),
                      static_cast<std::uint16_t>(picture.columns.size() - 1));
  ANZE_CHECK(add_source(call, reader, view, exported.rows, book));
  ANZE_TRY(exported.bytes, book.finish(find_writer()));
  return exported;
}

Result<Exported> export_csv(const plugin::Call& call, store::Reader& reader, const Export& view,
                            bool gb18030) {
  ANZE_TRY(const Picture picture, look(call, reader, view));
  Exported exported;
  std::string text;
  const auto line = [&](const auto& cells, const auto& to_cell) {
    bool first = true;
    for (const auto& cell : cells) {
      if (!first) text += ',';
      first = false;
      text += csv_cell(to_cell(cell));
    }
    text += "\r\n";
  };
  line(picture.columns, [](const OutColumn& column) { return OutCell{CellKind::k_text, column.heading}; });
  ANZE_CHECK(each_row(call, reader, view, picture,
                      [&](const store::FactVersion& fact, const std::vector<OutCell>& cells) -> Result<void> {
                        ++exported.rows;
                        if (std::any_of(cells.begin(), cells.end(), [](const OutCell& cell) {
                              return reports::clean(cell.text) != cell.text;
                            }))
                          exported.shortened.push_back(fact.record.id);
                        line(cells, [](const OutCell& cell) { return cell; });
                        return {};
                      }));
  if (!gb18030) {
    exported.bytes = "\xEF\xBB\xBF" + text;
    return exported;
  }
  ANZE_TRY(exported.bytes, to_gb18030(text));
  return exported;
}

}  // namespace anze::sheets
