#include "plugin/store/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <system_error>

#include "plugin/store/errors.h"
#include "scoring/days/date.h"

namespace anze::store {
namespace {

constexpr std::size_t k_lines_bytes = 2048;
constexpr std::size_t k_slot_bytes = 512;

std::string errno_text() {
  return std::generic_category().message(errno);
}

std::string read_at(int descriptor, std::size_t offset, std::size_t bytes) {
  std::array<char, k_lines_bytes> buffer{};
  const ssize_t size =
      pread(descriptor, buffer.data(), std::min(bytes, buffer.size()), static_cast<off_t>(offset));
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

std::string read_lines(int descriptor) {
  return read_at(descriptor, 0, k_lines_bytes);
}

std::size_t slot_offset(std::int64_t slot) {
  return k_lines_bytes + static_cast<std::size_t>(slot) * k_slot_bytes;
}

std::string slot_text(const ChainHead& head, std::int64_t at_ms) {
  const std::string said =
      "head " + std::to_string(head.seq) + " " + to_hex(head.hash) + " " + std::to_string(at_ms);
  std::string text = said + " " + to_hex(sm3(said)) + "\n";
  text.resize(k_slot_bytes, ' ');
  text.back() = '\n';
  return text;
}

// None where the slot was never written, or only in part.
std::optional<ChainHead> slot_head(int descriptor, std::int64_t slot) {
  const std::string text = read_at(descriptor, slot_offset(slot), k_slot_bytes);
  std::istringstream words(text);
  std::string word;
  std::string hash;
  std::int64_t at_ms = 0;
  ChainHead head;
  if (!(words >> word >> head.seq >> hash >> at_ms) || word != "head" || !from_hex(hash, head.hash))
    return std::nullopt;
  return text == slot_text(head, at_ms) ? std::optional(head) : std::nullopt;
}

std::optional<ChainHead> higher_head(int descriptor) {
  std::optional<ChainHead> higher;
  for (const std::int64_t slot : {0, 1})
    if (const auto head = slot_head(descriptor, slot); head && (!higher || higher->seq < head->seq))
      higher = head;
  return higher;
}

bool write_slot(int descriptor, std::int64_t slot, const std::string& text) {
  const auto offset = static_cast<off_t>(slot_offset(slot));
  return pwrite(descriptor, text.data(), text.size(), offset) == static_cast<ssize_t>(text.size());
}

// The value of the line that begins with `name` and a space.
std::string line_value(const std::string& text, const std::string& name) {
  const std::string start = name + " ";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (text.compare(at, start.size(), start) == 0)
      return text.substr(at + start.size(), end - at - start.size());
    at = end + 1;
  }
  return {};
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

std::int64_t number_of(const std::string& digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() ? number : 0;
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  if (text.size() > 500) text.resize(500);
  return text;
}

// The processes that hold the file open, of those we may look at: "4711 (gunicorn)".
std::string holders_of(const std::filesystem::path& file) {
  std::string found;
  std::error_code error;
  const auto path = std::filesystem::canonical(file, error);
  for (std::filesystem::directory_iterator process("/proc", error), end; !error && process != end;
       process.increment(error)) {
    const std::string pid = process->path().filename().string();
    if (pid.find_first_not_of("0123456789") != std::string::npos || pid == std::to_string(getpid())) continue;
    std::error_code hidden;
    for (std::filesystem::directory_iterator each(process->path() / "fd", hidden), last;
         !hidden && each != last; each.increment(hidden)) {
      std::error_code gone;
      if (std::filesystem::read_symlink(each->path(), gone) != path) continue;
      const int descriptor = open((process->path() / "comm").c_str(), O_RDONLY | O_CLOEXEC);
      std::string name = descriptor < 0 ? std::string() : read_lines(descriptor);
      if (descriptor >= 0) close(descriptor);
      name.resize(name.find_last_not_of('\n') + 1);
      found += (found.empty() ? "" : ", ") + pid + (name.empty() ? "" : " (" + one_line(name) + ")");
      break;
    }
  }
  return found;
}

// Whether the owner that the file names ran here and has ended.
bool owner_has_ended(const std::string& content) {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) return false;
  const int pid = std::atoi(line_value(content, "pid").c_str());
  return pid > 0 && line_value(content, "host") == one_line(host.data()) && kill(pid, 0) != 0 &&
         errno == ESRCH;
}

// A child that a pre-fork server had forked while the store was open holds the lock on after its parent.
Error inherited(const std::string& pid, const std::filesystem::path& file) {
  const std::string holders = holders_of(file);
  const std::string who = holders.empty() ? "a process of another account" : "process " + holders;
  return {Code::k_busy,
          "store.locked",
          "process " + pid +
              " that had opened the store has ended, but a process it had started still holds "
              "its lock: " +
              who,
          {},
          holders.empty() ? "look with “fuser store.lock” who it is and end it; open stores after the fork"
                          : "end that process; open stores after the fork, in one process"};
}

Error locked(const std::string& content, const std::filesystem::path& file) {
  if (owner_has_ended(content)) return inherited(line_value(content, "pid"), file);
  const auto known = [&](const char* name) {
    std::string value = line_value(content, name);
    return value.empty() ? std::string("unknown") : value;
  };
  return {Code::k_busy,
          "store.locked",
          "the store is open already: process " + known("pid") + " on host " + known("host") + " since " +
              beijing_minute(number_of(line_value(content, "since_ms"))) + " (" + known("owner") + ")",
          {},
          "close it there first; when that process has ended, opening works at once"};
}

}  // namespace

std::string beijing_minute(std::int64_t ms) {
  if (ms <= 0) return "an unknown time";
  const std::int64_t minute = ms / 60'000 + 8 * 60;
  return to_text(beijing_day(ms)) + " " + two_digits(minute / 60 % 24) + ":" + two_digits(minute % 60);
}

Result<LockFile> LockFile::take(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0 && (errno == EMFILE || errno == ENFILE)) return no_more_files();
  if (descriptor < 0)
    return Error{Code::k_forbidden, "store.directory", "the lock file cannot be written: " + errno_text(),
                 file.string(), "give the account of this program the right to write in the directory"};
  LockFile lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    const std::string content = read_lines(descriptor);
    lock.forget();
    if (why == EWOULDBLOCK) return locked(content, file);
    return Error{Code::k_io, "store.io",
                 "the store cannot be locked: " + std::generic_category().message(why), file.string(),
                 "the directory must lie on a local disk"};
  }
  lock.last_database_ = line_value(read_lines(descriptor), "database");
  lock.last_head_ = higher_head(descriptor);
  return lock;
}

