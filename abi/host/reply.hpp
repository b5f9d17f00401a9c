// reply: how our services answer: the body is run, its JSON written and `done` called exactly once, whatever
// the body throws.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "anze/anze.h"

namespace anze::host {

// A service's "no": becomes done(status) with a problem object.
struct Refusal {
  anze_status status;
  std::string message;
};

inline void answer_bytes(const anze_reply* reply, std::string_view bytes, anze_status status) {
  const anze_status taken =
      reply->write(reply->ctx, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  reply->done(reply->ctx, status < 0 ? status : taken);
}

// Body returns JSON, or std::string for bytes.
template <class Body>
void respond(const anze_reply* reply, Body&& body) noexcept {
  std::string text;
  anze_status status = ANZE_OK;
  const auto problem = [](const char* code, const std::string& message) {
    return nlohmann::json{{"code", code}, {"message", message}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  try {
    try {
      if constexpr (std::is_same_v<decltype(body()), std::string>) {
        text = body();
      } else {
        text = nlohmann::json(body()).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      }
    } catch (const Refusal& refusal) {
      status = refusal.status;
      text = problem("service.refused", refusal.message);
    } catch (const std::exception& error) {
      status = ANZE_E_INTERNAL;
      text = problem("service.failed", error.what());
    }
  } catch (...) {
    status = ANZE_E_NO_MEMORY;
    text.clear();
  }
  answer_bytes(reply, text, status);
}

inline std::string_view view(const std::uint8_t* bytes, std::uint64_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace anze::host
