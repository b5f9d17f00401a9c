#include "host/loader.hpp"

#define BOOST_DLL_USE_STD_FS  // with Boost's own filesystem a second library would be needed
#include <boost/dll/shared_library.hpp>
#include <charconv>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {
namespace {

namespace dll = boost::dll;
namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* k_rebuild =
    "Ask its vendor for a library of an ABI version between these, or use a host that fits it.";

std::string our_range() {
  return version_text(ANZE_ABI_MIN) + " to " + version_text(ANZE_ABI_CURRENT);
}

std::optional<std::uint32_t> parse_version(const std::string& text) {
  std::uint32_t major = 0;
  std::uint32_t minor = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc() || second.ptr != end || major > 0xFFFF || minor > 0xFFFF) return std::nullopt;
  return major << 16U | minor;
}

void check_is_elf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  char magic[4] = {};
  if (!in.read(magic, sizeof magic) || std::string_view(magic, 4) !=
                                           "\x7F"
                                           "ELF")
    throw Fault(k_exit_no_plugin, path.string() + " is not a shared library.",
                "Give the plugin's .so file, e.g. --plugin /opt/anze/anze.so.");
}

// Whether the manifest's entry of this file had a digest to compare.  Errors: Fault where one differs.
bool check_digest(const fs::path& path, const json& entry) {
  const json digests = entry.value("digest", json::object());
  bool verified = false;
  for (const char* algorithm : {"sm3", "sha256"}) {
    const std::string expected = digests.value(algorithm, std::string());
    if (expected.empty()) continue;
    if (digest_file(algorithm, path) != expected)
      throw Fault(k_exit_no_plugin,
                  path.string() + " is not the file its manifest describes (" + algorithm + " differs).",
                  "It was changed or only half copied. Install the plugin again; nothing of it was run.");
    verified = true;
  }
  return verified;
}

// A program the library will start with this process's rights. One that is not there starts nothing.
void check_program(const fs::path& path, const json& entry,
                   const std::function<void(const std::string&)>& warn) {
  if (!fs::exists(path))
    warn("The manifest names " + path.string() + ", which is not there; what it is for will be refused.");
  else if (!check_digest(path, entry))
    warn("The manifest has no digest of " + path.string() + "; it is started unverified.");
}

// Returns the id the manifest promises, empty without a manifest for this file.
std::string check_manifest(const fs::path& path, const std::function<void(const std::string&)>& warn) {
  const fs::path beside = path.parent_path() / "manifest.json";
  const json manifest = fs::exists(beside) ? json::parse(read_file(beside), nullptr, false) : json::object();
  if (!manifest.is_object())
    throw Fault(k_exit_no_plugin, beside.string() + " is not a JSON object.", "Install the plugin again.");
  if (manifest.value("file", json()) != path.filename().string()) {
    warn("No manifest.json beside " + path.string() + " names it; the file is loaded unverified.");
    return {};
  }
  const json range = manifest.value("abi", json::object());
  const auto min = parse_version(range.value("min", std::string()));
  const auto max = parse_version(range.value("max", std::string()));
  if (!min || !max)
    throw Fault(k_exit_no_plugin, beside.string() + " does not give abi.min and abi.max as \"1.0\".");
  if (*min > ANZE_ABI_CURRENT || *max < ANZE_ABI_MIN)
    throw Fault(k_exit_no_plugin,
                "A library of another ABI version: its manifest says " + version_text(*min) + " to " +
                    version_text(*max) + ", this host speaks " + our_range() + ".",
                k_rebuild);
  if (!check_digest(path, manifest)) warn(beside.string() + " has no digest; the file is loaded unverified.");
  for (const json& program : manifest.value("programs", json::array()))
    check_program(path.parent_path() / fs::path(program.value("file", std::string())).filename(), program,
                  warn);
  return manifest.value("id", std::string());
}

