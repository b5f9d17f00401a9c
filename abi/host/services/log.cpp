#include "host/services/log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "host/fault.hpp"
#include "host/reply.hpp"

namespace anze::host {
namespace {

const char* name_of(std::int32_t level) {
  switch (level) {
    case ANZE_LOG_DEBUG:
      return "debug";
    case ANZE_LOG_INFO:
      return "info";
    case ANZE_LOG_WARNING:
      return "warning";
    case ANZE_LOG_ERROR:
      return "error";
    case ANZE_LOG_HOST_MISBEHAVING:
      return "HOST MISBEHAVING";
    case ANZE_LOG_PLUGIN_MISBEHAVING:
      return "PLUGIN MISBEHAVING";
    default:
      return "level?";
  }
}

}  // namespace

const anze_host_log Log::k_table = {
    sizeof(anze_host_log), 0,
    [](void* ctx, std::int32_t level, const std::uint8_t* text, std::uint64_t size) {
      static_cast<Log*>(ctx)->write(level, view(text, size));
    }};

Log::Log(std::int32_t lowest_level, const std::filesystem::path& file, const Clock& clock)
    : clock_(clock), lowest_level_(lowest_level), fd_(STDERR_FILENO) {
  if (file.empty()) return;
  fd_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (fd_ < 0) throw Fault(k_exit_usage, "Cannot write the log file " + file.string() + ".");
}

Log::~Log() {
  if (fd_ != STDERR_FILENO) ::close(fd_);
}

void Log::write(std::int32_t level, std::string_view text) try {
  if (level < lowest_level_) return;
  std::string line = fmt::format("{} {:<7} ", to_beijing_text(clock_.now_ms()), name_of(level));
  for (const char c : text)
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;  // one line stays one line
  line += '\n';
  const std::lock_guard lock(mutex_);
  // A log that cannot be written must not stop the work; the line is dropped.
  [[maybe_unused]] const ssize_t written = ::write(fd_, line.data(), line.size());
} catch (...) {
  return;
}

std::int32_t parse_log_level(std::string_view text) {
  for (const std::int32_t level : {ANZE_LOG_DEBUG, ANZE_LOG_INFO, ANZE_LOG_WARNING, ANZE_LOG_ERROR})
    if (text == name_of(level)) return level;
  throw Fault(k_exit_usage, "Unknown log level \"" + std::string(text) + "\".",
              "Use debug, info, warning or error.");
}

}  // namespace anze::host
