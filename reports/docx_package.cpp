#include "reports/docx_package.h"

#include "reports/clean.h"
#include "reports/docx_xml.h"

namespace anze::reports::docx {

namespace {

struct Entry {
  const char* id;
  const char* file;  // below word/
  const char* type;
};

constexpr Entry k_entries[] = {
    {"rIdStyles", "styles.xml", "styles"},          {"rIdSettings", "settings.xml", "settings"},
    {"rIdFonts", "fontTable.xml", "fontTable"},     {"rIdHeaderFirst", "headerFirst.xml", "header"},
    {"rIdFooterOdd", "footerOdd.xml", "footer"},    {"rIdFooterEven", "footerEven.xml", "footer"},
    {"rIdFooterFirst", "footerFirst.xml", "footer"}};

constexpr const char* k_word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr const char* k_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* k_package = "http://schemas.openxmlformats.org/package/2006/";

pugi::xml_node plain_root(pugi::xml_document& document, const char* name, const std::string& space) {
  root(document, name);
  pugi::xml_node node = document.document_element();
  node.remove_attributes();
  node.append_attribute("xmlns").set_value(space.c_str());
  return node;
}

std::string content_types() {
  pugi::xml_document document;
  pugi::xml_node types = plain_root(document, "Types", std::string(k_package) + "content-types");
  const std::string package = "application/vnd.openxmlformats-package.";
  element(types, "Default", {{"Extension", "rels"}, {"ContentType", package + "relationships+xml"}});
  element(types, "Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  element(
      types, "Override",
      {{"PartName", "/word/document.xml"}, {"ContentType", std::string(k_word_type) + "document.main+xml"}});
  for (const Entry& entry : k_entries)
    element(types, "Override",
            {{"PartName", std::string("/word/") + entry.file},
             {"ContentType", std::string(k_word_type) + entry.type + "+xml"}});
  element(types, "Override",
          {{"PartName", "/docProps/core.xml"}, {"ContentType", package + "core-properties+xml"}});
  return bytes_of(document);
}

std::string package_relations() {
  pugi::xml_document document;
  pugi::xml_node all = plain_root(document, "Relationships", std::string(k_package) + "relationships");
  element(
      all, "Relationship",
      {{"Id", "rId1"}, {"Type", std::string(k_office) + "officeDocument"}, {"Target", "word/document.xml"}});
  element(all, "Relationship",
          {{"Id", "rId2"},
           {"Type", std::string(k_package) + "relationships/metadata/core-properties"},
           {"Target", "docProps/core.xml"}});
  return bytes_of(document);
}

std::string document_relations() {
  pugi::xml_document document;
  pugi::xml_node all = plain_root(document, "Relationships", std::string(k_package) + "relationships");
  for (const Entry& entry : k_entries)
    element(all, "Relationship",
            {{"Id", entry.id}, {"Type", std::string(k_office) + entry.type}, {"Target", entry.file}});
  return bytes_of(document);
}

// No created or modified time: the paper's date is its 成文日期, and a clock would change the bytes.
std::string core_properties(const Outline& outline) {
  pugi::xml_document document;
  pugi::xml_node core = plain_root(document, "cp:coreProperties", "");
  core.remove_attributes();
  core.append_attribute("xmlns:cp").set_value((std::string(k_package) + "metadata/core-properties").c_str());
  core.append_attribute("xmlns:dc").set_value("http://purl.org/dc/elements/1.1/");
  const auto property = [&](const char* name, const std::string& value) {
    element(core, name).text().set(clean(value).c_str());
  };
  property("dc:title", outline.title);
  property("dc:creator", outline.issuer);
  property("dc:identifier", outline.document_number);
  property("dc:language", "zh-CN");
  return bytes_of(document);
}

}  // namespace

std::vector<Part> package_parts(const Outline& outline) {
  return {{"[Content_Types].xml", content_types()},
          {"_rels/.rels", package_relations()},
          {"docProps/core.xml", core_properties(outline)},
          {"word/_rels/document.xml.rels", document_relations()}};
}

}  // namespace anze::reports::docx
