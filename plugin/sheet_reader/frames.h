// Frames: how the reader process and the plugin talk. Little-endian, each frame a length (4 bytes), a kind (1
// byte) and that many bytes. The plugin takes what it gets for hostile input: every length is checked, no
// kind is trusted.
//
//   plugin → reader   'Q' the question: limits, sheet wanted, size of the file; then the file's bytes, bare
//   reader → plugin   'S' sheets, chosen; 'R' a row; 'M' a merged range; then 'E' end or 'X' a refusal, as
//   the last
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/sheet_reader/cells.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/read_file.h"

namespace anze::sheets {

inline constexpr std::size_t k_frame_head = 5;
inline constexpr std::size_t k_frame_bytes_max = std::size_t{40}
                                                 << 20U;  // a row of 256 cells, each at its limit

struct ReadRequest {
  SheetWanted wanted;
  Limits limits;
  std::uint64_t file_bytes = 0;
};

// The bytes of one frame's body, written or taken apart piece by piece.
class FrameWriter {
 public:
  explicit FrameWriter(char kind) : bytes_(k_frame_head, '\0') { bytes_[4] = kind; }
  FrameWriter& number(std::uint64_t value, std::size_t width = 4);
  FrameWriter& text(std::string_view value);
  std::string finish();

 private:
  std::string bytes_;
};

// Reading past the end gives zeros and makes `sound` false.
class FrameReader {
 public:
  explicit FrameReader(std::string_view body) : rest_(body) {}
  std::uint64_t number(std::size_t width = 4);
  std::string_view text();
  bool ended() const { return sound_ && rest_.empty(); }  // everything was there and nothing is left
  bool sound() const { return sound_; }

 private:
  std::string_view rest_;
  bool sound_ = true;
};

std::string write_question(const ReadRequest& question);
bool read_question(std::string_view body, ReadRequest& question);

std::string write_sheets(const std::vector<SheetName>& sheets, std::size_t chosen);
std::string write_row(std::uint32_t number, std::span<const Cell> cells);
std::string write_merge(const Merge& range);
std::string write_end();
std::string write_refusal(const Error& error);

// Feeds one frame of the reader's answer to `sink`.  Returns: true at the end.  Errors: sheet.reader_garbage;
// the refusal the frame brings; the sink's.
Result<bool> take_frame(char kind, std::string_view body, CellSink& sink);

}  // namespace anze::sheets
