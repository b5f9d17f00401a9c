/* The layouts of version 1.0. Compiled in every build, never edited: a later release adds its own file.
 *
 * Appending a member keeps every line true; reordering, retyping, shrinking or removing one does not compile.
 * A tool that compares two builds only says that the layout moved, this file says whether it was allowed to.
 */
#include <stddef.h>

#include "anze/anze.h"

#define SIZE_AT_LEAST(type, size) _Static_assert(sizeof(type) >= (size), #type " has shrunk")
#define FIELD(type, field, offset, size)                                                   \
  _Static_assert(offsetof(type, field) == (offset) && sizeof(((type*)0)->field) == (size), \
                 #type "." #field " has moved or changed its size")

_Static_assert(sizeof(void*) == 8, "the contract is laid out for 64-bit systems");
_Static_assert(ANZE_ABI_1_0 == 65536u, "version numbers do not change");

SIZE_AT_LEAST(anze_buf, 24);
FIELD(anze_buf, data, 0, 8);
FIELD(anze_buf, size, 8, 8);
FIELD(anze_buf, reserved, 16, 8);

SIZE_AT_LEAST(anze_reply, 32);
FIELD(anze_reply, struct_size, 0, 4);
FIELD(anze_reply, reserved0, 4, 4);
FIELD(anze_reply, ctx, 8, 8);
FIELD(anze_reply, write, 16, 8);
FIELD(anze_reply, done, 24, 8);

SIZE_AT_LEAST(anze_service, 24);
FIELD(anze_service, id, 0, 8);
FIELD(anze_service, table, 8, 8);
FIELD(anze_service, ctx, 16, 8);

SIZE_AT_LEAST(anze_open_args, 40);
FIELD(anze_open_args, struct_size, 0, 4);
FIELD(anze_open_args, abi, 4, 4);
FIELD(anze_open_args, config, 8, 8);
FIELD(anze_open_args, config_size, 16, 8);
FIELD(anze_open_args, services, 24, 8);
FIELD(anze_open_args, service_count, 32, 8);

SIZE_AT_LEAST(anze_host_calendar, 32);
FIELD(anze_host_calendar, struct_size, 0, 4);
FIELD(anze_host_calendar, reserved0, 4, 4);
FIELD(anze_host_calendar, is_workday, 8, 8);
FIELD(anze_host_calendar, add_workdays, 16, 8);
FIELD(anze_host_calendar, version, 24, 8);

SIZE_AT_LEAST(anze_host_clock, 16);
FIELD(anze_host_clock, struct_size, 0, 4);
FIELD(anze_host_clock, reserved0, 4, 4);
FIELD(anze_host_clock, now_ms, 8, 8);

SIZE_AT_LEAST(anze_host_documents, 32);
FIELD(anze_host_documents, struct_size, 0, 4);
FIELD(anze_host_documents, reserved0, 4, 4);
FIELD(anze_host_documents, submit, 8, 8);
FIELD(anze_host_documents, receipt, 16, 8);
FIELD(anze_host_documents, fetch, 24, 8);

SIZE_AT_LEAST(anze_host_http, 32);
FIELD(anze_host_http, struct_size, 0, 4);
FIELD(anze_host_http, reserved0, 4, 4);
FIELD(anze_host_http, base_url, 8, 8);
FIELD(anze_host_http, csrf_token, 16, 8);
FIELD(anze_host_http, session, 24, 8);

SIZE_AT_LEAST(anze_host_identity, 32);
FIELD(anze_host_identity, struct_size, 0, 4);
FIELD(anze_host_identity, reserved0, 4, 4);
FIELD(anze_host_identity, resolve, 8, 8);
FIELD(anze_host_identity, list, 16, 8);
FIELD(anze_host_identity, can, 24, 8);

SIZE_AT_LEAST(anze_host_log, 16);
FIELD(anze_host_log, struct_size, 0, 4);
FIELD(anze_host_log, reserved0, 4, 4);
FIELD(anze_host_log, write, 8, 8);

SIZE_AT_LEAST(anze_host_storage, 16);
FIELD(anze_host_storage, struct_size, 0, 4);
FIELD(anze_host_storage, reserved0, 4, 4);
FIELD(anze_host_storage, directory, 8, 8);

_Static_assert(ANZE_OK == 0 && ANZE_DEFERRED == 1, "status numbers do not change");
_Static_assert(ANZE_E_ARGUMENT == -1, "status numbers do not change");
_Static_assert(ANZE_E_NO_MEMORY == -2, "status numbers do not change");
_Static_assert(ANZE_E_INTERNAL == -3, "status numbers do not change");
_Static_assert(ANZE_E_NOT_FOUND == -4, "status numbers do not change");
_Static_assert(ANZE_E_CONFLICT == -5, "status numbers do not change");
_Static_assert(ANZE_E_FORBIDDEN == -6, "status numbers do not change");
_Static_assert(ANZE_E_INVALID == -7, "status numbers do not change");
_Static_assert(ANZE_E_UNSUPPORTED == -8, "status numbers do not change");
_Static_assert(ANZE_E_BUSY == -9, "status numbers do not change");
_Static_assert(ANZE_E_CANCELLED == -10, "status numbers do not change");
_Static_assert(ANZE_E_IO == -11, "status numbers do not change");
_Static_assert(ANZE_E_CORRUPT == -12, "status numbers do not change");
_Static_assert(ANZE_E_LIMIT == -13, "status numbers do not change");
_Static_assert(ANZE_E_ABI_VERSION == -101, "status numbers do not change");
_Static_assert(ANZE_E_STRUCT_SIZE == -102, "status numbers do not change");
_Static_assert(ANZE_E_WRONG_THREAD == -103, "status numbers do not change");
_Static_assert(ANZE_E_REENTRANT == -104, "status numbers do not change");
_Static_assert(ANZE_E_FORKED == -105, "status numbers do not change");
_Static_assert(ANZE_E_CLOSED == -106, "status numbers do not change");
_Static_assert(ANZE_E_POISONED == -107, "status numbers do not change");
_Static_assert(ANZE_E_HOST_FAILED == -201, "status numbers do not change");
_Static_assert(ANZE_E_HOST_NO_ANSWER == -202, "status numbers do not change");
_Static_assert(ANZE_E_HOST_MISBEHAVED == -203, "status numbers do not change");
_Static_assert(ANZE_E_HOST_REFUSED == -204, "status numbers do not change");
