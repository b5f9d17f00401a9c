/* bulk.h: plugin extension "anze.bulk/1" (draft): facts in and scorecards out as fixed-layout records.
 *
 * JSON is for control; a year of inspections is data. Records hold only integers and texts, a text being an
 * offset and a length into one block of bytes (the arena) passed beside them, so a record has no pointers and
 * can be written by any language into one array. The caller states the stride, so that a record may grow at
 * its tail. Every reserved field must be zero and is checked. Limits are in abi.describe/1.
 */
#ifndef ANZE_EXT_DRAFT_BULK_H
#define ANZE_EXT_DRAFT_BULK_H

#include "anze/base.h"

#define ANZE_BULK "anze.bulk/1"

ANZE_BEGIN

/* A UTF-8 text inside the arena; length 0 means "not given". */
typedef struct anze_bulk_text {
  uint32_t offset;
  uint32_t length;
} anze_bulk_text;

/* What holds for all records of one append: the same words as in a JSON request. */
typedef struct anze_bulk_header {
  uint32_t struct_size;
  uint32_t reserved0;
  const char* ledger;     /* "inspection" */
  const char* actor;      /* principal, UTF-8 */
  const char* request_id; /* a repeat changes nothing and answers the first results */
  const uint8_t* arena;
  uint64_t arena_size;
} anze_bulk_header;

typedef struct anze_bulk_fact {
  int32_t occurred_on; /* 20260108 for 8 January 2026 */
  uint32_t reserved0;
  anze_bulk_text id; /* the caller's own; empty lets the plugin choose */
  anze_bulk_text unit;
  anze_bulk_text area;
  anze_bulk_text sector;
  anze_bulk_text acting; /* post or official who acted */
  anze_bulk_text state;
  anze_bulk_text fields; /* the ledger's other fields, a JSON object */
} anze_bulk_fact;

typedef struct anze_bulk_result {
  anze_status status;
  uint32_t reserved0;
  int64_t sequence; /* place of the fact in its ledger; 0 when status is negative */
} anze_bulk_result;

typedef struct anze_bulk_query {
  uint32_t struct_size;
  uint32_t card_stride; /* sizeof(anze_bulk_card) as the caller compiled it */
  const char* actor;
  const char* rulebook;
  const char* period; /* "2026Q1" */
} anze_bulk_query;

/* Points are in ten-thousandths: 962500 is 96.25. */
typedef struct anze_bulk_card {
  anze_bulk_text official;
  anze_bulk_text post;
  anze_bulk_text grade;
  int64_t points_e4;
  int64_t exact_points_e4; /* before rounding */
  uint32_t vetoes;         /* number of vetoes in force */
  uint32_t reserved0;
} anze_bulk_card;

typedef struct anze_bulk {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Appends `count` facts, all or none.
   * Requires: records and results are 8-byte aligned arrays of `count` elements of the given strides, a
   * stride at least the element's size in version 1.0 and a multiple of 8; `problem` NULL or zeroed. Returns
   * ANZE_OK and one result a record. On failure each result says whether its own record was at fault. Errors:
   * ARGUMENT, STRUCT_SIZE, INVALID, LIMIT, FORBIDDEN and those of anze_call.  Threads: [any] */
  anze_status(ANZE_CALL* append)(anze_plugin* plugin, const anze_bulk_header* header, const void* records,
                                 uint64_t record_stride, uint64_t count, void* results,
                                 uint64_t result_stride, anze_buf* problem);
  /* Fills `cards` with the scorecards of a period as an array of query->card_stride, and `arena` with their
   * texts. Both belong to the caller (anze_buf_free). Errors: NOT_FOUND, FORBIDDEN and those of anze_call.
   * Threads: [any] */
  anze_status(ANZE_CALL* scorecards)(anze_plugin* plugin, const anze_bulk_query* query, anze_buf* cards,
                                     anze_buf* arena, anze_buf* problem);
} anze_bulk;

ANZE_END

#endif
