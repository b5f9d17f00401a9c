// demo: what `anze-host run` plays: a district's year, from the first import to the last receipt, with the
// plugin's own answers printed. It knows the methods it calls and nothing of what is behind them.
#pragma once

#include <filesystem>

namespace anze::host {

struct DemoOptions {
  std::filesystem::path plugin;
  std::filesystem::path district;  // organisation, ledgers, rulebook, figures, facts, judgements, directory
  std::filesystem::path what_if;   // the same with an invented accident; empty: no veto chapter
  std::filesystem::path calendar;
  std::filesystem::path out;  // made anew: store, mailboxes, documents
};

// Returns the exit code.  Errors: Fault, Refused.
int run_demo(const DemoOptions& options);

}  // namespace anze::host
