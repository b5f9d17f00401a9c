// Pieces: a plugin's work on threads the host lends (anze.host.workers/1). When `finish` returns each piece
// has been done once, whatever the host did; what it did wrong is told.
//
// Threads: `work` any, the rest the thread that asks.
#pragma once

#include <cxxabi.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <vector>

#include "anze/base.h"

namespace anze::abi {

template <class Body>
class Pieces {
 public:
  // Requires: the body outlives the object; it may be called for several pieces at a time.
  Pieces(std::uint32_t count, const Body& body) : body_(body), pieces_(count) {}

  // An anze_work whose context is the object.
  static void ANZE_CALL work(void* pieces, std::uint32_t piece) { static_cast<Pieces*>(pieces)->take(piece); }

  // Does what nobody began and waits for what still runs. Returns what the host did wrong, nullptr for
  // nothing; that it began nothing is wrong only when it `accepted`.
  const char* finish(bool accepted) {
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      Piece& piece = pieces_[i];
      if (piece.state == State::k_waiting) {
        if (accepted) fault_ = "a piece was not run";
        take(i);
      }
      if (piece.state == State::k_running) fault_ = "the service returned while a piece was running";
      piece.state.wait(State::k_running);
    }
    return fault_;
  }
  // Throws what the first of the failed pieces threw.
  void rethrow() const {
    for (const Piece& piece : pieces_)
      if (piece.thrown) std::rethrow_exception(piece.thrown);
  }

 private:
  enum class State { k_waiting, k_running, k_ended };
  struct Piece {
    std::atomic<State> state = State::k_waiting;
    std::exception_ptr thrown;  // before the end is told
  };

  void take(std::uint32_t index) {
    if (index >= pieces_.size()) {
      fault_ = "a piece was run that does not exist";
      return;
    }
    Piece& piece = pieces_[index];
    State before = State::k_waiting;
    if (!piece.state.compare_exchange_strong(before, State::k_running)) {
      fault_ = "a piece was run twice";
      return;
    }
    struct End {
      std::atomic<State>& state;
      ~End() {
        state = State::k_ended;
        state.notify_all();
      }
    } end{piece.state};
    try {
      body_(index);
    } catch (const __cxxabiv1::__forced_unwind&) {
      piece.thrown =
          std::make_exception_ptr(std::runtime_error("the host cancelled a thread inside a piece of work"));
      throw;
    } catch (...) {
      piece.thrown = std::current_exception();
    }
  }

  const Body& body_;
  std::vector<Piece> pieces_;
  std::atomic<const char*> fault_ = nullptr;
};

}  // namespace anze::abi
