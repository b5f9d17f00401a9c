// The parts of a DOCX that do not depend on the text: styles, settings, font table. Internal.
#pragma once

#include <string>

namespace anze::reports::docx {

std::string styles_part();
std::string settings_part();
std::string font_table_part();

}  // namespace anze::reports::docx
