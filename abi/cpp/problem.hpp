// Problem: a failure on its way to the host, and the few lines of JSON writing it needs.
//
// No JSON library here: this file is the last thing that still works when the rest has failed, and vendors
// who copy abi/ should not inherit a dependency. Writing allocates; who calls it has a literal ready for the
// case that allocation fails too (buffer.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "anze/status.h"

namespace anze::abi {

struct Problem {
  anze_status status = ANZE_E_INTERNAL;
  std::string code;  // stable dotted word: "evidence.missing"
  std::string message;
  std::string at;    // JSON path or other place in the request
  std::string help;  // what to do next
  std::string request_id;
};

namespace detail {

// Returns the length of the well-formed UTF-8 sequence at text[i] (RFC 3629: no surrogates, no overlong
// forms, nothing above U+10FFFF), or 0.
inline std::size_t utf8_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
  const auto follows = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
  const unsigned first = byte(i);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(i + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(i + 1) || !follows(i + 2)) return 0;
    if (first == 0xE0 && byte(i + 1) < 0xA0) return 0;
    if (first == 0xED && byte(i + 1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(i + 1) || !follows(i + 2) || !follows(i + 3)) return 0;
    if (first == 0xF0 && byte(i + 1) < 0x90) return 0;
    if (first == 0xF4 && byte(i + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

}  // namespace detail

// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD: a message that quotes a broken
// request must not break the answer.
inline void append_json_string(std::string& out, std::string_view text) {
  constexpr char k_hex[] = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = detail::utf8_length(text, i);
    const unsigned byte = static_cast<unsigned char>(text[i]);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[i];
    } else if (byte < 0x20) {
      out += "\\u00";
      out += k_hex[byte >> 4U];
      out += k_hex[byte & 15U];
    } else {
      out.append(text, i, length);
    }
    i += length == 0 ? 1 : length;
  }
  out += '"';
}

// Returns {"code":...,"message":...} with the optional keys that are not empty.
inline std::string to_json(const Problem& problem) {
  std::string out = "{\"code\":";
  append_json_string(out, problem.code.empty() ? "internal" : problem.code);
  out += ",\"message\":";
  append_json_string(out, problem.message);
  const std::pair<const char*, const std::string*> optional[] = {
      {",\"at\":", &problem.at}, {",\"help\":", &problem.help}, {",\"request_id\":", &problem.request_id}};
  for (const auto& [key, value] : optional) {
    if (value->empty()) continue;
    out += key;
    append_json_string(out, *value);
  }
  out += '}';
  return out;
}

// What a call answers: the bytes are JSON, a problem when the status is negative.
struct Answer {
  anze_status status = ANZE_OK;
  std::string bytes;
};

inline Answer refuse(const Problem& problem) {
  return {problem.status, to_json(problem)};
}

}  // namespace anze::abi
