#include "host/services/exchange.hpp"

#include <algorithm>
#include <array>

#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/reply.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::array k_modes = {"accept", "late", "refuse", "duplicate", "lost_answer"};

// Requires: called before any delivery.  Errors: Fault.
void check_behaviour(const json& behaviour, const std::string& who) {
  const json mode = behaviour.is_object() ? behaviour.value("mode", json("accept")) : json();
  if (std::find(k_modes.begin(), k_modes.end(), mode) == k_modes.end())
    throw Fault(k_exit_usage, "The exchange behaviour of " + who + " has no known mode.",
                "Modes are accept, late, refuse, duplicate and lost_answer.");
  if (!behaviour.value("polls", json(1U)).is_number_integer() ||
      !behaviour.value("reason", json("")).is_string())
    throw Fault(k_exit_usage, "The exchange behaviour of " + who + ": polls is a number, reason a text.");
}

json parse_meta(std::string_view text) {
  json meta = json::parse(text, nullptr, false);
  for (const char* key : {"document_id", "addressee", "filename", "digest_sm3"})
    if (!meta.is_object() || !meta.value(key, json()).is_string())
      throw Refusal{ANZE_E_INVALID, std::string("meta needs a text ") + key + "."};
  for (const char* key : {"document_id", "addressee", "filename"})
    if (!is_plain_name(meta[key].get_ref<const std::string&>()))
      throw Refusal{ANZE_E_INVALID, std::string(key) + " must be usable as a file name."};
  return meta;
}

json outcome(const char* word, json receipt, json reason = nullptr) {
  return {{"outcome", word}, {"receipt", std::move(receipt)}, {"reason", std::move(reason)}};
}

json read_json(const fs::path& path) {
  return json::parse(read_file(path));
}

}  // namespace

const anze_host_documents Exchange::k_table = {
    sizeof(anze_host_documents), 0,
    [](void* ctx, const std::uint8_t* document, std::uint64_t size, const std::uint8_t* meta,
       std::uint64_t meta_size, const anze_reply* reply) {
      respond(reply, [&] {
        return static_cast<Exchange*>(ctx)->submit(view(document, size), view(meta, meta_size));
      });
    },
    [](void* ctx, const char* document_id, const anze_reply* reply) {
      respond(reply, [&] { return static_cast<Exchange*>(ctx)->receipt(document_id); });
    },
    [](void* ctx, const char* document_id, const anze_reply* reply) {
      respond(reply, [&] { return static_cast<Exchange*>(ctx)->fetch(document_id); });
    }};

Exchange::Exchange(const fs::path& mailboxes, const fs::path& behaviours, const Clock& clock)
    : clock_(clock), mailboxes_(fs::absolute(mailboxes)), behaviours_(json::object()) {
  if (!behaviours.empty()) behaviours_ = json::parse(read_file(behaviours), nullptr, false);
  if (!behaviours_.is_object() || !behaviours_.value("addressees", json::object()).is_object())
    throw Fault(k_exit_usage, behaviours.string() + " is not a JSON object with addressees.");
  check_behaviour(behaviours_.value("default", json::object()), "default");
  const json named = behaviours_.value("addressees", json::object());
  for (const auto& [who, behaviour] : named.items()) check_behaviour(behaviour, who);

  fs::create_directories(mailboxes_);
  for (const fs::directory_entry& mailbox : fs::directory_iterator(mailboxes_)) {
    if (!mailbox.is_directory()) continue;
    for (const fs::directory_entry& folder : fs::directory_iterator(mailbox))
      if (fs::exists(folder.path() / "meta.json") && folder.path().filename().string().front() != '.')
        folders_[folder.path().filename().string()] = folder.path();
  }
}

void Exchange::behave(const std::string& addressee, const json& behaviour) {
  check_behaviour(behaviour, addressee);
  const std::lock_guard lock(mutex_);
  behaviours_["addressees"][addressee] = behaviour;
}

void Exchange::tick() {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, folder] : folders_) poll(folder);
}

json Exchange::behaviour_of(const std::string& addressee) const {
  const json all = behaviours_.value("addressees", json::object());
  return all.value(addressee, behaviours_.value("default", json::object()));
}