// Boost puts the loader's own words between brackets and an unrelated errno text behind them.
std::string loader_words(const std::string& what) {
  constexpr std::string_view k_begin = "dlerror system message: ";
  const auto begin = what.find(k_begin);
  const auto end = what.rfind("): ");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return what;
  return what.substr(begin + k_begin.size(), end - begin - k_begin.size());
}

// The handle is kept for the life of the process, so that its destructor never unmaps the library. One object
// a load and never copied: a copy re-opens the file with other flags.
dll::shared_library& open_for_ever(const fs::path& path) {
  static auto& kept = *new std::vector<std::unique_ptr<dll::shared_library>>;
  try {
    kept.push_back(
        std::make_unique<dll::shared_library>(path, dll::load_mode::rtld_now | dll::load_mode::rtld_local));
  } catch (const std::exception& error) {
    throw Fault(k_exit_no_plugin,
                "The system cannot load " + path.string() + ": " + loader_words(error.what()),
                "A library it needs may be missing: ldd " + path.string());
  }
  return *kept.back();
}

template <class Function>
Function* symbol(const dll::shared_library& library, const fs::path& path, const char* name) {
  if (!library.has(name))
    throw Fault(k_exit_no_plugin, path.string() + " is not an anze plugin: it does not export " + name + ".",
                "Give the plugin's own .so file.");
  return &library.get<Function>(name);
}

template <class Function>
void bind(Function*& out, const dll::shared_library& library, const fs::path& path, const char* name) {
  out = symbol<Function>(library, path, name);
}

}  // namespace

std::string version_text(std::uint32_t version) {
  return std::to_string(version >> 16U) + "." + std::to_string(version & 0xFFFFU);
}

Loaded load(const fs::path& file, const std::function<void(const std::string&)>& warn) {
  std::error_code error;
  const fs::path path = fs::canonical(file, error);
  if (error || !fs::is_regular_file(path, error))
    throw Fault(k_exit_no_plugin, "There is no plugin at " + file.string() + ".",
                "Build it, or say where it is with --plugin FILE or the variable ANZE_PLUGIN.");
  check_is_elf(path);
  std::string promised_id;
  try {
    promised_id = check_manifest(path, warn);
  } catch (const json::exception& wrong) {  // a value of another type
    throw Fault(k_exit_no_plugin,
                "The manifest beside " + path.string() + " is not of the form: " + wrong.what(),
                "Install the plugin again.");
  }

  const dll::shared_library& library = open_for_ever(path);
  Loaded loaded;
  abi::Entrance& entrance = loaded.entrance;
  bind(entrance.negotiate, library, path, "anze_negotiate");
  bind(entrance.build_info, library, path, "anze_build_info");
  bind(entrance.open, library, path, "anze_open");
  bind(entrance.call, library, path, "anze_call");
  bind(entrance.extension, library, path, "anze_extension");
  bind(entrance.buf_free, library, path, "anze_buf_free");
  bind(entrance.close, library, path, "anze_close");
  if (entrance.negotiate(ANZE_ABI_MIN, ANZE_ABI_CURRENT) == 0)
    throw Fault(k_exit_no_plugin,
                path.string() + " is a library of another ABI version; this host speaks " + our_range() + ".",
                k_rebuild);

  const char* info_text = entrance.build_info();
  const json info = json::parse(info_text == nullptr ? "" : info_text, nullptr, false);
  if (!info.is_object() || !info.value("id", json()).is_string() ||
      !info.value("version", json()).is_string())
    throw Fault(k_exit_misbehaved,
                "anze_build_info does not answer a JSON object with id and version (P-01).");
  loaded.id = info.value("id", std::string());
  loaded.version = info.value("version", std::string());
  loaded.path = path;
  if (!promised_id.empty() && promised_id != loaded.id)
    throw Fault(k_exit_no_plugin,
                "The manifest promises " + promised_id + " but the library is " + loaded.id + ".",
                "The files of two plugins were mixed up. Install the plugin again.");
  return loaded;
}

}  // namespace anze::host
