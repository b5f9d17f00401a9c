// Exchange: service anze.host.documents/1: official documents delivered into mailboxes on disk.
//
//   MAILBOXES/ADDRESSEE/DOCUMENT_ID/   document/      the document under its own file name
//                                      meta.json      as submitted
//                                      receipt.json   once the addressee has received it
//                                      late.json      how many more polls until then
// A delivery is built in a hidden folder, each file fsynced, and renamed into place: a mailbox never shows
// half a document. The document id decides identity; a repeat gets the first receipt and the outcome
// "duplicate".
//
// How an addressee behaves is set by a file, so that late, refused and lost answers can be lived through:
//   {"default":{"mode":"accept"},
//    "addressees":{"discipline":{"mode":"late","polls":2},"congress":{"mode":"refuse","reason":"缺少附件"}}}
//   {"mode":"accept"}        receipt at once
//   {"mode":"late"}          "later"; the receipt comes after `polls` polls or ticks
//   {"mode":"refuse"}        nothing delivered, reason given
//   {"mode":"duplicate"}     delivered, and answered as if it had been before
//   {"mode":"lost_answer"}   delivered, but the first submit fails with IO, as when the line breaks
// Each may name the `signer` of its receipts.
//
// Threads: any. One process delivers into a set of mailboxes at a time.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "anze/anze.h"
#include "host/services/clock.hpp"

namespace anze::host {

class Exchange {
 public:
  // Finds what earlier runs delivered. `behaviours` may be an empty path: everyone accepts.
  // Errors: Fault (usage) for a behaviours file that is not of the form.
  Exchange(const std::filesystem::path& mailboxes, const std::filesystem::path& behaviours,
           const Clock& clock);

  // One turn of the addressees: counts as a poll of every late document.
  void tick();
  // Replaces what an addressee does from now on; `behaviour` as in the file.  Errors: Fault (usage).
  void behave(const std::string& addressee, const nlohmann::json& behaviour);

  anze_service service() { return {ANZE_HOST_DOCUMENTS, &k_table, this}; }

 private:
  static const anze_host_documents k_table;
  nlohmann::json submit(std::string_view document, std::string_view meta_text);
  nlohmann::json receipt(const std::string& document_id);
  std::string fetch(const std::string& document_id);

  const std::filesystem::path& folder_of(const std::string& document_id) const;
  nlohmann::json behaviour_of(const std::string& addressee) const;
  nlohmann::json make_receipt(const nlohmann::json& meta, const std::filesystem::path& mailbox) const;
  void deliver(std::string_view document, const nlohmann::json& meta, const nlohmann::json& behaviour);
  // Returns true when the receipt is there after this poll.
  bool poll(const std::filesystem::path& folder) const;

  const Clock& clock_;
  std::filesystem::path mailboxes_;
  nlohmann::json behaviours_;
  std::map<std::string, std::filesystem::path> folders_;  // by document id
  std::mutex mutex_;
};

}  // namespace anze::host
