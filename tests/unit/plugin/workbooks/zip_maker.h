// ZipMaker: archives as no office program writes them. Each field of an entry can be made to lie.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace anze::sheets {

struct MadeEntry {
  std::string name;
  std::string content;
  bool deflate = true;
  std::uint16_t flags = 0;
  std::uint32_t mode = 0;  // of a Unix file, as in the directory
  long size_lie = 0;       // added to the size that is written down
  long packed_lie = 0;     // added to the packed size that is written down
  bool crc_lie = false;
  bool local_name_lie = false;  // the header calls it otherwise
  bool descriptor = false;      // sizes follow the data
  long header_at = -1;          // the directory points there instead
  std::string extra_behind;     // bytes behind the data
};

struct MadeZip {
  std::vector<MadeEntry> entries;
  std::string before;  // bytes before the first entry
  std::string behind;  // bytes behind the end
  std::string comment;
  std::string bytes() const;
};

// A workbook of one sheet: `sheet` is the worksheet's XML, the others are the parts' XML, "" for none.
struct MadeBook {
  std::string sheet;
  std::string strings;
  std::string styles;
  std::string workbook;  // "" for one sheet “Sheet1”
  std::vector<MadeEntry> more;
  MadeZip zip() const;
  std::string bytes() const { return zip().bytes(); }
};

// "<worksheet …><sheetData>" + rows + "</sheetData></worksheet>"
std::string worksheet(const std::string& rows, const std::string& after = {});
std::string shared_strings(const std::vector<std::string>& texts);

}  // namespace anze::sheets
