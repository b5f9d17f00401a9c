#include "plugin/workbooks/in/import.h"

#include <algorithm>

#include "plugin/calls/verified.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/finding_entry.h"
#include "plugin/facts/repeats.h"
#include "plugin/records/import_record.h"
#include "plugin/sheet_reader/faults.h"
#include "plugin/store/digest.h"
#include "plugin/workbooks/in/cell_values.h"
#include "plugin/workbooks/in/row_content.h"
#include "plugin/workbooks/in/totals.h"
#include "scoring/entries/differs.h"
#include "scoring/entries/record.h"
#include "scoring/entries/record_reader.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_faults_kept = 1'000;
constexpr std::size_t k_faults_told = 100;

Error outside(const Period& period, Date day) {
  return invalid("sheet.period", "“" + to_text(day) + "” does not lie in the period of this sheet",
                 "/occurred_on",
                 "correct the day, or enter the row with its own period; this one is: " + to_text(period));
}

}  // namespace

Result<std::unique_ptr<Import>> Import::open(ImportOptions options, std::string_view bytes,
                                             const ReaderProgram& program, const Limits& limits,
                                             std::shared_ptr<const plugin::Model> model,
                                             const Codebook& codes) {
  std::unique_ptr<Import> import(new Import(std::move(options), limits, std::move(model), codes));
  ANZE_CHECK(import->read(bytes, program));
  return import;
}

Result<void> Import::read(std::string_view bytes, const ReaderProgram& program) {
  ledger_ = model_->ledgers.find(codes_.find(options_.ledger));
  if (ledger_ == nullptr)
    return Error{Code::k_not_found, "ledger.unknown", "there is no ledger “" + options_.ledger + "”",
                 "/ledger", "ledger.defined/1 lists them"};
  ANZE_TRY(const Organisation* organisation, model_->need_organisation());
  if (bytes.size() > limits_.file_bytes) return over("size of the file", limits_.file_bytes, "bytes");
  const ReadRequest question{{options_.sheet, ledger_->title}, limits_, bytes.size()};
  digest_ = store::to_hex(store::sm3(bytes));
  ANZE_CHECK(read_in_process(program, question, bytes, table_));
  table_.spread_merges();
  std::vector<Meaning> given;
  for (const auto& [meaning, value] : options_.defaults) given.push_back(meaning);
  ANZE_TRY(columns_, find_columns(table_, *ledger_, given));
  next_ = columns_.index + 1;
  names_ = std::make_unique<HeadingNames>(*organisation, codes_);
  reader_ = std::make_unique<RowReader>(*ledger_, codes_, *names_, columns_, options_.defaults);
  return {};
}

// Rows that are no facts. All but the blank ones are told in the report.
bool Import::passes_over(std::uint32_t row, std::span<const Cell> cells) {
  if (const std::string word = total_word(cells); !word.empty()) {
    skipped_.push_back({row, "合计行：" + word});
    return true;
  }
  if (repeats_headings(columns_, cells)) {
    skipped_.push_back({row, "重复的表头"});
    return true;
  }
  if (is_note(cells)) {
    skipped_.push_back({row, "表下说明：" + shown(cells.front())});
    return true;
  }
  return std::none_of(cells.begin(), cells.end(),
                      [&](const Cell& cell) { return columns_.at(cell.column) != nullptr; });
}

// A total that does not add up is told like a bad row: a row above may be missing.
void Import::check_sum(std::uint32_t row, std::size_t index) {
  if (skipped_.empty() || skipped_.back().row != row) return;  // a blank row
  std::vector<std::uint32_t> passed_over;
  for (const Skipped& each : skipped_) passed_over.push_back(each.row);
  std::vector<RowFault> faults = check_total(table_, index, columns_, passed_over);
  if (faults.empty()) return;
  ++bad_rows_;
  add_faults(std::move(faults));
}

void Import::add_faults(std::vector<RowFault> faults) {
  std::sort(faults.begin(), faults.end(),
            [](const RowFault& a, const RowFault& b) { return a.column < b.column; });
  faults_total_ += faults.size();
  for (RowFault& fault : faults)
    if (faults_.size() < k_faults_kept) faults_.push_back(std::move(fault));
}

