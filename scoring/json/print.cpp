#include "scoring/json/print.h"

#include <array>
#include <charconv>

namespace anze::json {
namespace {

void print_text(std::string_view text, std::string& out) {
  constexpr char k_digits[] = "0123456789abcdef";
  out += '"';
  for (const char each : text) {
    switch (each) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (const auto byte = static_cast<unsigned char>(each); byte < 0x20) {
          out += "\\u00";
          out += k_digits[byte >> 4U];
          out += k_digits[byte & 0xFU];
        } else {
          out += each;
        }
    }
  }
  out += '"';
}

void print_into(const Value& value, std::string& out) {
  if (const auto* truth = value.get_if<bool>()) {
    out += *truth ? "true" : "false";
  } else if (const auto* number = value.get_if<std::int64_t>()) {
    std::array<char, 20> digits{};
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr);
  } else if (const auto* text = value.get_if<std::string>()) {
    print_text(*text, out);
  } else if (const auto* list = value.get_if<Array>()) {
    out += '[';
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out += ',';
      print_into((*list)[i], out);
    }
    out += ']';
  } else if (const auto* members = value.get_if<Members>()) {
    out += '{';
    for (std::size_t i = 0; i < members->size(); ++i) {
      if (i > 0) out += ',';
      print_text((*members)[i].name, out);
      out += ':';
      print_into((*members)[i].value, out);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

std::string print(const Value& value) {
  std::string out;
  print_into(value, out);
  return out;
}

}  // namespace anze::json
