/* documents.h: host service "anze.host.documents/1": official document exchange (公文交换).
 *
 * Delivery is at least once: the plugin may submit the same document again after a crash. `document_id` is
 * the plugin's and decides identity; the exchange answers a repeat with the first receipt and the outcome
 * "duplicate". When absent: the host pulls with outbox.take/1 and confirms with outbox.ack/1. */
#ifndef ANZE_EXT_DOCUMENTS_H
#define ANZE_EXT_DOCUMENTS_H

#include "anze/base.h"

#define ANZE_HOST_DOCUMENTS "anze.host.documents/1"

ANZE_BEGIN

typedef struct anze_host_documents {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Hands over one document. `meta` is a JSON object: document_id, key, digest_sm3 (64 hex digits), size,
   * filename, addressee, title, period, kind, version, media_type. Answers
   * {"outcome":"accepted"|"duplicate"|"refused"|"later","receipt":{...}|null,"reason":text|null}. accepted,
   * duplicate: the receipt is there. refused: reason is there, sending again will not help. later: taken, the
   * receipt is asked for with `receipt`. A receipt:
   * {"receipt_no","document_id","digest","addressee","received_on","signer","outcome"}. Errors: INVALID
   * (meta, or a digest that does not fit the bytes), CONFLICT (same id, other digest), IO. Threads: [in-call]
   */
  void(ANZE_CALL* submit)(void* ctx, const uint8_t* document, uint64_t size, const uint8_t* meta,
                          uint64_t meta_size, const anze_reply* reply);
  /* Asks for the receipt of a document submitted before; the answer has the form of submit's.
   * Errors: NOT_FOUND.  Threads: [in-call] */
  void(ANZE_CALL* receipt)(void* ctx, const char* document_id, const anze_reply* reply);
  /* Answers the document's bytes as they were delivered (not JSON), for comparison.
   * Errors: NOT_FOUND, IO.  Threads: [in-call] */
  void(ANZE_CALL* fetch)(void* ctx, const char* document_id, const anze_reply* reply);
} anze_host_documents;

ANZE_END

#endif
