/* all.h: the stable contract and the drafts. A draft's layout may still change in a minor version; its id
 * does not say "draft" and stays the same when it becomes stable. */
#ifndef ANZE_ALL_H
#define ANZE_ALL_H

#include "anze/anze.h"
#include "anze/ext/draft/anchor.h"
#include "anze/ext/draft/bulk.h"
#include "anze/ext/draft/crypto.h"
#include "anze/ext/draft/workers.h"

#endif
