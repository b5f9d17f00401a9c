#include "scoring/ledgers/select_json.h"
#include "scoring/ledgers/selector.h"
#include "scoring/values/broken.h"

namespace anze {

Result<Selector> parse_selector(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                                Problems* problems) {
  JsonLimits limits;
  limits.members = 10'000;
  json::Document document(json, limits);
  StagedCodes words(codes);  // never committed
  Selector selector;
  if (document) selector = read_selector(document.root(), ledgers, words);
  ANZE_CHECK(document.finish(problems));
  ANZE_ASSERT(selector.ledger != k_no_code);
  return selector;
}

}  // namespace anze
