// Host services that break the rules of a reply, one rule each; the plugin names the fault and lives on.
#include <stdexcept>
#include <thread>

#include "kit.hpp"

namespace anze {
namespace {

using kit::json;
using kit::Opened;

using Misdeed = void (*)(const anze_reply*);

void write(const anze_reply* reply, std::string_view text) {
  reply->write(reply->ctx, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

// A calendar whose version function does `misdeed`.
struct BadCalendar {
  Misdeed misdeed;
  static void version(void* ctx, const anze_reply* reply) { static_cast<BadCalendar*>(ctx)->misdeed(reply); }
  static constexpr anze_host_calendar k_table = {sizeof(anze_host_calendar), 0, nullptr, nullptr, &version};
};

json version_answered_by(Misdeed misdeed) {
  BadCalendar calendar{misdeed};
  const Opened plugin({{ANZE_HOST_CALENDAR, &BadCalendar::k_table, &calendar}});
  const json heard = plugin.ask("ask.version/1");
  EXPECT_EQ(plugin.call("echo/1").status, ANZE_OK);
  return heard;
}

TEST(Reply, in_many_pieces_is_one_answer) {
  const json heard = version_answered_by([](const anze_reply* reply) {
    for (const char c : std::string_view(R"({"version":"1"})")) write(reply, {&c, 1});
    write(reply, "");
    reply->done(reply->ctx, ANZE_OK);
  });
  EXPECT_EQ(heard["status"], ANZE_OK);
  EXPECT_EQ(heard["bytes"], R"({"version":"1"})");
}

TEST(Reply, without_done_is_no_answer) {
  const json heard = version_answered_by([](const anze_reply* reply) { write(reply, "{}"); });
  EXPECT_EQ(heard["status"], ANZE_E_HOST_NO_ANSWER);
}

TEST(Reply, must_not_be_ended_twice) {
  const json heard = version_answered_by([](const anze_reply* reply) {
    reply->done(reply->ctx, ANZE_OK);
    reply->done(reply->ctx, ANZE_OK);
  });
  EXPECT_EQ(heard["status"], ANZE_E_HOST_MISBEHAVED);
  EXPECT_EQ(heard["fault"], "done was called twice (H-05)");
}

TEST(Reply, must_not_be_written_after_done) {
  const json heard = version_answered_by([](const anze_reply* reply) {
    reply->done(reply->ctx, ANZE_OK);
    write(reply, "late");
  });
  EXPECT_EQ(heard["fault"], "write was called after done (H-05)");
}

TEST(Reply, must_stay_on_its_thread) {
  const json heard = version_answered_by(
      [](const anze_reply* reply) { std::thread([&] { reply->done(reply->ctx, ANZE_OK); }).join(); });
  EXPECT_EQ(heard["fault"], "the reply was used on another thread (H-05)");
}

TEST(Reply, is_not_thrown_through) {
  const json heard = version_answered_by([](const anze_reply*) { throw std::runtime_error("host"); });
  EXPECT_EQ(heard["status"], ANZE_E_HOST_MISBEHAVED);
}

TEST(Reply, with_a_null_text_is_misbehaviour) {
  const json heard = version_answered_by([](const anze_reply* reply) {
    reply->write(reply->ctx, nullptr, 3);
    reply->done(reply->ctx, ANZE_OK);
  });
  EXPECT_EQ(heard["fault"], "write was given NULL (H-05)");
}

TEST(Reply, of_failure_keeps_what_the_service_said) {
  const json failed = version_answered_by([](const anze_reply* reply) {
    write(reply, R"({"code":"x"})");
    reply->done(reply->ctx, ANZE_E_IO);
  });
  EXPECT_EQ(failed["status"], ANZE_E_HOST_FAILED);
  EXPECT_EQ(failed["said"], ANZE_E_IO);
  EXPECT_EQ(failed["bytes"], R"({"code":"x"})");
  const json refused =
      version_answered_by([](const anze_reply* reply) { reply->done(reply->ctx, ANZE_E_FORBIDDEN); });
  EXPECT_EQ(refused["status"], ANZE_E_HOST_REFUSED);
}

TEST(Reply, has_a_limit) {
  const json heard = version_answered_by([](const anze_reply* reply) {
    const std::string block(1U << 20U, 'x');
    for (int i = 0; i < 65; ++i) write(reply, block);
    reply->done(reply->ctx, ANZE_OK);
  });
  EXPECT_EQ(heard["status"], ANZE_E_LIMIT);
}

TEST(Service, that_is_absent_or_too_old_is_unsupported) {
  EXPECT_EQ(Opened().ask("ask.version/1")["status"], ANZE_E_UNSUPPORTED);
  EXPECT_EQ(Opened().ask("now/1")["status"], ANZE_E_UNSUPPORTED);
  EXPECT_EQ(Opened().call("log/1").text, "false");
  anze_host_calendar older = BadCalendar::k_table;
  older.struct_size = offsetof(anze_host_calendar, version);
  const Opened plugin({{ANZE_HOST_CALENDAR, &older, nullptr}});
  EXPECT_EQ(plugin.ask("ask.version/1")["status"], ANZE_E_UNSUPPORTED);
  EXPECT_EQ(plugin.ask("ask.workday/1", {{"date", "2026-01-08"}})["status"],
            ANZE_E_UNSUPPORTED);  // NULL entry
}

TEST(Clock, that_fails_throws_or_answers_nonsense_is_no_time) {
  const auto now_with = [](anze_status (*now_ms)(void*, int64_t*)) {
    const anze_host_clock table = {sizeof(anze_host_clock), 0, now_ms};
    return Opened({{ANZE_HOST_CLOCK, &table, nullptr}}).ask("now/1")["status"].get<int>();
  };
  EXPECT_EQ(now_with([](void*, int64_t* out) { return *out = 5, ANZE_OK; }), ANZE_OK);
  EXPECT_EQ(now_with([](void*, int64_t*) { return ANZE_E_IO; }), ANZE_E_HOST_FAILED);
  EXPECT_EQ(now_with([](void*, int64_t*) { return ANZE_OK; }),
            ANZE_E_HOST_MISBEHAVED);  // nothing put into out
  EXPECT_EQ(now_with([](void*, int64_t*) -> anze_status { throw 1; }), ANZE_E_HOST_MISBEHAVED);
}

}  // namespace
}  // namespace anze
