/* workers.h: host service "anze.host.workers/1" (draft): the host runs pieces of the plugin's work on threads
 * of its own. The plugin starts no threads (P-10), so this is how it uses more than one core.
 * When absent: one piece after the other on the calling thread; the answers are the same, to the byte.
 *
 * It is asked inside a call, which may hold the store's writer while other calls wait for it: a host whose
 * threads all wait in this plugin must still come to an end. So the calling thread takes pieces too, and does
 * all of them when no other thread is free. */
#ifndef ANZE_EXT_DRAFT_WORKERS_H
#define ANZE_EXT_DRAFT_WORKERS_H

#include "anze/base.h"

#define ANZE_HOST_WORKERS "anze.host.workers/1"

ANZE_BEGIN

/* One piece: the plugin's function with the plugin's context. It lets no exception out and calls no function
 * of this contract. */
typedef void(ANZE_CALL* anze_work)(void* work_ctx, uint32_t piece);

typedef struct anze_host_workers {
  uint32_t struct_size;
  uint32_t reserved0;
  /* How many pieces the host would run side by side, the calling thread's among them; at least 1.
   * Threads: [in-call] */
  uint32_t(ANZE_CALL* lanes)(void* ctx);
  /* Runs work(work_ctx, 0) to work(work_ctx, pieces - 1), each once, in any order, on the calling thread and
   * on threads of the host, and returns when all have returned (H-12). Returns ANZE_OK, or a negative status
   * when no piece was begun.  Threads: [in-call] */
  anze_status(ANZE_CALL* run)(void* ctx, uint32_t pieces, anze_work work, void* work_ctx);
} anze_host_workers;

ANZE_END

#endif
