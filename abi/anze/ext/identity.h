/* identity.h: host services "anze.host.identity/1" and "/2": who somebody is, from the platform's directory.
 * The plugin decides itself what its roles may do; `can` lets a platform forbid more, never permit more. Any
 * failure counts as a refusal. When absent: people and roles come from the config.
 *
 * Revision 2 has the table of revision 1 and says more in it; a host may offer both, the later one is asked.
 * `resolve` and `list` also say, each optional:
 *   "units": ids of units, each with those below it, for which the person works beside the own "unit";
 *   "sectors": the further units only as far as facts of these sectors go; without "units", all units so far;
 *   "superior_of", "deputy_of", "delegate_of": ids of officials to whom the person stands so.
 * A clerk or verifier of whom no place is said reaches nothing by revision 2, and everything by revision 1.
 * The object of `can` is a JSON object of what is touched, each member where it is known:
 * {"id","unit","area", "sector","ledger","official","period","case"}; "case" is a veto, an import or a
 * letter. */
#ifndef ANZE_EXT_IDENTITY_H
#define ANZE_EXT_IDENTITY_H

#include "anze/base.h"

#define ANZE_HOST_IDENTITY "anze.host.identity/1"
#define ANZE_HOST_IDENTITY_2 "anze.host.identity/2"

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
  /* May this person do `action` (a method name) on `object` (revision 1: an id, may be empty; 2: a JSON
   * object, see above)? Answers {"allowed":bool}. Errors: NOT_FOUND.  Threads: [in-call] */
  void(ANZE_CALL* can)(void* ctx, const uint8_t* principal, uint64_t principal_size, const char* action,
                       const uint8_t* object, uint64_t object_size, const anze_reply* reply);
} anze_host_identity;

ANZE_END

#endif