json Exchange::submit(std::string_view document, std::string_view meta_text) {
  const json meta = parse_meta(meta_text);
  const std::string id = meta["document_id"];
  if (digest("sm3", document) != meta["digest_sm3"])
    throw Refusal{ANZE_E_INVALID, "digest_sm3 is not the digest of the document."};

  const std::lock_guard lock(mutex_);
  if (const auto known = folders_.find(id); known != folders_.end()) {
    if (read_json(known->second / "meta.json")["digest_sm3"] != meta["digest_sm3"])
      throw Refusal{ANZE_E_CONFLICT, "Another document was delivered under the id " + id + "."};
    if (!fs::exists(known->second / "receipt.json")) return outcome("later", nullptr);
    return outcome("duplicate", read_json(known->second / "receipt.json"));
  }
  const json behaviour = behaviour_of(meta["addressee"]);
  const std::string mode = behaviour.value("mode", "accept");
  if (mode == "refuse") return outcome("refused", nullptr, behaviour.value("reason", "退回"));
  deliver(document, meta, behaviour);
  if (mode == "lost_answer") throw Refusal{ANZE_E_IO, "The connection broke."};
  if (mode == "late") return outcome("later", nullptr);
  return outcome(mode == "duplicate" ? "duplicate" : "accepted", read_json(folders_.at(id) / "receipt.json"));
}

void Exchange::deliver(std::string_view document, const json& meta, const json& behaviour) {
  const std::string id = meta["document_id"];
  const fs::path mailbox = mailboxes_ / meta["addressee"].get<std::string>();
  const fs::path building = mailbox / ("." + id);
  fs::remove_all(building);  // what a crash left
  fs::create_directories(building / "document");
  write_synced(building / "document" / meta["filename"].get<std::string>(), document);
  sync_directory(building / "document");
  write_synced(building / "meta.json", meta.dump(2));
  if (behaviour.value("mode", "accept") == "late") {
    write_synced(building / "late.json", json{{"polls_left", behaviour.value("polls", 1U)}}.dump());
  } else {
    write_synced(building / "receipt.json", make_receipt(meta, mailbox).dump(2));
  }
  sync_directory(building);
  fs::rename(building, mailbox / id);
  sync_directory(mailbox);
  sync_directory(mailboxes_);
  folders_[id] = mailbox / id;
}

json Exchange::make_receipt(const json& meta, const fs::path& mailbox) const {
  // Numbered per mailbox and year in the order the receipts are given.
  const std::string today = to_beijing_date(clock_.now_ms());
  unsigned number = 1;
  for (const auto& [id, folder] : folders_) {
    if (folder.parent_path() != mailbox || !fs::exists(folder / "receipt.json")) continue;
    if (read_json(folder / "receipt.json").value("received_on", "").substr(0, 4) == today.substr(0, 4))
      ++number;
  }
  const std::string addressee = meta["addressee"];
  return {{"receipt_no", "收〔" + today.substr(0, 4) + "〕" + std::to_string(number) + "号"},
          {"document_id", meta["document_id"]},
          {"digest", meta["digest_sm3"]},
          {"addressee", addressee},
          {"received_on", today},
          {"signer", behaviour_of(addressee).value("signer", addressee + "收发室")},
          {"outcome", "accepted"}};
}

bool Exchange::poll(const fs::path& folder) const {
  if (fs::exists(folder / "receipt.json")) return true;
  const unsigned left = read_json(folder / "late.json").value("polls_left", 1U);
  if (left > 1) {
    replace_durably(folder / "late.json", json{{"polls_left", left - 1}}.dump());
    return false;
  }
  const json meta = read_json(folder / "meta.json");
  replace_durably(folder / "receipt.json", make_receipt(meta, folder.parent_path()).dump(2));
  fs::remove(folder / "late.json");
  return true;
}

const fs::path& Exchange::folder_of(const std::string& document_id) const {
  const auto found = folders_.find(document_id);
  if (found == folders_.end())
    throw Refusal{ANZE_E_NOT_FOUND, "No document " + document_id + " was delivered."};
  return found->second;
}

json Exchange::receipt(const std::string& document_id) {
  const std::lock_guard lock(mutex_);
  const fs::path& folder = folder_of(document_id);
  if (!poll(folder)) return outcome("later", nullptr);
  return outcome("accepted", read_json(folder / "receipt.json"));
}

std::string Exchange::fetch(const std::string& document_id) {
  const std::lock_guard lock(mutex_);
  const fs::path& folder = folder_of(document_id);
  return read_file(folder / "document" / read_json(folder / "meta.json")["filename"].get<std::string>());
}

}  // namespace anze::host
