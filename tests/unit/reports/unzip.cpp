#include "tests/unit/reports/unzip.h"
