// The real library behind a door that reads along: each answer is held against the schema its method
// publishes, each refusal against the codes it tells, and the first that does not fit ends the process. Tests
// load it in place of the library, so that what abi.describe/1 says cannot rot.
//
// ANZE_ANSWERS names a file that faults are appended to instead, to see all of them.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>

#include "anze/plugin.h"
#include "tests/answers/answer_check.h"

namespace {

using anze::tests::AnswerCheck;

void* library() {
  static void* const loaded = [] {
    void* found = dlopen(ANZE_REAL_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    if (found == nullptr) std::fprintf(stderr, "%s\n", dlerror()), std::abort();
    return found;
  }();
  return loaded;
}

template <class Function>
Function* real(const char* name) {
  auto* function = reinterpret_cast<Function*>(dlsym(library(), name));
  if (function == nullptr) std::fprintf(stderr, "%s has no %s\n", ANZE_REAL_PLUGIN, name), std::abort();
  return function;
}

std::string_view text_of(const anze_buf& buf) {
  return {reinterpret_cast<const char*>(buf.data), buf.size};
}

// A line as one write: other processes append to the same file.
void append(const char* file, const std::string& line) {
  const int out = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (out < 0) return;
  if (write(out, line.data(), line.size()) < 0) std::perror(file);
  close(out);
}

AnswerCheck* checker = nullptr;  // made with the first instance, never freed
std::mutex making;

void make_checker(anze_plugin* plugin) {
  const std::lock_guard lock(making);
  if (checker != nullptr) return;
  constexpr std::string_view k_request = "{}";
  anze_buf answer{};
  const auto status = real<decltype(anze_call)>("anze_call")(
      plugin, "abi.describe/1", reinterpret_cast<const std::uint8_t*>(k_request.data()), k_request.size(),
      &answer);
  if (status != ANZE_OK)
    std::fprintf(stderr, "abi.describe/1: %.*s\n", static_cast<int>(answer.size), text_of(answer).data()),
        std::abort();
  checker = new AnswerCheck(nlohmann::json::parse(text_of(answer)));
  real<decltype(anze_buf_free)>("anze_buf_free")(&answer);
}

void tell_seen() {
  static std::mutex& order = *new std::mutex;
  const std::lock_guard lock(order);
  static std::set<std::string>& known = *new std::set<std::string>([] {
    std::set<std::string> lines;
    std::ifstream in(ANZE_SEEN_FILE);
    for (std::string line; std::getline(in, line);) lines.insert(line);
    return lines;
  }());
  for (const std::string& member : checker->newly_seen())
    if (known.insert(member).second) append(ANZE_SEEN_FILE, member + "\n");
}

void check(const char* method, anze_status status, const anze_buf& response) {
  if (checker == nullptr || method == nullptr) return;
  for (const std::string& fault : checker->faults(method, status, text_of(response))) {
    const std::string line = std::string(method) + " " + fault + "\n";
    if (const char* file = std::getenv("ANZE_ANSWERS")) {
      append(file, line);
      continue;
    }
    std::fprintf(stderr, "abi.describe/1 says otherwise: %s%.*s\n", line.c_str(), 2000,
                 text_of(response).data());
    std::abort();
  }
  tell_seen();
}

}  // namespace

uint32_t anze_negotiate(uint32_t host_min, uint32_t host_max) {
  return real<decltype(anze_negotiate)>("anze_negotiate")(host_min, host_max);
}

const char* anze_build_info(void) {
  return real<decltype(anze_build_info)>("anze_build_info")();
}

anze_status anze_open(const anze_open_args* args, anze_plugin** out, anze_buf* problem) {
  const anze_status status = real<decltype(anze_open)>("anze_open")(args, out, problem);
  if (status == ANZE_OK) make_checker(*out);
  return status;
}

anze_status anze_call(anze_plugin* plugin, const char* method, const uint8_t* request, uint64_t size,
                      anze_buf* response) {
  const anze_status status = real<decltype(anze_call)>("anze_call")(plugin, method, request, size, response);
  if (response != nullptr) check(method, status, *response);
  return status;
}

const void* anze_extension(anze_plugin* plugin, const char* id) {
  return real<decltype(anze_extension)>("anze_extension")(plugin, id);
}

void anze_buf_free(anze_buf* buf) {
  real<decltype(anze_buf_free)>("anze_buf_free")(buf);
}

anze_status anze_close(anze_plugin* plugin) {
  return real<decltype(anze_close)>("anze_close")(plugin);
}
