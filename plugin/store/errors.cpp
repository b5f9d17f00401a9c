#include "plugin/store/errors.h"

namespace anze::store {

Error store_corrupt(std::string message) {
  return {Code::k_corrupt,
          "store.corrupt",
          std::move(message),
          {},
          "stop using this store; keep its directory as it is, and restore the newest backup that verifies"};
}

}  // namespace anze::store
