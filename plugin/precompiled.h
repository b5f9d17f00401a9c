// The standard library and nlohmann/json, read once for all sources that use both (ANZE_PCH).
#pragma once

#include <nlohmann/json.hpp>

#include "scoring/precompiled.h"
