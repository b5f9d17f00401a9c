// The audit chain, the kept log lines.
#include "plugin/audit/printed_head.h"
#include "plugin/filing/addressees.h"

namespace anze::plugin {
namespace {

// Whether the file shows names.
json texts_kept(const store::TextsKept& kept) {
  if (kept.key == 0)
    return {{"encrypted", false}, {"summary", "姓名等文字未加密：能读取数据文件的人就能看到"}};
  std::string summary = "姓名等文字已加密（第" + std::to_string(kept.key) + "个密钥）";
  if (kept.since > 1)
    summary += "；审计链第" + std::to_string(kept.since) + "条以前登记的未加密，仍可从数据文件读出";
  return {{"encrypted", true}, {"key", kept.key}, {"since", kept.since}, {"summary", std::move(summary)}};
}

Result<json> verify(Call& call, store::Reader&) {
  ANZE_TRY(const store::VerifyReport report, call.store.verify());
  json problems = json::array();
  for (const Error& problem : report.problems)
    problems.push_back(
        {{"code", problem.reason}, {"message", problem.message}, {"at", problem.at}, {"help", problem.help}});
  return json{{"ok", problems.empty()},
              {"entries", report.entries},
              {"rows", report.rows},
              {"head", {{"seq", report.head.seq}, {"hash", store::to_hex(report.head.hash)}}},
              {"texts", texts_kept(call.store.texts_kept())},
              {"problems", std::move(problems)}};
}

Result<json> list(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<store::AuditEntry> entries,
           reader.audit(call.request.value("after", std::int64_t{0}),
                        static_cast<std::size_t>(call.request.value("limit", 100))));
  json list = json::array();
  for (const store::AuditEntry& entry : entries)
    list.push_back({{"seq", entry.seq},
                    {"at_ms", entry.at_ms},
                    {"actor", entry.actor},
                    {"method", entry.method},
                    {"request_id", entry.request_id},
                    {"subject", entry.subject},
                    {"hash", store::to_hex(entry.hash)}});
  return json{{"entries", std::move(list)}};
}

Result<json> head(Call&, store::Reader& reader) {
  ANZE_TRY(const store::ChainHead head, reader.head());
  return json{{"seq", head.seq}, {"hash", store::to_hex(head.hash)}};
}

Result<json> check_head(Call& call, store::Reader& reader) {
  ANZE_TRY(const store::ChainHead asked, printed_head(call.request));
  ANZE_TRY(const store::ChainHead now, reader.head());
  const std::string number = std::to_string(asked.seq);
  const json head = {{"seq", now.seq}, {"hash", store::to_hex(now.hash)}};
  if (asked.seq > now.seq)
    return json{{"answer", "newer"},
                {"seq", asked.seq},
                {"head", head},
                {"summary", "本系统审计链只到第" + std::to_string(now.seq) + "条，还没有第" + number +
                                "条：数据可能被换成了旧的，请与最近的备份核对"}};
  ANZE_TRY(const std::vector<store::AuditEntry> entries, reader.audit(asked.seq - 1, 1));
  const store::Digest& kept = entries.at(0).hash;
  const bool same = kept == asked.hash;
  return json{
      {"answer", same ? "yes" : "no"},
      {"seq", asked.seq},
      {"hash", store::to_hex(kept)},
      {"head", head},
      {"summary", same ? "是本系统审计链的第" + number + "条"
                       : "与本系统审计链的第" + number + "条不同：该条或其以前的记录不是当时告知的那一份"}};
}

Result<json> take_log(Call& call, store::Reader&) {
  ANZE_CHECK(check_issuing(call));  // the log tells who was refused what
  return json{{"lines", call.services.take_log()}};
}

}  // namespace

std::span<const Method> audit_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "audit.verify/1",
       .title = "核验审计链",
       .summary = "Walks the whole audit chain and every row under it.",
       .roles = {k_auditor},
       .answer = {tell::flag("ok"), tell::count("entries"), tell::count("rows"),
                  tell::object("head", {tell::count("seq"), tell::digest("hash")}),
                  tell::object("texts",
                               {tell::flag("encrypted"),
                                tell::count("key").at_times().says("the number of the key in use"),
                                tell::count("since").at_times().says("the first entry that is encrypted"),
                                tell::text("summary")}),
                  tell::list("problems", tell::is(problem_shape()))},
       .function = verify,
       .reads_people = true},
      {.name = "audit.list/1",
       .title = "审计记录",
       .summary = "Lists audit entries.",
       .roles = {k_auditor},
       .members = {ask::integer("after", 0), ask::integer("limit", 1, 1000)},
       .answer = {tell::list(
           "entries", tell::object("", {tell::count("seq"), tell::integer("at_ms"), tell::text("actor"),
                                        tell::text("method"), tell::text("request_id"), tell::text("subject"),
                                        tell::digest("hash")}))},
       .function = list,
       .reads_people = true},
      {.name = "audit.head/1",
       .title = "审计链头",
       .summary = "Answers the chain's newest entry and its digest.",
       .answer = {tell::count("seq"), tell::digest("hash")},
       .function = head},
      {.name = "audit.check_head/1",
       .title = "核对印出的审计链头",
       .summary =
           "Says whether a head printed on a paper is an entry of this chain, and where not, what is there.",
       .roles = {k_auditor, k_registrar},
       .members = {ask::text("printed", 1, 400)
                       .says("the line as printed: 审计链头：序号317，SM3： 1ab2 …; or seq and hash"),
                   ask::integer("seq", 1), ask::text("hash", 64, 200)},
       .answer =
           {tell::word("answer", {"yes", "no", "newer"}).says("newer: this store has not come that far"),
            tell::count("seq"), tell::digest("hash").at_times().says("what this store has there"),
            tell::object("head", {tell::count("seq"), tell::digest("hash")}), tell::text("summary")},
       .errors = {"head.form"},
       .function = check_head},
      {.name = "log.take/1",
       .title = "取日志",
       .summary = "Takes the log lines kept for a host without a log service.",
       .roles = {k_system_admin, k_registrar},
       .answer = {tell::texts("lines")},
       .errors = refusals({refusal::filing_rules(), {"actor.addressee"}}),
       .function = take_log},
  };
  return methods;
}

}  // namespace anze::plugin