Result<FactRecord> Import::record_of(const Good& good, Codebook& codes) const {
  std::vector<Cell> cells;
  table_.cells(good.index, cells);
  std::vector<RowFault> none;  // a good row has no faults
  return read_fact(reader_->read(good.row, cells, none), model_->ledgers, codes);
}

// The same fact twice: by its own number, or word for word.
Result<void> Import::check_repeats(store::Reader& reader, const FactRecord& record,
                                   std::span<const Cell> cells, const Good& good,
                                   std::vector<RowFault>& faults) {
  if (!record.id.empty()) {
    ANZE_TRY(const std::optional<store::FactVersion> known, reader.fact(record.id));
    const auto [first, fresh] = ids_.emplace(record.id, good.row);
    if (known)
      faults.push_back(reader_->led_back(
          {Code::k_conflict, "fact.exists", "there is a record “" + record.id + "” already", "/id",
           known->voided ? "it was withdrawn and stays so: leave the id out, or write another"
                         : "to change it, send a correction; a new record needs an id of its own"},
          good.row, cells));
    else if (!fresh)
      faults.push_back(reader_->led_back(
          invalid("sheet.repeated_id",
                  "row " + std::to_string(first->second) + " has the id “" + record.id + "” too", "/id",
                  "give each row an id of its own, or leave the column empty"),
          good.row, cells));
    return {};
  }
  if (options_.repeats) return {};
  const std::size_t hash = content_hash(record);
  const auto [begin, end] = by_content_.equal_range(hash);
  for (auto each = begin; each != end; ++each) {
    const Good& first = good_[each->second];
    const Result<FactRecord> earlier = record_of(first, codes_);
    if (!earlier || !same_entry(*earlier, record)) continue;
    faults.push_back({good.row,
                      std::nullopt,
                      {},
                      invalid("sheet.repeated_row",
                              "it says word for word what row " + std::to_string(first.row) + " says", {},
                              "remove it; if both happened, give each an id (编号)")});
    return {};
  }
  by_content_.emplace(hash, good_.size());
  seen_.insert(seen_hash(record.fact));
  first_day_ = by_content_.size() == 1 ? record.fact.occurred : std::min(first_day_, record.fact.occurred);
  last_day_ = by_content_.size() == 1 ? record.fact.occurred : std::max(last_day_, record.fact.occurred);
  return {};
}

namespace {

// Whether it says what is wrong with a row, and not with the store it was held against.
bool is_of_row(Code code) {
  return code != Code::k_no_memory && code != Code::k_internal && code != Code::k_busy &&
         code != Code::k_cancelled && code != Code::k_io && code != Code::k_corrupt;
}

}  // namespace

Result<void> Import::check_row(const plugin::Call& call, store::Reader& reader, plugin::LateMarks& marks,
                               std::size_t index) {
  std::vector<Cell> cells;
  table_.cells(index, cells);
  const std::uint32_t row = table_.number(index);
  if (passes_over(row, cells)) {
    check_sum(row, index);
    return {};
  }
  if (++rows_ > limits_.rows) return over("number of rows", limits_.rows, "rows");
  std::vector<RowFault> faults;
  const Good good{row, static_cast<std::uint32_t>(index)};
  json::Value tree = reader_->read(row, cells, faults);
  const auto told = [&](const RowFault& fault) {
    return std::any_of(faults.begin(), faults.end(),
                       [&](const RowFault& each) { return each.column == fault.column; });
  };
  const bool own_faults = !faults.empty();
  Problems problems;
  const Result<FactRecord> record = read_fact(std::move(tree), model_->ledgers, codes_, &problems);
  if (record) {
    if (const auto fit = plugin::check_new(call, *record, marks, options_.history); !fit)
      problems.push_back(fit.error());
    else if (const auto found = plugin::check_finding(call, reader, record->fact); !found)
      problems.push_back(found.error());
    else if (options_.period && !options_.period->contains(record->fact.occurred))
      problems.push_back(outside(*options_.period, record->fact.occurred));
  }
  for (const Error& problem : problems) {
    if (!is_of_row(problem.code)) {  // the store's: the row is looked at again when the check is
      --rows_;
      return problem;
    }
    // Beside a cell that could not be read, the fact's own complaint about it says nothing new.
    RowFault fault = reader_->led_back(problem, row, cells);
    if (!own_faults || (fault.column && !told(fault))) faults.push_back(std::move(fault));
  }
  if (record && faults.empty()) ANZE_CHECK(check_repeats(reader, *record, cells, good, faults));
  if (faults.empty()) {
    good_.push_back(good);
  } else {
    ++bad_rows_;
    add_faults(std::move(faults));
  }
  return {};
}

