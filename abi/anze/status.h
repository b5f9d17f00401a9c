/* status.h: what a function answers. Zero is success, positive is success with a note, negative is failure.
 *
 * Numbers are never reused and never change their meaning. New ones may appear in a minor version: treat a
 * negative number you do not know as ANZE_E_INTERNAL and a positive one as ANZE_OK. The detail of a failure
 * is not here but in the problem object, a JSON text:
 *   {"code":"evidence.missing","message":"...","at":"/records/3","help":"...","request_id":"..."}
 * of which `code` is the stable part; the keys that do not apply are absent. There is no "last error" to ask
 * for afterwards: managed runtimes change threads between two calls.
 */
#ifndef ANZE_STATUS_H
#define ANZE_STATUS_H

#include <stdint.h>

typedef int32_t anze_status;

#define ANZE_OK 0
#define ANZE_DEFERRED 1 /* accepted; the outcome comes later (an outbox, a job) */

/* Generic: the request or the world did not allow it. */
#define ANZE_E_ARGUMENT (-1)    /* a pointer, size or required argument of the call itself is wrong */
#define ANZE_E_NO_MEMORY (-2)   /* allocation failed; nothing was changed */
#define ANZE_E_INTERNAL (-3)    /* a fault of the answering side; its detail is in the problem */
#define ANZE_E_NOT_FOUND (-4)   /* no such method, extension or object */
#define ANZE_E_CONFLICT (-5)    /* contradicts what is already there, or the store is in use elsewhere */
#define ANZE_E_FORBIDDEN (-6)   /* the actor may not do this */
#define ANZE_E_INVALID (-7)     /* understood, but not acceptable: `at` says where, `help` what to do */
#define ANZE_E_UNSUPPORTED (-8) /* known, but not available in this version or configuration */
#define ANZE_E_BUSY (-9)        /* try again: another call, another process, an unfinished job */
#define ANZE_E_CANCELLED (-10)  /* given up on request */
#define ANZE_E_IO (-11)         /* disk, file or database failed */
#define ANZE_E_CORRUPT (-12)    /* stored data does not verify; nothing further is written */
#define ANZE_E_LIMIT (-13)      /* larger than a published limit (abi.describe/1) */

/* Protocol: the caller did not keep the contract. */
#define ANZE_E_ABI_VERSION (-101)  /* open with a version anze_negotiate did not answer */
#define ANZE_E_STRUCT_SIZE (-102)  /* a struct too short, or with an unknown tail that is not zero */
#define ANZE_E_WRONG_THREAD (-103) /* a function was used on a thread its tag excludes */
#define ANZE_E_REENTRANT (-104)    /* a service called back into the instance that was calling it */
#define ANZE_E_FORKED (-105)       /* the process forked after anze_open; nothing was touched */
#define ANZE_E_CLOSED (-106)       /* the handle is not, or no longer, that of an open instance */
#define ANZE_E_POISONED (-107)     /* the instance found a broken invariant; close it and read the log */

/* Host: a service did not help. */
#define ANZE_E_HOST_FAILED (-201)     /* the service reported a failure */
#define ANZE_E_HOST_NO_ANSWER (-202)  /* it returned without calling done */
#define ANZE_E_HOST_MISBEHAVED (-203) /* it broke the reply's rules, threw, or answered nonsense */
#define ANZE_E_HOST_REFUSED (-204)    /* it answered ANZE_E_FORBIDDEN */

#endif
