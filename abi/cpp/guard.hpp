// Door: the guarded entrance of a plugin. Every exported function and every function of an extension table
// goes through it: handle, process, re-entrancy and poison are checked, no exception leaves, and every
// failure comes out as a status and a problem object.
//
// Usage, in the one file that defines the exports:
//   using Door = anze::abi::Door<Instance>;
//   anze_status anze_close(anze_plugin* plugin) { return Door::close(plugin); }
// and in an extension table:
//   anze_status append(anze_plugin* plugin, ..., anze_buf* problem) {
//     return Door::enter(plugin, problem, [&](Instance& instance) { return instance.append(...); });
//   }
//
// Threads: everything here is [any] but close, which is [exclusive] and answers BUSY to those who forget.
#pragma once

#include <cxxabi.h>

#include <concepts>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "anze/plugin.h"
#include "cpp/broken.hpp"
#include "cpp/buffer.hpp"
#include "cpp/open_args.hpp"
#include "cpp/problem.hpp"
#include "cpp/registry.hpp"

namespace anze::abi {

// What T::open answers: an instance, or why there is none.
template <class T>
struct Opened {
  std::unique_ptr<T> instance;
  Problem problem{};  // read when `instance` is null
};

// The plugin behind the door.
//   open       makes a ready instance from the host's arguments.
//   call       one method; concurrent.
//   extension  the table of exactly this id, or null; concurrent.
//   poison     an invariant is broken: shut the store, write no more. Called once, possibly while other
//              calls are still inside; must not throw.
// The destructor runs with nobody inside. What can fail at the end belongs into an optional `void close()`,
// which is called before it; a destructor that throws ends the process.
template <class T>
concept Behind = requires(T& instance, const OpenArgs& args, std::string_view text) {
  { T::open(args) } -> std::same_as<Opened<T>>;
  { instance.call(text, text) } -> std::same_as<Answer>;
  { instance.extension(text) } -> std::convertible_to<const void*>;
  {instance.poison()};
};

namespace detail {

inline constexpr char k_no_memory[] =
    "{\"code\":\"memory\",\"message\":\"Out of memory; nothing was changed.\"}";

// Puts a problem where the host wants it, down to the literal that needs no memory.
inline anze_status report(anze_buf* out, anze_status status, const char* code,
                          std::string_view message) noexcept {
  if (out == nullptr || !is_empty(*out)) return status;
  bool told = false;
  try {
    told = fill(*out, to_json(Problem{status, code, std::string(message), {}, {}, {}}));
  } catch (...) {
  }
  if (!told) fill_literal(*out, k_no_memory);
  return status;
}

inline anze_status report(anze_buf* out, const Problem& problem) {
  if (out != nullptr && is_empty(*out) && !fill(*out, to_json(problem))) fill_literal(*out, k_no_memory);
  return problem.status;
}

inline const char* text_of(anze_status status) {
  switch (status) {
    case ANZE_E_CLOSED:
      return "The handle is not that of an open instance.";
    case ANZE_E_FORKED:
      return "The process forked after the instance was opened; open a new one after the fork.";
    case ANZE_E_REENTRANT:
      return "A host service called back into the instance that was calling it.";
    case ANZE_E_POISONED:
      return "The instance met a broken invariant and has stopped; close it and see the log.";
    case ANZE_E_BUSY:
      return "Calls are still in flight.";
    default:
      return "The call was refused.";
  }
}

inline const char* code_of(anze_status status) {
  switch (status) {
    case ANZE_E_CLOSED:
      return "call.closed";
    case ANZE_E_FORKED:
      return "call.forked";
    case ANZE_E_REENTRANT:
      return "call.reentrant";
    case ANZE_E_POISONED:
      return "call.poisoned";
    case ANZE_E_BUSY:
      return "call.busy";
    default:
      return "call.refused";
  }
}

// Runs `body` and turns what it throws into a status; `on_broken` hears of a broken invariant.
// Thread cancellation unwinds as an exception that must be passed on, or the C library ends the process.
template <class Body, class OnBroken>
anze_status contain(anze_buf* problem, Body&& body, OnBroken&& on_broken) {
  try {
    return body();
  } catch (const __cxxabiv1::__forced_unwind&) {
    throw;
  } catch (const Broken& broken) {
    on_broken();
    try {
      std::string text = "An invariant is broken: ";
      text.append(broken.condition).append(" at ").append(broken.file).append(":");
      text += std::to_string(broken.line);
      return report(problem, ANZE_E_POISONED, "call.poisoned", text);
    } catch (...) {
      return report(problem, ANZE_E_POISONED, "call.poisoned", broken.condition);
    }
  } catch (const std::bad_alloc&) {
    if (problem != nullptr && is_empty(*problem)) fill_literal(*problem, k_no_memory);
    return ANZE_E_NO_MEMORY;
  } catch (const std::exception& exception) {
    return report(problem, ANZE_E_INTERNAL, "internal.exception", exception.what());
  } catch (...) {
    return report(problem, ANZE_E_INTERNAL, "internal.exception",
                  "Something that is not a std::exception was thrown.");
  }
}

}  // namespace detail

template <class T>
class Door {
 public:
  static std::uint32_t negotiate(std::uint32_t host_min, std::uint32_t host_max) {
    return anze::abi::negotiate(host_min, host_max);
  }

