#include "plugin/store/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "scoring/days/date.h"

namespace anze::store {
namespace {

std::string errno_text() {
  return std::generic_category().message(errno);
}

std::string read_all(int descriptor) {
  std::array<char, 2048> buffer{};
  const ssize_t size = pread(descriptor, buffer.data(), buffer.size(), 0);
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
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

std::string beijing_time(const std::string& milliseconds) {
  std::int64_t ms = 0;
  const auto [end, error] =
      std::from_chars(milliseconds.data(), milliseconds.data() + milliseconds.size(), ms);
  if (error != std::errc() || ms <= 0) return "an unknown time";
  const std::int64_t minute = ms / 60'000 + 8 * 60;
  return to_text(beijing_day(ms)) + " " + two_digits(minute / 60 % 24) + ":" + two_digits(minute % 60);
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  if (text.size() > 500) text.resize(500);
  return text;
}

Error locked(const std::string& content) {
  const auto known = [&](const char* name) {
    std::string value = line_value(content, name);
    return value.empty() ? std::string("unknown") : value;
  };
  return {Code::k_busy,
          "store.locked",
          "the store is open already: process " + known("pid") + " on host " + known("host") + " since " +
              beijing_time(line_value(content, "since_ms")) + " (" + known("owner") + ")",
          {},
          "close it there first; when that process has ended, opening works at once"};
}

}  // namespace

Result<LockFile> LockFile::take(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0)
    return Error{Code::k_forbidden, "store.directory", "the lock file cannot be written: " + errno_text(),
                 file.string(), "give the account of this program the right to write in the directory"};
  LockFile lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    const std::string content = read_all(descriptor);
    lock.forget();
    if (why == EWOULDBLOCK) return locked(content);
    return Error{Code::k_io, "store.io",
                 "the store cannot be locked: " + std::generic_category().message(why), file.string(),
                 "the directory must lie on a local disk"};
  }
  lock.last_database_ = line_value(read_all(descriptor), "database");
  return lock;
}

LockFile::LockFile(LockFile&& other) noexcept
    : descriptor_(other.descriptor_), last_database_(std::move(other.last_database_)) {
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
  const std::string text = "pid " + std::to_string(getpid()) + "\nhost " + one_line(host.data()) +
                           "\nsince_ms " + std::to_string(now_ms) + "\nowner " + one_line(owner) +
                           "\ndatabase " + database + "\n";
  if (ftruncate(descriptor_, 0) != 0 ||
      pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return Error{Code::k_io,
                 full ? "store.full" : "store.io",
                 "the lock file cannot be written: " + errno_text(),
                 {},
                 full ? "free some space, then open it again" : "look at the disk and the system's log"};
  }
  return {};
}

}  // namespace anze::store
