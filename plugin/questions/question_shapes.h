// Shapes that answers about scores share: a clause, a post, the rulebook that was used. Threads: any.
#pragma once

#include "plugin/json/told.h"

namespace anze::plugin {

const Shape& clause_shape();
const Shape& post_shape();
const Shape& rulebook_shape();

}  // namespace anze::plugin
