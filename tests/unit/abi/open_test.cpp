// What anze_open accepts and refuses.
#include <array>
#include <cstring>

#include "kit.hpp"

namespace anze {
namespace {

using kit::json;
using kit::probe;
using kit::take;

struct Tried {
  anze_status status;
  std::string code;
};

// Opens with `args`, closes what was opened, answers the status and the problem's code.
Tried try_open(const anze_open_args* args) {
  auto* plugin = reinterpret_cast<anze_plugin*>(std::uintptr_t{1});
  anze_buf problem{};
  const anze_status status = probe().open(args, &plugin, &problem);
  if (status == ANZE_OK) {
    EXPECT_EQ(problem.data, nullptr);
    EXPECT_EQ(probe().close(plugin), ANZE_OK);
    return {status, {}};
  }
  EXPECT_EQ(plugin, nullptr);  // a usable handle or nothing
  return {status, json::parse(take(problem))["code"]};
}

TEST(Open, needs_arguments_and_a_place_for_the_handle) {
  const anze_open_args args = kit::args_with({});
  EXPECT_EQ(try_open(nullptr).status, ANZE_E_ARGUMENT);
  EXPECT_EQ(probe().open(&args, nullptr, nullptr), ANZE_E_ARGUMENT);
  EXPECT_EQ(try_open(&args).status, ANZE_OK);
}

TEST(Open, accepts_the_shorter_struct_of_an_older_host) {
  // Only struct_size and abi; what lies behind is not read.
  struct Short {
    std::uint32_t struct_size = 8;
    std::uint32_t abi = ANZE_ABI_1_0;
  } const args;
  EXPECT_EQ(try_open(reinterpret_cast<const anze_open_args*>(&args)).status, ANZE_OK);
}

TEST(Open, accepts_the_longer_struct_of_a_newer_host_when_the_tail_is_zero) {
  struct Long {
    anze_open_args known;
    std::uint64_t later[4];
  } args{};
  args.known = kit::args_with({});
  args.known.struct_size = sizeof args;
  EXPECT_EQ(try_open(&args.known).status, ANZE_OK);
  args.later[3] = 1;
  EXPECT_EQ(try_open(&args.known).status, ANZE_E_STRUCT_SIZE);
  for (const std::uint32_t size : {0U, 7U, 4097U, 0xFFFFFFFFU}) {
    args.known.struct_size = size;
    EXPECT_EQ(try_open(&args.known).code, "open.struct_size") << size;
  }
}

TEST(Open, refuses_a_version_that_was_not_negotiated) {
  anze_open_args args = kit::args_with({});
  for (const std::uint32_t version : {0U, 1U, 0xFFFFU, 0x10001U, 0x20000U}) {
    args.abi = version;
    EXPECT_EQ(try_open(&args).status, ANZE_E_ABI_VERSION) << version;
  }
}

TEST(Open, copies_the_config_and_takes_none_for_an_empty_object) {
  std::string config = R"({"storage_dir":"/数据"})";
  anze_open_args args = kit::args_with({});
  args.config = reinterpret_cast<const std::uint8_t*>(config.data());
  args.config_size = config.size();
  kit::Opened plugin;
  EXPECT_EQ(plugin.call("config/1").text, "{}");
  probe().close(plugin.handle);
  ASSERT_EQ(probe().open(&args, &plugin.handle, nullptr), ANZE_OK);
  const std::string before = config;
  config.assign(config.size(), '#');
  EXPECT_EQ(plugin.call("config/1").text, before);

  args.config_size = 3;
  EXPECT_EQ(try_open(&args).code, "config.json");
  args.config = nullptr;
  EXPECT_EQ(try_open(&args).code, "open.config");
  args.config_size = (16ULL << 20U) + 1;
  args.config = reinterpret_cast<const std::uint8_t*>(config.data());
  EXPECT_EQ(try_open(&args).status, ANZE_E_LIMIT);
}

TEST(Open, turns_an_exception_into_a_problem) {
  const std::string config = R"({"throw":1})";
  anze_open_args args = kit::args_with({});
  args.config = reinterpret_cast<const std::uint8_t*>(config.data());
  args.config_size = config.size();
  EXPECT_EQ(try_open(&args).code, "internal.exception");
}

TEST(Open, checks_the_services) {
  const std::uint32_t table = 4;
  const std::vector<std::vector<anze_service>> wrong = {{{nullptr, &table, nullptr}},
                                                        {{"a/1", nullptr, nullptr}},
                                                        {{"a/1", &table, nullptr}, {"a/1", &table, nullptr}}};
  for (const auto& services : wrong) {
    const anze_open_args args = kit::args_with(services);
    EXPECT_EQ(try_open(&args).code, "open.service");
  }
  anze_open_args args = kit::args_with({});
  args.services = nullptr;
  args.service_count = 1;
  EXPECT_EQ(try_open(&args).code, "open.services");
  const std::vector<anze_service> unknown = {{"cn.example.sms/1", &table, nullptr}};
  args = kit::args_with(unknown);
  EXPECT_EQ(try_open(&args).status, ANZE_OK);
}

}  // namespace
}  // namespace anze
