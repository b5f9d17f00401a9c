#include "plugin/calls/write_step.h"

#include "plugin/calls/current_model.h"
#include "plugin/calls/persons.h"

namespace anze::plugin {

Result<json> write_step(const Call& call, std::string_view step,
                        const std::function<Result<json>(store::Writer&)>& body) {
  const store::Provenance act{call.actor.principal, call.method.name,
                              call.text("request_id") + "#" + std::string(step), std::string(step),
                              call.clock_ms};
  ANZE_TRY(const std::string bytes, call.store.write(act, [&](store::Writer& writer) -> Result<std::string> {
    ANZE_CHECK(check_current_model(call, writer));
    ANZE_CHECK(note_account(call, writer));
    ANZE_TRY(const json answer, body(writer));
    return dump(answer);
  }));
  return json::parse(bytes);
}

}  // namespace anze::plugin