// Facts of the ledger that say the same as rows without an id.
Result<void> Import::find_known_rows(const plugin::Call& call, store::Reader& reader) {
  if (by_content_.empty()) return {};
  std::vector<std::int64_t> candidates;
  ANZE_CHECK(reader.scan({first_day_, last_day_, {ledger_->id}, 0}, [&](const Fact& fact) {
    if (seen_.contains(seen_hash(fact))) candidates.push_back(fact.seq);
    return true;
  }));
  std::vector<bool> known(good_.size(), false);
  std::vector<RowFault> faults;
  ANZE_CHECK(reader.facts_by_seq(candidates, [&](const store::FactVersion& fact) -> Result<void> {
    const auto [begin, end] = by_content_.equal_range(content_hash(fact.record));
    for (auto each = begin; each != end; ++each) {
      const std::size_t index = each->second;
      if (index >= good_.size() || known[index]) continue;
      const Result<FactRecord> record = record_of(good_[index], codes_);
      if (!record || content_of(fact.record, model_->ledgers, call.store.codes()) !=
                         content_of(*record, model_->ledgers, codes_))
        continue;
      known[index] = true;
      faults.push_back({good_[index].row,
                        std::nullopt,
                        {},
                        Error{Code::k_conflict,
                              "sheet.known_row",
                              "the ledger has record “" + fact.record.id + "” with the same content",
                              {},
                              "remove the row; if it is another event, give it an id (编号)"}});
    }
    return {};
  }));
  std::size_t index = 0;
  std::erase_if(good_, [&](const Good&) { return known[index++]; });
  bad_rows_ += faults.size();
  std::sort(faults.begin(), faults.end(), [](const RowFault& a, const RowFault& b) { return a.row < b.row; });
  faults_total_ += faults.size();
  for (RowFault& fault : faults)
    if (faults_.size() < k_faults_kept) faults_.push_back(std::move(fault));
  return {};
}

Result<void> Import::find_same_files(store::Reader& reader) {
  ANZE_TRY(const std::vector<ImportRecord> imports, read_imports(reader));
  for (const ImportRecord& import : imports)
    if (!import.undone && import.digest == digest_ && import.ledger == options_.ledger &&
        import.sheet == table_.name())
      same_file_.push_back(import.id);
  return {};
}

// A row that was good by the definitions it was checked by may be none by others.
Result<void> Import::same_definitions(const plugin::Call& call) const {
  if (call.model->entry == model_->entry) return {};
  return Error{Code::k_conflict,
               "sheet.definitions",
               "organisation or ledgers were changed since the file was read",
               {},
               "begin this import anew"};
}

Result<bool> Import::check(const plugin::Call& call, store::Reader& reader, std::size_t rows) {
  ANZE_CHECK(same_definitions(call));
  plugin::LateMarks marks(*call.model, reader);
  for (; rows > 0 && next_ < table_.size(); --rows, ++next_)
    ANZE_CHECK(check_row(call, reader, marks, next_));
  if (next_ < table_.size()) return false;
  ANZE_CHECK(find_known_rows(call, reader));
  ANZE_CHECK(find_same_files(reader));
  return true;
}

plugin::json Import::report() const {
  using plugin::json;
  json columns = json::array();
  for (const Column& column : columns_.known)
    columns.push_back(
        {{"column", column_letters(column.at)},
         {"heading", column.heading},
         {"member", column.field != nullptr ? column.field->name : shared_column(column.meaning).member}});
  json others = json::array();
  for (const OtherColumn& column : columns_.others)
    others.push_back({{"column", column_letters(column.at)}, {"heading", column.heading}});
  json sheets = json::array();
  for (const SheetName& sheet : table_.sheets()) sheets.push_back(sheet.name);
  json skipped = json::array();
  for (const Skipped& row : skipped_)
    if (skipped.size() < k_faults_told) skipped.push_back({{"row", row.row}, {"what", row.what}});
  json faults = json::array();
  for (const RowFault& fault : faults_) faults.push_back(to_json(fault, table_.name(), columns_, *ledger_));
  return {{"file", options_.file},
          {"digest", digest_},
          {"ledger", options_.ledger},
          {"title", ledger_->title},
          {"sheet", table_.name()},
          {"sheets", std::move(sheets)},
          {"heading_row", columns_.row},
          {"columns", std::move(columns)},
          {"other_columns", std::move(others)},
          {"missing_columns", columns_.missing},
          {"rows", rows_},
          {"good", good_.size()},
          {"bad", bad_rows_},
          {"skipped", std::move(skipped)},
          {"faults", std::move(faults)},
          {"faults_total", faults_total_},
          {"same_file", same_file_}};
}

