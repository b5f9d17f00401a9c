// Registry: which handles are alive. A handle is a number that is looked up, never a pointer that is trusted,
// so a call after close is an answer (ANZE_E_CLOSED) and not undefined behaviour.
//
// A fixed table of atomics instead of a map under a mutex, for two reasons. After fork() a mutex held by
// another thread stays locked for ever in the child, and the child's calls must still be answered
// ANZE_E_FORKED. And two reads on one instance should not meet on a lock. The table is constant-initialised
// and has no destructors: loading and exit run no code of ours.
//
// Each slot has a gate: the generation that may enter, and how many calls are inside. Entering adds one if
// the generation still fits; closing swaps "generation, nobody inside" for "nobody may enter". Both are one
// compare-exchange, so a close never overtakes a call. Generations are not reused (44 bits a slot).
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <utility>

#include "anze/base.h"

namespace anze::abi {

inline constexpr std::uint64_t k_instances_max = 256;  // alive at the same time in one process

struct Slot {
  std::atomic<bool> taken{false};
  std::atomic<std::uint64_t> gate{0};        // generation << k_inside_bits | calls inside; 0: closed
  std::atomic<std::uint64_t> generation{0};  // the last one given out
  std::atomic<pid_t> pid{0};
  std::atomic<bool> poisoned{false};
  void* instance = nullptr;  // published by storing the gate
};

namespace detail {

inline constexpr unsigned k_inside_bits = 20;
inline constexpr std::uint64_t k_inside_mask = (1ULL << k_inside_bits) - 1;

inline constinit Slot g_slots[k_instances_max];

// The calls this thread is inside of, innermost first: how a service that calls back is noticed. A list on
// the stack with a trivial head, because a thread_local with a destructor would tie the host's threads to us.
struct Frame {
  std::uint64_t token;
  const Frame* outer;
};
inline constinit thread_local const Frame* t_innermost = nullptr;

inline bool is_inside(std::uint64_t token) {
  for (const Frame* frame = t_innermost; frame != nullptr; frame = frame->outer)
    if (frame->token == token) return true;
  return false;
}

inline std::uint64_t token_of(const anze_plugin* handle) {
  return reinterpret_cast<std::uint64_t>(handle);
}
inline Slot& slot_of(std::uint64_t token) {
  return g_slots[token % k_instances_max];
}
inline std::uint64_t generation_of(std::uint64_t token) {
  return token / k_instances_max;
}

}  // namespace detail

// Returns a slot nobody else has, or null when k_instances_max are alive. It stays unreachable until
// `publish`.
inline Slot* take_slot() {
  for (Slot& slot : detail::g_slots)
    if (!slot.taken.exchange(true, std::memory_order_acquire)) return &slot;
  return nullptr;
}

inline void give_back(Slot& slot) {
  slot.instance = nullptr;
  slot.taken.store(false, std::memory_order_release);
}

// Taken: a slot that goes back unless it is released.
class Taken {
 public:
  Taken() : slot_(take_slot()) {}
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() {
    if (slot_ != nullptr) give_back(*slot_);
  }
  Slot* get() const { return slot_; }
  Slot* release() { return std::exchange(slot_, nullptr); }

 private:
  Slot* slot_;
};

// Returns the handle under which `instance` can be entered from now on.
inline anze_plugin* publish(Slot& slot, void* instance) {
  const std::uint64_t generation = slot.generation.fetch_add(1, std::memory_order_relaxed) + 1;
  const auto index = static_cast<std::uint64_t>(&slot - detail::g_slots);
  slot.pid.store(getpid(), std::memory_order_relaxed);
  slot.poisoned.store(false, std::memory_order_relaxed);
  slot.instance = instance;
  slot.gate.store(generation << detail::k_inside_bits, std::memory_order_release);
  return reinterpret_cast<anze_plugin*>(generation * k_instances_max + index);
}

// Visit: one call's stay inside an instance. Check `status` before using `slot`.
class Visit {
 public:
  explicit Visit(const anze_plugin* handle)
      : slot_(detail::slot_of(detail::token_of(handle))),
        frame_{detail::token_of(handle), detail::t_innermost},
        status_(enter()) {}
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  ~Visit() {
    if (!entered_) return;
    detail::t_innermost = frame_.outer;
    slot_.gate.fetch_sub(1, std::memory_order_release);
  }

  anze_status status() const { return status_; }
  Slot& slot() { return slot_; }

 private:
  anze_status enter() {
    const std::uint64_t generation = detail::generation_of(frame_.token);
    std::uint64_t gate = slot_.gate.load(std::memory_order_acquire);
    do {
      if (generation == 0 || gate >> detail::k_inside_bits != generation) return ANZE_E_CLOSED;
      if ((gate & detail::k_inside_mask) == detail::k_inside_mask) return ANZE_E_BUSY;
      if (slot_.pid.load(std::memory_order_relaxed) != getpid()) return ANZE_E_FORKED;
      if (detail::is_inside(frame_.token)) return ANZE_E_REENTRANT;
    } while (!slot_.gate.compare_exchange_weak(gate, gate + 1, std::memory_order_acq_rel,
                                               std::memory_order_acquire));
    detail::t_innermost = &frame_;
    entered_ = true;
    return slot_.poisoned.load(std::memory_order_acquire) ? ANZE_E_POISONED : ANZE_OK;
  }

  Slot& slot_;
  detail::Frame frame_;
  bool entered_ = false;
  anze_status status_;
};

// Makes the handle worthless.
// Returns ANZE_OK with the slot in `out`; its instance is the caller's to destroy, then `give_back`.
// Errors: CLOSED, FORKED, REENTRANT, BUSY (calls inside; nothing happened).
inline anze_status retire(const anze_plugin* handle, Slot** out) {
  const std::uint64_t token = detail::token_of(handle);
  const std::uint64_t generation = detail::generation_of(token);
  Slot& slot = detail::slot_of(token);
  std::uint64_t gate = slot.gate.load(std::memory_order_acquire);
  if (generation == 0 || gate >> detail::k_inside_bits != generation) return ANZE_E_CLOSED;
  if (slot.pid.load(std::memory_order_relaxed) != getpid()) return ANZE_E_FORKED;
  if (detail::is_inside(token)) return ANZE_E_REENTRANT;
  std::uint64_t nobody_inside = generation << detail::k_inside_bits;
  if (!slot.gate.compare_exchange_strong(nobody_inside, 0, std::memory_order_acq_rel))
    return nobody_inside >> detail::k_inside_bits == generation ? ANZE_E_BUSY : ANZE_E_CLOSED;
  *out = &slot;
  return ANZE_OK;
}

}  // namespace anze::abi
