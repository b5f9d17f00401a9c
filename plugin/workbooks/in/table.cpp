#include "plugin/workbooks/in/table.h"

#include <algorithm>

namespace anze::sheets {

Result<void> Table::begin(const std::vector<SheetName>& sheets, std::size_t chosen) {
  sheets_ = sheets;
  chosen_ = chosen;
  return {};
}

Result<void> Table::row(std::uint32_t number, std::span<const Cell> cells) {
  if (!rows_.empty() && number <= rows_.back().number)
    return Error{
        Code::k_io, "sheet.reader_garbage", "the sheet reader answered nonsense: rows out of order", {}, {}};
  rows_.push_back({number, static_cast<std::uint32_t>(kept_.size())});
  for (const Cell& cell : cells) {
    kept_.push_back({static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(cell.text.size()),
                     cell.column, static_cast<std::uint16_t>(cell.shown.size()), cell.kind, cell.merged});
    texts_ += cell.text;
    texts_ += cell.shown;
  }
  return {};
}

Result<void> Table::merge(const Merge& range) {
  if (range.last_row > range.first_row) merges_.push_back(range);  // only downwards; a title lies across
  return {};
}

void Table::spread_merges() {
  constexpr std::size_t k_most = 1'000'000;  // cells; nobody merges so many by hand
  std::size_t spread = 0;
  std::vector<Cell> cells;
  for (const Merge& range : merges_) {
    const auto at = [this](std::uint32_t number) {
      return std::lower_bound(rows_.begin(), rows_.end(), number,
                              [](const Row& row, std::uint32_t wanted) { return row.number < wanted; });
    };
    const auto first = at(range.first_row);
    if (first == rows_.end() || first->number != range.first_row) continue;
    const auto index = static_cast<std::size_t>(first - rows_.begin());
    const std::size_t end = index + 1 < rows_.size() ? rows_[index + 1].first : kept_.size();
    const auto kept =
        std::find_if(kept_.begin() + first->first, kept_.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](const StoredCell& cell) { return cell.column == range.first_column; });
    if (kept == kept_.begin() + static_cast<std::ptrdiff_t>(end)) continue;
    for (auto row = first + 1; row != rows_.end() && row->number <= range.last_row && spread < k_most;
         ++row, ++spread) {
      kept->merged = Merged::k_first;
      StoredCell below = *kept;
      below.merged = Merged::k_below;
      spread_[static_cast<std::size_t>(row - rows_.begin())].push_back(below);
    }
  }
}

Cell Table::view(const StoredCell& kept) const {
  const std::string_view texts(texts_);
  return {kept.column, kept.kind, texts.substr(kept.at, kept.size),
          texts.substr(kept.at + kept.size, kept.shown), kept.merged};
}

void Table::cells(std::size_t index, std::vector<Cell>& out) const {
  out.clear();
  const std::size_t end = index + 1 < rows_.size() ? rows_[index + 1].first : kept_.size();
  for (std::size_t i = rows_[index].first; i < end; ++i) out.push_back(view(kept_[i]));
  const auto more = spread_.find(index);
  if (more == spread_.end()) return;
  for (const StoredCell& kept : more->second)
    if (std::none_of(out.begin(), out.end(), [&](const Cell& cell) { return cell.column == kept.column; }))
      out.push_back(view(kept));
  std::sort(out.begin(), out.end(), [](const Cell& a, const Cell& b) { return a.column < b.column; });
}

}  // namespace anze::sheets
