#include "plugin/records/citation.h"

namespace anze::plugin {

json rulebook_version_json(const RulebookVersion& cited) {
  return {{"id", cited.id}, {"version", cited.version}, {"digest", cited.digest}};
}

json citation_json(const Citation& cited) {
  json object = rulebook_version_json(cited);
  object["title"] = cited.title;
  object["document_no"] = cited.document_no;
  return object;
}

}  // namespace anze::plugin
