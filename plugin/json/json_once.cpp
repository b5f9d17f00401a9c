// The one place where nlohmann::json's members are compiled for the plugin; json.h tells the others so.
#include "plugin/json/json.h"

template class nlohmann::basic_json<>;
