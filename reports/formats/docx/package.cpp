#include "reports/formats/docx/package.h"

#include "reports/formats/clean.h"
#include "reports/formats/docx/xml.h"
#include "scoring/values/broken.h"

namespace anze::reports::docx {

namespace {

// One part with everything that names it.
struct Declared {
  Part part;
  std::string content_type;
  std::string folder;  // of the part whose relationships name it; "" for the package itself
  std::string id;
  std::string relation;
};

constexpr const char* k_word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr const char* k_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* k_package_type = "application/vnd.openxmlformats-package.";
constexpr const char* k_folder = "word/";
constexpr const char* k_package = "http://schemas.openxmlformats.org/package/2006/";

Element& plain_root(Element& document, const char* name, const std::string& space) {
  document.name = name;
  document.attributes.emplace_back("xmlns", space);
  return document;
}

std::string content_types(const std::vector<Declared>& all) {
  Element document;
  Element& types = plain_root(document, "Types", std::string(k_package) + "content-types");
  element(types, "Default",
          {{"Extension", "rels"}, {"ContentType", std::string(k_package_type) + "relationships+xml"}});
  element(types, "Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  for (const Declared& each : all)
    element(types, "Override", {{"PartName", "/" + each.part.name}, {"ContentType", each.content_type}});
  return bytes_of(document);
}

// Targets are told from the folder of the part that names them.
std::string relations(const std::vector<Declared>& all, const std::string& folder) {
  Element document;
  Element& node = plain_root(document, "Relationships", std::string(k_package) + "relationships");
  for (const Declared& each : all)
    if (each.folder == folder) {
      ANZE_ASSERT(each.part.name.starts_with(folder));
      element(node, "Relationship",
              {{"Id", each.id}, {"Type", each.relation}, {"Target", each.part.name.substr(folder.size())}});
    }
  return bytes_of(document);
}

// No created or modified time: the paper's date is its 成文日期, and a clock would change the bytes.
std::string core_properties(const Outline& outline) {
  Element document;
  document.name = "cp:coreProperties";
  document.attributes = {{"xmlns:cp", std::string(k_package) + "metadata/core-properties"},
                         {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}};
  const auto property = [&](const char* name, const std::string& value) {
    element(document, name).text = clean(value);
  };
  property("dc:title", outline.title);
  property("dc:creator", outline.issuer);
  property("dc:identifier", outline.document_number);
  property("dc:language", "zh-CN");
  return bytes_of(document);
}

}  // namespace

std::vector<Part> package_parts(const Outline& outline, std::string document, std::vector<WordPart> parts) {
  const std::string office = k_office;
  const std::string text = k_word_type;
  std::vector<Declared> all = {{{"word/document.xml", std::move(document)},
                                text + "document.main+xml",
                                "",
                                "rId1",
                                office + "officeDocument"},
                               {{"docProps/core.xml", core_properties(outline)},
                                std::string(k_package_type) + "core-properties+xml",
                                "",
                                "rId2",
                                std::string(k_package) + "relationships/metadata/core-properties"}};
  for (WordPart& part : parts)
    all.push_back({{std::string(k_folder) + part.file, std::move(part.bytes)},
                   text + part.type + "+xml",
                   k_folder,
                   part.id,
                   office + part.type});
  std::vector<Part> package = {{"[Content_Types].xml", content_types(all)},
                               {"_rels/.rels", relations(all, "")},
                               {"word/_rels/document.xml.rels", relations(all, k_folder)}};
  for (Declared& each : all) package.push_back(std::move(each.part));
  return package;
}

}  // namespace anze::reports::docx