std::optional<ChainHead> LockFile::told_head(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return std::nullopt;
  const auto head = higher_head(descriptor);
  close(descriptor);
  return head;
}

LockFile::LockFile(LockFile&& other) noexcept
    : descriptor_(other.descriptor_),
      last_database_(std::move(other.last_database_)),
      last_head_(other.last_head_) {
  other.descriptor_ = -1;
}

LockFile::~LockFile() {
  // A child that was forked meanwhile still holds the descriptor, so closing ours would not be enough.
  if (descriptor_ >= 0) flock(descriptor_, LOCK_UN);
  forget();
}

void LockFile::forget() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

Result<void> LockFile::describe(const std::string& owner, std::int64_t now_ms, const std::string& database) {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  std::string text = "pid " + std::to_string(getpid()) + "\nhost " + one_line(host.data()) + "\nsince_ms " +
                     std::to_string(now_ms) + "\nowner " + one_line(owner) + "\ndatabase " + database + "\n";
  text.resize(k_lines_bytes, '\n');  // over what stood there: the slots behind it stay
  if (read_at(descriptor_, k_lines_bytes, 2 * k_slot_bytes).size() < 2 * k_slot_bytes)
    text.append(2 * k_slot_bytes, ' ');  // their room is taken now, not when the disk is full
  if (pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    return Error{Code::k_io,
                 full ? "store.full" : "store.io",
                 "the lock file cannot be written: " + errno_text(),
                 {},
                 full ? "free some space, then open it again" : "look at the disk and the system's log"};
  }
  return {};
}

void LockFile::remember(const ChainHead& head, std::int64_t at_ms) {
  static_cast<void>(write_slot(descriptor_, head.seq % 2, slot_text(head, at_ms)));
}

// The higher one last: until it is gone, opening still refuses.
void LockFile::replace(const ChainHead& head, std::int64_t at_ms) {
  const std::string text = slot_text(head, at_ms);
  const auto first = slot_head(descriptor_, 0);
  const auto second = slot_head(descriptor_, 1);
  const std::int64_t higher = first && (!second || second->seq < first->seq) ? 0 : 1;
  if (write_slot(descriptor_, 1 - higher, text)) static_cast<void>(write_slot(descriptor_, higher, text));
  sync();
}

void LockFile::sync() {
  static_cast<void>(fdatasync(descriptor_));
}

}  // namespace anze::store
