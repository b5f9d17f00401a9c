// The kinds of records that vetoes leave: proposals, decisions of the two bodies, and liftings.
#pragma once

namespace anze::plugin {

inline constexpr const char* k_veto_record = "veto";
inline constexpr const char* k_veto_decision_record = "veto_decision";
inline constexpr const char* k_veto_lifting_record = "veto_lifting";

}  // namespace anze::plugin
