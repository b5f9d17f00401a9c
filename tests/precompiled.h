// What a test program includes, read once for all of them (ANZE_PCH). Nothing includes this by name.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin/precompiled.h"
