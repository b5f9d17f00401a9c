// The bytes of a snapshot: what the plugin seals (SM3) and what documents are rendered from again later.
//
// Canonical: UTF-8, no white space, keys in byte order, every field present (an unknown value is null), no
// floating point anywhere, points and dates as text ("87.25", "2025-09-30"), closed lists as their code
// words. The first key of meaning is "format":"anze.snapshot/1"; a field added later is a new number.
#pragma once

#include <string>
#include <string_view>

#include "reports/snapshot/snapshot.h"
#include "scoring/values/result.h"

namespace anze::reports {

// Bytes that are not UTF-8 become U+FFFD, so that the result can always be read again.
std::string to_json(const Snapshot& snapshot);

// Accepts what to_json writes, white space and key order apart; refuses unknown, missing and doubled keys.
// Errors: snapshot.json, snapshot.format, snapshot.type, snapshot.missing, snapshot.unknown_field,
// snapshot.duplicate_field, snapshot.word, and those of points.h, date.h, period.h; each with its JSON path.
Result<Snapshot> from_json(std::string_view bytes);

}  // namespace anze::reports
