/* crypto.h: host service "anze.host.crypto/1" (draft): the keys under which the store's texts (names, numbers
 * of identity papers, phones, whatever people write) are encrypted before they reach the disk.
 * When absent: the configuration gives the keys, or says in so many words that texts are kept as they are.
 *
 * The plugin encrypts itself (SM4-CTR, HMAC-SM3), for an act may write a million texts; the host answers keys
 * only, once for each opening. Keep them where whoever copies the store does not find them: a key service, a
 * cipher machine that unwraps them. A lost key is a lost store: nobody can read its texts again. */
#ifndef ANZE_EXT_DRAFT_CRYPTO_H
#define ANZE_EXT_DRAFT_CRYPTO_H

#include "anze/base.h"

#define ANZE_HOST_CRYPTO "anze.host.crypto/1"

ANZE_BEGIN

typedef struct anze_host_crypto {
  uint32_t struct_size;
  uint32_t reserved0;
  /* The keys of the store of that name (the absolute path of its folder). Answers {"keys":["64 hexadecimal
   * digits",...]}, one to eight: the first encrypts what is written from now on, all of them open what was
   * written. To change a key put the new one first and keep the old one. Errors: NOT_FOUND when the host has
   * none for this store: then the configuration is asked. Any other failure stops the opening.
   * Threads: [in-call] */
  void(ANZE_CALL* keys)(void* ctx, const char* store, const anze_reply* reply);
} anze_host_crypto;

ANZE_END

#endif