Problems Import::problems() const {
  Problems problems;
  for (const RowFault& fault : faults_)
    if (problems.size() < k_faults_told) problems.push_back(to_error(fault, table_.name()));
  return problems;
}

namespace {

Result<void> tell_repeats(const plugin::Call& call, store::Reader& reader, const plugin::Repeats& repeats,
                          plugin::json& answer) {
  ANZE_TRY(const std::vector<plugin::Repeats::Found> found, repeats.find(call, reader));
  if (!found.empty()) answer["repeats"] = plugin::repeats_json(found, "row");
  return {};
}

}  // namespace

Result<plugin::json> Import::write(const plugin::Call& call, store::Writer& writer) const {
  ANZE_CHECK(same_definitions(call));
  if (!same_file_.empty() && !options_.repeats)
    return Error{Code::k_conflict,
                 "sheet.same_file",
                 "this file was imported already: " + same_file_.front(),
                 {},
                 "undo that import first (sheet.undo/1), or say that it shall be taken again (repeats)"};
  if (faults_total_ > 0 && !options_.keep_good) {
    Error first = to_error(faults_.front(), table_.name());
    first.help += "; nothing of this import was kept";
    return first;
  }
  if (good_.empty())
    return invalid("sheet.nothing", "the sheet “" + table_.name() + "” has no row that can be imported", {},
                   "fill in rows below the headings in row " + std::to_string(columns_.row));
  plugin::LateMarks marks(*call.model, writer);
  plugin::Repeats repeats;
  ImportRecord import;
  std::int64_t late = 0;
  plugin::json reused = plugin::json::array();  // attachments that lie in other facts too
  for (const Good& good : good_) {
    const auto in_row = [&](const Error& error) {
      return to_error({good.row, std::nullopt, {}, error}, table_.name());
    };
    Result<FactRecord> record = record_of(good, call.store.codes());
    if (!record) return in_row(record.error());
    const Result<bool> is_late = plugin::check_new(call, *record, marks, options_.history);
    if (!is_late) return plugin::is_of_store(is_late.error()) ? is_late.error() : in_row(is_late.error());
    if (const auto found = plugin::check_finding(call, writer, record->fact); !found)
      return in_row(found.error());
    const Result<store::FactVersion> written = writer.append(*std::move(record), *is_late);
    if (!written)
      return written.error().reason.starts_with("store.") ? written.error() : in_row(written.error());
    if (import.rows == 0) {
      import.id = import_id(written->entry);
      import.first_seq = written->record.fact.seq;
    }
    import.add_row(good.row);
    repeats.add(written->record.fact, good.row);
    late += *is_late ? 1 : 0;
    ANZE_TRY(const plugin::json shared, plugin::note_attachments(call, writer, *written, {}));
    for (plugin::json each : shared) {
      each["row"] = good.row;
      if (reused.size() < k_faults_told) reused.push_back(std::move(each));
    }
  }
  import.file = options_.file;
  import.digest = digest_;
  import.ledger = options_.ledger;
  import.sheet = table_.name();
  import.history = options_.history;
  ANZE_CHECK(put_import(writer, import));
  writer.subject(import.id + (import.history ? " taken over: " : ": ") + std::to_string(import.rows) +
                 " facts into " + import.ledger);
  plugin::json answer = report();
  answer.update({{"import", import.id}, {"added", import.rows}, {"late", late}});
  if (!reused.empty()) answer["reused"] = std::move(reused);
  ANZE_CHECK(tell_repeats(call, writer, repeats, answer));
  return answer;
}

}  // namespace anze::sheets
