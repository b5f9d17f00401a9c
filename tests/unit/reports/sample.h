// A quarter, and a year, of an invented district, as a snapshot. The campaign figures are those of a
// published account of one district's work (1317 hazards = 1299 rectified + 18 with a deadline; 868 units,
// 584 hazards, 538 rectified in fire safety); people, accidents and documents are invented.
#pragma once

#include "plugin/writer/zip_package.h"
#include "reports/render.h"
#include "reports/snapshot/snapshot.h"

namespace anze::reports::test {

Snapshot sample(FilingKind kind, int officials = 12);
// Nothing happened and nobody was assessed.
Snapshot empty_quarter();

inline constexpr const char* k_digest = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

// As the writer process packs it, without the process.
inline Result<RenderedDocument> rendered(const Snapshot& snapshot, Format format,
                                         std::string_view digest = k_digest) {
  return render(snapshot, format, digest, sheets::zip);
}

}  // namespace anze::reports::test
