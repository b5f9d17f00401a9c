// The builders behind make_outline, one file an audience. Each gets the addressee's view. Internal to
// reports.
#pragma once

#include <string_view>

#include "reports/papers/draft.h"
#include "reports/papers/outline.h"

namespace anze::reports {

void build_discipline(Outline& outline, const Snapshot& view);    // 纪检委
void build_organisation(Outline& outline, const Snapshot& view);  // 组织部
void build_congress(Outline& outline, const Snapshot& view);      // 人大
void build_cppcc(Outline& outline, const Snapshot& view);         // 政协

// Parts that several papers share (outline_parts.cpp).
// The four indices without a full stop; the conclusion says them bare, the chapter with last year's beside.
void say_indices(Sentence& sentence, const Snapshot& view, bool with_comparison);
void tell_accidents(Draft& draft, const Snapshot& view);  // indices, then each accident
// Each veto, then each reached trigger that nobody proposed; that there is none only where both were asked.
void tell_measures(Draft& draft, const Snapshot& view, VetoLevel level);
// 一票否决1件（另有已提出待决定1件）: what is or was in force, then what is on its way.
std::string measures_text(const Snapshot& view, VetoLevel level);
void tell_plans(Draft& draft, const Snapshot& view);
void tell_problems(Draft& draft, const Snapshot& view);  // passages, then what is still owed
void tell_supersedes(Draft& draft, const Snapshot& view);
std::string effect_period(const Veto& veto);  // 2025年9月20日至2025年12月31日

// Annexes (annexes.cpp); each adds one attachment, or none where there is nothing to list.
void annex_figures(Outline& outline, const Snapshot& view);
void annex_accidents(Outline& outline, const Snapshot& view);
void annex_officials(Outline& outline, const Snapshot& view);
void annex_deductions(Outline& outline, const Snapshot& view);
void annex_measures(Outline& outline, const Snapshot& view);
void annex_units(Outline& outline, const Snapshot& view);

// The last lines of the last annex: notes on the figures, then rulebook, data digest and chain head.
// Requires: an annex.
void close_annexes(Outline& outline, const Snapshot& view, std::string_view data_digest);

}  // namespace anze::reports
