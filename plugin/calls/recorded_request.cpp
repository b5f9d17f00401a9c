#include "plugin/calls/recorded_request.h"

#include "plugin/store/digest.h"

namespace anze::plugin {

std::string recorded_request(const json& request) {
  constexpr std::size_t k_word_for_word = 1000;  // bytes of a member: fifty comparisons of a view are more
  json said = json::object();
  for (const auto& [name, value] : request.items()) {
    const std::string text = dump(value);
    if (text.size() <= k_word_for_word)
      said[name] = value;
    else
      said[name] = {{"bytes", text.size()}, {"sm3", store::to_hex(store::sm3(text))}};
  }
  return dump(said);
}

}  // namespace anze::plugin
