// Texts come from people and imports; XML 1.0 cannot hold most control characters even escaped, and one bad
// byte would make a document that no office program opens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace anze::reports {

// Drops what XML 1.0 section 2.2 forbids (controls but tab and line feed, U+FFFE, U+FFFF); bytes that are not
// UTF-8 become U+FFFD each.
std::string clean(std::string_view text);

// Columns on a terminal: two for Han and full-width signs, one otherwise. Requires: clean text.
std::size_t display_width(std::string_view text);

}  // namespace anze::reports
