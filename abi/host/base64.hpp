// base64: documents inside JSON requests and answers (RFC 4648).
#pragma once

#include <string>
#include <string_view>

namespace anze::host {

// Errors: abi::Misbehaved for what is not base64.
std::string decode_base64(std::string_view text);
std::string encode_base64(std::string_view bytes);

}  // namespace anze::host