  static anze_status open(const anze_open_args* args, anze_plugin** out, anze_buf* problem) {
    static_assert(Behind<T>);
    if (out == nullptr) return detail::report(problem, ANZE_E_ARGUMENT, "open.out", "out is NULL.");
    *out = nullptr;
    if (problem != nullptr && !is_empty(*problem)) return ANZE_E_ARGUMENT;
    return detail::contain(
        problem,
        [&]() -> anze_status {
          OpenArgs copy;
          if (const Problem wrong = copy_open_args(args, copy); wrong.status != ANZE_OK)
            return detail::report(problem, wrong);
          Taken slot;  // before the store is touched
          if (slot.get() == nullptr)
            return detail::report(problem, ANZE_E_LIMIT, "open.instances", "256 instances are open already.");
          Opened<T> opened = T::open(copy);
          if (!opened.instance) return detail::report(problem, as_failure(std::move(opened.problem)));
          *out = publish(*slot.release(), opened.instance.release());
          return ANZE_OK;
        },
        [] {});
  }

  static anze_status call(anze_plugin* plugin, const char* method, const std::uint8_t* request,
                          std::uint64_t size, anze_buf* response) {
    if (response == nullptr || !is_empty(*response)) return ANZE_E_ARGUMENT;
    if (method == nullptr || (request == nullptr && size != 0) || size > PTRDIFF_MAX)
      return detail::report(response, ANZE_E_ARGUMENT, "call.argument", "method or request is NULL.");
    return enter(plugin, response, [&](T& instance) -> anze_status {
      const Answer answer =
          instance.call(method, std::string_view(reinterpret_cast<const char*>(request), size));
      if (fill(*response, answer.bytes)) return answer.status;
      fill_literal(*response, detail::k_no_memory);
      return ANZE_E_NO_MEMORY;
    });
  }

  static const void* extension(anze_plugin* plugin, const char* id) {
    const void* table = nullptr;
    if (id != nullptr)
      enter(plugin, nullptr, [&](T& instance) -> anze_status {
        table = instance.extension(id);
        return ANZE_OK;
      });
    return table;
  }

  static anze_status close(anze_plugin* plugin) {
    Slot* slot = nullptr;
    if (const anze_status status = retire(plugin, &slot); status != ANZE_OK) return status;
    std::unique_ptr<T> instance(static_cast<T*>(slot->instance));
    if constexpr (requires { instance->close(); }) {
      detail::contain(
          nullptr,
          [&]() -> anze_status {
            instance->close();
            return ANZE_OK;
          },
          [] {});
    }
    instance.reset();
    give_back(*slot);
    return ANZE_OK;
  }

  // Runs body(T&) -> anze_status or Problem inside the instance, for the functions of extension tables.
  // Requires: problem NULL or zeroed.
  // Errors: ARGUMENT, CLOSED, FORKED, REENTRANT, POISONED, NO_MEMORY, INTERNAL, and those of the body.
  template <class Body>
  static anze_status enter(anze_plugin* plugin, anze_buf* problem, Body&& body) {
    if (problem != nullptr && !is_empty(*problem)) return ANZE_E_ARGUMENT;
    Visit visit(plugin);
    if (visit.status() != ANZE_OK)
      return detail::report(problem, visit.status(), detail::code_of(visit.status()),
                            detail::text_of(visit.status()));
    T& instance = *static_cast<T*>(visit.slot().instance);
    return detail::contain(
        problem,
        [&]() -> anze_status {
          if constexpr (std::is_same_v<std::invoke_result_t<Body, T&>, anze_status>) {
            return body(instance);
          } else {
            const Problem answer = body(instance);
            return answer.status < 0 ? detail::report(problem, answer) : answer.status;
          }
        },
        [&] {
          if (visit.slot().poisoned.exchange(true, std::memory_order_acq_rel)) return;
          detail::contain(
              nullptr,
              [&]() -> anze_status {
                instance.poison();
                return ANZE_OK;
              },
              [] {});
        });
  }

 private:
  // An open that gives neither an instance nor an error would look like success to the host.
  static Problem as_failure(Problem problem) {
    if (problem.status >= 0) problem.status = ANZE_E_INTERNAL;
    return problem;
  }
};

}  // namespace anze::abi
