/* anchor.h: host service "anze.host.anchor/1" (draft): the host remembers, outside the store, how far the
 * store's audit chain had come. A store that was put back to an older copy is sound in itself; only what
 * somebody else remembers shows it.
 * When absent: the store's lock file alone remembers, in the same folder, so a whole folder put back is not
 * noticed.
 *
 * Keep it where whoever can restore the store cannot also restore this: the platform's own database, another
 * machine, a log that is only added to. */
#ifndef ANZE_EXT_DRAFT_ANCHOR_H
#define ANZE_EXT_DRAFT_ANCHOR_H

#include "anze/base.h"

#define ANZE_HOST_ANCHOR "anze.host.anchor/1"

ANZE_BEGIN

typedef struct anze_host_anchor {
  uint32_t struct_size;
  uint32_t reserved0;
  /* The last head kept for the store of that name (the absolute path of its folder). Answers
   * {"seq":317,"hash":"64 hexadecimal digits"}. Errors: NOT_FOUND when none is kept. Asked when a store is
   * opened; a failure is told to the log and does not stop the opening.  Threads: [in-call] */
  void(ANZE_CALL* last)(void* ctx, const char* store, const anze_reply* reply);
  /* Keeps a head: {"store":"/var/lib/anze","seq":318,"hash":"…"}, after each call that added to the chain.
   * Calls of several threads may come out of order: keep the highest seq. With "replaces":true take it
   * whatever is kept: somebody has accepted that the store goes on from an older head. Answers {}. A failure
   * is told to the log, stops nothing, and is made good by the next call.  Threads: [in-call] */
  void(ANZE_CALL* keep)(void* ctx, const uint8_t* head, uint64_t size, const anze_reply* reply);
} anze_host_anchor;

ANZE_END

#endif
