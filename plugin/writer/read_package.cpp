#include "plugin/writer/read_package.h"

#include <set>
#include <string>

#include "plugin/sheet_reader/xml_stream.h"

namespace anze::sheets {
namespace {

constexpr std::string_view k_types = "[Content_Types].xml";

Error unsound(const std::string& what) {
  return invalid("sheet.zip", what, {}, {});
}

// "word/_rels/document.xml.rels" tells of "word/document.xml"; targets are told from that one's folder.
std::string folder_of(std::string_view relations) {
  constexpr std::string_view k_rels = "_rels/";
  return std::string(relations.substr(0, relations.rfind(k_rels)));
}

std::string resolved(const std::string& folder, std::string_view target) {
  return target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
}

// What content types and relationships name.
struct Named {
  std::set<std::string, std::less<>> typed;    // parts
  std::set<std::string, std::less<>> endings;  // of parts: "xml"
  std::set<std::string, std::less<>> targets;
};

class Names : public XmlHandler {
 public:
  Names(Named& named, std::string folder) : named_(named), folder_(std::move(folder)) {}
  Result<void> open(std::string_view name, const Attributes& attributes) override {
    if (name == "Override") named_.typed.insert(resolved("", attributes.get("PartName")));
    if (name == "Default") named_.endings.emplace(attributes.get("Extension"));
    if (name == "Relationship" && attributes.get("TargetMode") != "External")
      named_.targets.insert(resolved(folder_, attributes.get("Target")));
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }

 private:
  Named& named_;
  std::string folder_;
};

// Well-formed, whatever it says.
class Deaf : public XmlHandler {
  Result<void> open(std::string_view, const Attributes&) override { return {}; }
  Result<void> close(std::string_view) override { return {}; }
};

bool is_relations(std::string_view name) {
  return name.ends_with(".rels");
}

Result<void> hold(ZipArchive& archive, const ZipEntry& entry, const reports::Part& ordered) {
  const auto differs = [&] { return unsound("the part " + ordered.name + " is not what was put in"); };
  if (entry.name != ordered.name || entry.size != ordered.bytes.size()) return differs();
  std::string_view rest = ordered.bytes;
  ANZE_CHECK(archive.inflate(entry, [&](std::string_view piece) -> Result<void> {
    if (!rest.starts_with(piece)) return differs();
    rest.remove_prefix(piece.size());
    return {};
  }));
  return {};
}

// Every target of a relationship and every part with a content type of its own is there; every part that is
// there has a content type and a relationship that leads to it.
Result<void> check_named(ZipArchive& archive, const Limits& limits) {
  Named named;
  for (const ZipEntry& entry : archive.entries()) {
    if (entry.name != k_types && !is_relations(entry.name)) continue;
    Names names(named, folder_of(entry.name));
    ANZE_CHECK(parse_part(archive, entry, limits, names));
  }
  for (const auto* parts : {&named.typed, &named.targets})
    for (const std::string& part : *parts)
      if (archive.find(part) == nullptr) return unsound("the part " + part + " is named and is not there");
  for (const ZipEntry& entry : archive.entries()) {
    if (entry.name == k_types) continue;
    const std::string ending = entry.name.substr(entry.name.rfind('.') + 1);
    if (named.typed.count(entry.name) == 0 && named.endings.count(ending) == 0)
      return unsound("the part " + entry.name + " has no content type");
    if (!is_relations(entry.name) && named.targets.count(entry.name) == 0)
      return unsound("the part " + entry.name + " is there and nothing leads to it");
  }
  return {};
}

}  // namespace

Limits own_limits() {
  Limits limits;
  limits.entry_bytes = std::size_t{2} << 30U;
  limits.total_bytes = std::size_t{3} << 30U;
  limits.ratio = 100'000;  // ten thousand rows of one text pack well
  return limits;
}

Result<Written> read_package(std::string_view bytes, const std::vector<reports::Part>& ordered) {
  const Limits limits = own_limits();
  ANZE_TRY(ZipArchive archive, ZipArchive::open(bytes, limits));
  if (archive.entries().size() != ordered.size()) return unsound("it has other parts than were put in");
  Written found;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const ZipEntry& entry = archive.entries()[i];
    ANZE_CHECK(hold(archive, entry, ordered[i]));
    Deaf deaf;
    if (entry.name.ends_with(".xml") || is_relations(entry.name))
      ANZE_CHECK(parse_part(archive, entry, limits, deaf));
    ++found.parts;
    found.text_bytes += entry.size;
  }
  if (archive.find(k_types) != nullptr) ANZE_CHECK(check_named(archive, limits));
  return found;
}

}  // namespace anze::sheets
