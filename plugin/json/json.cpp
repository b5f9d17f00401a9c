#include "plugin/json/json.h"

#include <openssl/evp.h>

namespace anze::plugin {

Result<json> parse_json(std::string_view text, const JsonLimits& limits) {
  ANZE_CHECK(guard_json(text, limits));
  return json::parse(text);
}

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

const json& list_of(const json& object, const char* name) {
  static const json& none = *new json(json::array());  // never freed: nothing runs when the process ends
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : none;
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL writes a NUL behind the text
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.pop_back();
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  constexpr std::size_t k_longest = std::size_t{1} << 30U;
  if (text.size() % 4 != 0 || text.size() > k_longest) return std::nullopt;
  if (text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") !=
      std::string_view::npos)
    return std::nullopt;  // OpenSSL would pass over spaces at the ends
  std::string out(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0)
    return std::nullopt;
  for (int padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0; padding > 0; --padding)
    out.pop_back();
  return out;
}

}  // namespace anze::plugin
