// Classified (密级): a letter with the mark of a state secret does not go through this platform, which is no
// classified system: 保守国家秘密法 forbids to keep or send secrets on one, and 党政机关公文处理工作条例 art.
// 26 sends such papers by 机要 or by systems made for it. What is looked for are marks as papers bear them
// (“机密★20年”, “密级：秘密”, “【绝密】”, a line of its own), not the words: 商业秘密 and 保守秘密 are
// ordinary texts.
#pragma once

#include <string>
#include <string_view>

#include "plugin/calls/method.h"

namespace anze::plugin {

// The mark a text bears, as "机密"; "" when it bears none.
std::string classified_mark(std::string_view text);

// That neither the sealed snapshot nor a record of its period bears a mark.  Errors: filing.classified.
Result<void> check_unclassified(const Call& call, store::Reader& reader, const json& snapshot,
                                const Period& period);

}  // namespace anze::plugin
