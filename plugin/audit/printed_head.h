// A head of the chain as somebody reads it off a paper: "审计链头：序号317，SM3： 1ab2 1d83 …。", or its
// number and digest by themselves. Digits come with blanks and in either case, as people type them.
#pragma once

#include "plugin/json/json.h"
#include "plugin/store/store.h"

namespace anze::plugin {

// Of a request with "printed", or with "seq" and "hash".  Errors: head.form.
Result<store::ChainHead> printed_head(const json& request);

}  // namespace anze::plugin
