#include "host/services/anchor.hpp"

#include <utility>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/reply.hpp"

namespace anze::host {

using nlohmann::json;

const anze_host_anchor Anchor::k_table = {
    sizeof(anze_host_anchor), 0,
    [](void* ctx, const char* store, const anze_reply* reply) {
      respond(reply, [&] {
        auto& self = *static_cast<Anchor*>(ctx);
        const std::lock_guard lock(self.mutex_);
        const auto kept = self.heads_.find(store);
        if (kept == self.heads_.end()) throw Refusal{ANZE_E_NOT_FOUND, "No head is kept for this store."};
        return json(*kept);
      });
    },
    [](void* ctx, const std::uint8_t* head, std::uint64_t size, const anze_reply* reply) {
      respond(reply, [&] {
        static_cast<Anchor*>(ctx)->keep(json::parse(view(head, size)));
        return json::object();
      });
    }};

Anchor::Anchor(std::filesystem::path file) : file_(std::move(file)) {
  if (!std::filesystem::exists(file_)) return;
  heads_ = json::parse(read_file(file_), nullptr, false);
  if (!heads_.is_object())
    throw Fault(k_exit_usage, "The file of kept heads " + file_.string() + " does not read.",
                "Keep it as it is and look into it: it says how far each store had come.");
}

void Anchor::keep(const json& head) {
  const std::string& store = head.at("store").get_ref<const std::string&>();
  const std::lock_guard lock(mutex_);
  const auto kept = heads_.find(store);
  const bool older =
      kept != heads_.end() && head.at("seq").get<std::int64_t>() < kept->at("seq").get<std::int64_t>();
  if (older && !head.value("replaces", false)) return;
  heads_[store] = {{"seq", head.at("seq")}, {"hash", head.at("hash")}};
  replace_durably(file_, heads_.dump(2));
}

}  // namespace anze::host
