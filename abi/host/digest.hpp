// digest: SM3 (GB/T 32905-2016) and SHA-256 as lower-case hex, from OpenSSL.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace anze::host {

// `algorithm` is "sm3" or "sha256".  Errors: std::runtime_error when OpenSSL was built without it.
std::string digest(const char* algorithm, std::string_view bytes);
std::string digest_file(const char* algorithm, const std::filesystem::path& path);

}  // namespace anze::host
