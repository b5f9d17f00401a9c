#include "tests/sim/days.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "scoring/entries/record.h"

namespace anze::sim {
namespace {

namespace fs = std::filesystem;
using store::Digest;
using store::FactVersion;
using store::Reader;
using store::Record;
using store::Store;
using store::Writer;

constexpr std::int64_t k_corrected = 1000;
constexpr std::size_t k_slots_at = 2048;
constexpr std::size_t k_slot = 512;

std::string note_of(std::int64_t number) {
  return "{\"n\":" + std::to_string(number) + "}";
}

std::string document_of(std::int64_t number) {
  return std::string(3000, static_cast<char>('a' + number / 10 % 26));
}

bool corrects(std::int64_t number) {
  return number % 7 == 0;
}

FactRecord fact_of(Store& store, std::int64_t number, std::int64_t amount) {
  FactRecord record;
  record.id = "M-" + std::to_string(number);
  record.fact.ledger = store.codes().intern("meeting");
  record.fact.occurred =
      make_date(2025, static_cast<int>(1 + number % 12), static_cast<int>(1 + number % 28));
  record.fact.unit = store.codes().intern("unit " + std::to_string(number % 9));
  record.fact.set(0, amount);
  record.texts = {{"topic", "研究安全生产工作"}};
  record.attachments_json = "[]";
  return record;
}

struct Sums {
  std::int64_t facts = 0;
  std::int64_t amount = 0;
  std::int64_t versions = 0;  // of facts
  std::int64_t notes = 0;
};

Sums after(std::int64_t acts) {
  Sums sums;
  for (std::int64_t i = 1; i <= acts; ++i) {
    ++sums.facts;
    ++sums.versions;
    sums.amount += i;
    if (i % 5 == 0) ++sums.notes;
    if (!corrects(i)) continue;
    ++sums.versions;
    sums.amount += k_corrected;
  }
  return sums;
}

// Everything the acts leave, read and held against them.  Returns: what is otherwise; "": nothing.
Result<std::string> read_all(Reader& reader, std::int64_t acts) {
  const Sums wanted = after(acts);
  Sums found;
  ANZE_CHECK(reader.scan({make_date(2025, 1, 1), make_date(2025, 12, 31), {}, 0}, [&](const Fact& fact) {
    ++found.facts;
    found.amount += fact.slot[0];
    return true;
  }));
  ANZE_TRY(found.versions, reader.last_fact());
  ANZE_TRY(const std::vector<Record> notes, reader.versions("note", "n"));
  found.notes = static_cast<std::int64_t>(notes.size());
  if (found.facts != wanted.facts || found.amount != wanted.amount || found.versions != wanted.versions ||
      found.notes != wanted.notes)
    return "after " + std::to_string(acts) + " acts: " + std::to_string(found.facts) + " facts of " +
           std::to_string(found.amount) + " in " + std::to_string(found.versions) + " versions, " +
           std::to_string(found.notes) + " notes";
  for (std::size_t i = 0; i < notes.size(); ++i)
    if (notes[i].body != note_of(static_cast<std::int64_t>(i + 1) * 5))
      return "another note: " + notes[i].body;
  for (std::int64_t i = 10; i <= acts; i += 10) {
    ANZE_TRY(const auto document, reader.blob(store::sm3(document_of(i))));
    if (!document || *document != document_of(i)) return std::string("a document is missing or another");
  }
  if (acts > 0) {
    ANZE_TRY(const auto last, reader.fact("M-" + std::to_string(acts)));
    if (!last || last->record.fact.slot[0] != acts) return std::string("the last fact is another");
  }
  return std::string();
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

bool do_act(Store& store, std::int64_t number, const std::string& actor) {
  const std::string name = "act " + std::to_string(number);
  const auto answer =
      store.write({actor, "days/1", name, name, k_now}, [&](Writer& writer) -> Result<std::string> {
        ANZE_CHECK(writer.append(fact_of(store, number, number), false));
        if (number % 5 == 0) ANZE_CHECK(writer.put("note", "n", 2025, note_of(number)));
        if (number % 10 == 0) ANZE_CHECK(writer.put_blob(document_of(number)));
        if (corrects(number))
          ANZE_CHECK(writer.correct(fact_of(store, number - 3, number - 3 + k_corrected), false, "记错人数"));
        return name + " done";
      });
  return answer && *answer == name + " done";
}

std::int64_t Kept::acts_answered(std::size_t changes_made) const {
  return std::upper_bound(answered.begin(), answered.end(), changes_made) - answered.begin();
}

std::string Kept::lock_whole(std::size_t changes_made) const {
  std::string whole;
  for (const auto& [from, bytes] : locks)
    if (from <= changes_made) whole = bytes;
  return whole;
}

std::string Kept::lock_left(std::size_t changes_made, Chance& chance) const {
  std::string left = lock_whole(changes_made);
  const auto past = static_cast<std::size_t>(std::count_if(
      locks.begin(), locks.end(), [&](const auto& each) { return each.first <= changes_made; }));
  for (std::size_t at = k_slots_at; at + k_slot <= left.size(); at += k_slot) {
    const std::string& older = locks[below(chance, past)].second;
    if (below(chance, 2) == 0 && older.size() >= at + k_slot) left.replace(at, k_slot, older, at, k_slot);
  }
  return left;
}

Kept live(const fs::path& folder, std::uint64_t seed, std::int64_t first, std::int64_t last,
          const std::string& actor) {
  Kept kept;
  Disk disk(seed);
  const auto keep_lock = [&] {
    std::string lock = bytes_of(folder / k_lock_name);
    if (kept.locks.empty() || kept.locks.back().second != lock)
      kept.locks.emplace_back(disk.changes().size(), std::move(lock));
  };
  disk.keep_changes(folder, keep_lock);
  std::int64_t done = 0;
  for (const std::int64_t until : {first, last}) {
    auto opened = Store::open({folder, k_now, "days"});
    if (!opened) throw std::runtime_error(opened.error().reason + ": " + opened.error().message);
    while (done < until) {
      if (!do_act(**opened, ++done, actor)) throw std::runtime_error("an act failed on a sound disk");
      kept.answered.push_back(disk.changes().size());
      keep_lock();
    }
  }
  kept.changes = disk.changes();
  return kept;
}

std::string Look::text() const {
  if (!refused.empty()) return "refused: " + refused;
  if (!named.empty()) return "named: " + named;
  return wrong.empty() ? std::to_string(acts) + " acts" : "WRONG: " + wrong;
}

Look look_at(const fs::path& folder) {
  Look look;
  auto opened = Store::open({folder, k_now, "look"});
  if (!opened) {
    look.refused = opened.error().reason + ": " + opened.error().message;
    return look;
  }
  Store& store = **opened;
  const auto report = store.verify();
  if (!report) look.named = report.error().reason;
  if (report && !report->problems.empty()) look.named = report->problems.front().message;
  if (!look.named.empty()) return look;
  look.acts = report->head.seq;
  const auto read = store.read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(look.wrong, read_all(reader, look.acts));
    return {};
  });
  if (!read) look.named = read.error().reason + ": " + read.error().message;
  // Asked again, the last act is answered as it was, and the next one joins on.
  if (look.named.empty() && look.wrong.empty() && look.acts % 8 == 1)
    for (const std::int64_t number : {look.acts, look.acts + 1})
      if (!do_act(store, number)) look.wrong = "act " + std::to_string(number) + " is not answered";
  return look;
}

std::int64_t kept_head(const std::string& lock) {
  std::int64_t head = 0;
  for (std::size_t at = k_slots_at; at + k_slot <= lock.size(); at += k_slot)
    if (lock.compare(at, 5, "head ") == 0)
      head = std::max<std::int64_t>(head, std::atoll(lock.c_str() + at + 5));
  return head;
}

}  // namespace anze::sim
