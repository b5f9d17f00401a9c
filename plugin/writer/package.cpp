#include "plugin/writer/package.h"

#include "plugin/writer/package_order.h"

namespace anze::sheets {
namespace {

constexpr int k_longest_ms = 20'000;

}  // namespace

Result<std::string> pack_in_process(const WriterProgram& program, const std::vector<reports::Part>& parts) {
  const Written expected = expected_of(parts);
  if (static_cast<std::size_t>(expected.text_bytes) > k_package_bytes_max)
    return cannot_write(k_package,
                        "its texts are over the limit of " + std::to_string(k_package_bytes_max) + " bytes");
  return write_in_process(program, k_package, package_order(parts), expected);
}

Result<std::string> pack(const std::vector<reports::Part>& parts) {
  WriterProgram program = find_writer();
  program.timeout_ms = k_longest_ms;
  return pack_in_process(program, parts);
}

}  // namespace anze::sheets
