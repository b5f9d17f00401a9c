/* identity.h: host service "anze.host.identity/1": who somebody is, from the platform's directory.
 * The plugin decides itself what its roles may do; `can` lets a platform forbid more, never permit more. Any
 * failure counts as a refusal. When absent: people and roles come from the config or an import. */
#ifndef ANZE_EXT_IDENTITY_H
#define ANZE_EXT_IDENTITY_H

#include "anze/base.h"

#define ANZE_HOST_IDENTITY "anze.host.identity/1"

ANZE_BEGIN

typedef struct anze_host_identity {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Answers {"principal","name","unit","roles":[...],"person","directory_version"}; `person` is the
   * official's id in the organisation data or null for those who are not assessed. Optional: "addressee",
   * the id of the body letters go to, of whoever belongs to one. Errors: NOT_FOUND.
   * Threads: [in-call] */
  void(ANZE_CALL* resolve)(void* ctx, const uint8_t* principal, uint64_t principal_size,
                           const anze_reply* reply);
  /* Answers {"people":[...as resolve],"directory_version"} of one unit, or of all for an empty unit.
   * Threads: [in-call] */
  void(ANZE_CALL* list)(void* ctx, const uint8_t* unit, uint64_t unit_size, const anze_reply* reply);
  /* May this person do `action` (a method name) on `object` (an id, may be empty)? Answers {"allowed":bool}.
   * Errors: NOT_FOUND.  Threads: [in-call] */
  void(ANZE_CALL* can)(void* ctx, const uint8_t* principal, uint64_t principal_size, const char* action,
                       const uint8_t* object, uint64_t object_size, const anze_reply* reply);
} anze_host_identity;

ANZE_END

#endif
