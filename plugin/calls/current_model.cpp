#include "plugin/calls/current_model.h"

namespace anze::plugin {

Result<void> take_current_model(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::int64_t entry, reader.model_entry());
  if (call.model->entry == entry) return {};
  ANZE_TRY(call.model, load_model(reader, call.store.codes()));
  return {};
}

Result<void> check_current_model(const Call& call, store::Reader& reader) {
  ANZE_TRY(const std::int64_t entry, reader.model_entry());
  if (call.model->entry == entry) return {};
  return Error{
      Code::k_conflict,
      "model.changed",
      "the definitions in force were changed while this was under way (entry " + std::to_string(entry) + ")",
      {},
      "do it again: nothing of this step was kept"};
}

}  // namespace anze::plugin
