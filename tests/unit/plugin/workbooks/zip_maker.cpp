#include "zip_maker.h"

#include <zlib.h>

namespace anze::sheets {
namespace {

constexpr const char* k_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* k_links = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr const char* k_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) out += static_cast<char>(value >> 8 * i & 0xFFU);
}

std::string deflated(const std::string& content) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string MadeZip::bytes() const {
  std::string out = before;
  std::string directory;
  for (const MadeEntry& entry : entries) {
    const std::string packed = entry.deflate ? deflated(entry.content) : entry.content;
    const auto crc = static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()),
                                                      static_cast<uInt>(entry.content.size()))) +
                     (entry.crc_lie ? 1 : 0);
    const auto size = static_cast<std::uint64_t>(static_cast<long>(entry.content.size()) + entry.size_lie);
    const auto packed_size = static_cast<std::uint64_t>(static_cast<long>(packed.size()) + entry.packed_lie);
    const auto flags = static_cast<std::uint16_t>(entry.flags | (entry.descriptor ? 8 : 0));
    const std::size_t header_at = out.size();
    std::string name = entry.name;
    if (entry.local_name_lie) name[0] = '~';
    put(out, 0x04034b50, 4);
    put(out, 20, 2);
    put(out, flags, 2);
    put(out, entry.deflate ? 8 : 0, 2);
    put(out, 0, 4);
    put(out, entry.descriptor ? 0 : crc, 4);
    put(out, entry.descriptor ? 0 : packed_size, 4);
    put(out, entry.descriptor ? 0 : size, 4);
    put(out, name.size(), 2);
    put(out, 0, 2);
    out += name + packed;
    if (entry.descriptor) {
      put(out, 0x08074b50, 4);
      put(out, crc, 4);
      put(out, packed_size, 4);
      put(out, size, 4);
    }
    out += entry.extra_behind;
    put(directory, 0x02014b50, 4);
    put(directory, 0x0314, 2);
    put(directory, 20, 2);
    put(directory, flags, 2);
    put(directory, entry.deflate ? 8 : 0, 2);
    put(directory, 0, 4);
    put(directory, crc, 4);
    put(directory, packed_size, 4);
    put(directory, size, 4);
    put(directory, entry.name.size(), 2);
    put(directory, 0, 8);
    put(directory, std::uint64_t{entry.mode} << 16U, 4);
    put(directory, entry.header_at >= 0 ? static_cast<std::uint64_t>(entry.header_at) : header_at, 4);
    directory += entry.name;
  }
  const std::size_t directory_at = out.size();
  out += directory;
  put(out, 0x06054b50, 4);
  put(out, 0, 4);
  put(out, entries.size(), 2);
  put(out, entries.size(), 2);
  put(out, directory.size(), 4);
  put(out, directory_at, 4);
  put(out, comment.size(), 2);
  return out + comment + behind;
}

MadeZip MadeBook::zip() const {
  const auto part = [](const char* name, std::string content) {
    MadeEntry entry;
    entry.name = name;
    entry.content = std::move(content);
    return entry;
  };
  const std::string office = k_office;
  MadeZip zip;
  zip.entries.push_back(
      part("[Content_Types].xml",
           "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
           "Extension=\"xml\" ContentType=\"application/xml\"/></Types>"));
  zip.entries.push_back(
      part("_rels/.rels", "<Relationships xmlns=\"" + std::string(k_links) +
                              "\"><Relationship Id=\"rId1\" Type=\"" + office +
                              "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
  zip.entries.push_back(part("xl/workbook.xml", !workbook.empty()
                                                    ? workbook
                                                    : "<workbook xmlns=\"" + std::string(k_main) +
                                                          "\" xmlns:r=\"" + office +
                                                          "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
                                                          "r:id=\"rId1\"/></sheets></workbook>"));
  zip.entries.push_back(
      part("xl/_rels/workbook.xml.rels",
           "<Relationships xmlns=\"" + std::string(k_links) + "\"><Relationship Id=\"rId1\" Type=\"" +
               office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" +
               office + "/styles\" Target=\"/xl/styles.xml\"/><Relationship Id=\"rId3\" Type=\"" + office +
               "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId4\" Type=\"" + office +
               "/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"rId9\" Type=\"" + office +
               "/worksheet\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>"));
  if (!styles.empty()) zip.entries.push_back(part("xl/styles.xml", styles));
  if (!strings.empty()) zip.entries.push_back(part("xl/sharedStrings.xml", strings));
  zip.entries.push_back(part("xl/worksheets/sheet1.xml", sheet));
  for (const MadeEntry& entry : more) zip.entries.push_back(entry);
  return zip;
}

std::string worksheet(const std::string& rows, const std::string& after) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" +
         std::string(k_main) + "\"><sheetData>" + rows + "</sheetData>" + after + "</worksheet>";
}

std::string shared_strings(const std::vector<std::string>& texts) {
  std::string xml = "<sst xmlns=\"" + std::string(k_main) + "\">";
  for (const std::string& text : texts) xml += "<si>" + text + "</si>";
  return xml + "</sst>";
}

}  // namespace anze::sheets
