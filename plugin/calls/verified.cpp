#include "plugin/calls/verified.h"

namespace anze::plugin {
namespace {

Error damaged(const std::string& when, const Error& first) {
  return {Code::k_corrupt, "store.corrupt", when + first.message, first.at,
          "stop using this store; keep its directory as it is. audit.verify/1 names every bad row; restore "
          "the newest backup that verifies"};
}

}  // namespace

Result<void> verify_before(const Call& call, std::string_view what) {
  ANZE_TRY(const store::VerifyReport report, call.store.verify());
  if (report.problems.empty()) return {};
  return damaged("before " + std::string(what) + " the store was verified, and does not hold: ",
                 report.problems.front());
}

Error damage_or(store::Store& store, const Error& error) {
  if (error.reason.starts_with("store.")) return error;
  const Result<store::VerifyReport> report = store.verify();
  if (!report) return report.error().code == Code::k_corrupt ? report.error() : error;
  if (report->problems.empty()) return error;
  return damaged("something stored cannot be read: ", report->problems.front());
}

}  // namespace anze::plugin
