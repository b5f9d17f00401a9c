// Instance: one opened anze. Takes a method name and request bytes, answers bytes; everything between is
// here: guard, schema, who acts and whether they may, the store's transaction, the answer or the problem.
//
// Threads: call is [any]. Writes are serialised by the store; reads run beside them on the model and snapshot
// they began with.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "cpp/guard.hpp"
#include "plugin/calls/method.h"
#include "plugin/calls/services.h"
#include "plugin/calls/sheet_limits.h"
#include "plugin/store/store.h"
#include "plugin/tallies/upkeep.h"
#include "plugin/workbooks/in/desk.h"

namespace anze::plugin {

class Instance {
 public:
  // What the door wants (abi/cpp/guard.hpp).
  static abi::Opened<Instance> open(const abi::OpenArgs& args);
  abi::Answer call(std::string_view method, std::string_view request);
  const void* extension(std::string_view id);
  void poison();

 private:
  Instance(const abi::OpenArgs& args, const json& config)
      : services_(abi::Host(args.services), config),
        sheet_limits_(sheets::read_limits(config.value("sheet_limits", json()))),
        uploads_(sheet_limits_.file_bytes),
        desk_(text_of(config, "sheet_reader")) {}
  static Result<std::unique_ptr<Instance>> make(const abi::OpenArgs& args);
  Result<json> run(std::string_view method_name, std::string_view request_bytes, json& request,
                   Problems& problems);
  Result<json> run_function(Call& call);
  Result<void> ask_platform(const Call& call);
  Result<void> check_model(store::Writer& writer);
  Result<void> reload_model();
  std::shared_ptr<const Model> model() const;
  void tell_unknown_roles(const Person& person);
  Result<void> accept_head(const json& config, std::int64_t now_ms);
  void hand_head();

  Services services_;
  std::unique_ptr<store::Store> store_;
  std::string directory_;
  const sheets::Limits sheet_limits_;
  Uploads uploads_;
  sheets::Desk desk_;
  TallyKeeper keeper_;        // used inside acts, which the store serialises
  std::mutex reload_;         // one reload after the other
  mutable std::mutex mutex_;  // guards what follows
  std::shared_ptr<const Model> model_;
  std::set<std::string> told_roles_;
  std::int64_t handed_ = 0;     // the last entry the host's anchor keeps
  bool replaces_owed_ = false;  // it keeps a higher one of a history that was given up
};

}  // namespace anze::plugin
