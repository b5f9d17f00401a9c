// Loader: from a file name to the seven functions, with everything that can be known without running the
// file's code checked before it is mapped: that it is a shared library, and what manifest.json beside it
// says.
//
// A manifest:
//   {"id":"anze","version":"0.1.0","file":"anze.so","abi":{"min":"1.0","max":"1.0"},
//    "digest":{"sm3":"<64 hex digits>"},          or "sha256", or both
//    "programs":[{"file":"anze-sheet-reader","digest":{…}}]}   what the library starts, in the same folder
// A library is never unloaded: other languages' runtimes and thread exits may still point into it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "cpp/plugin_proxy.hpp"

namespace anze::host {

struct Loaded {
  abi::Entrance entrance;
  std::string id;  // from the build info
  std::string version;
  std::filesystem::path path;  // absolute
};

// `warn` hears what is odd but does not stop the load (no manifest, no digest in it).
// Errors: Fault (no_plugin) with the reason and the way out; Fault (misbehaved) for a build info that is no
// JSON.
Loaded load(const std::filesystem::path& file, const std::function<void(const std::string&)>& warn);

// "1.0" for 0x00010000.
std::string version_text(std::uint32_t version);

}  // namespace anze::host
