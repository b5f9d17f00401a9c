// FieldKeys: what people write (a fact's texts, the body of a record, a document, an answer, the subject of
// an entry) as the file holds it. Given a key it is encrypted before a row is made of it and decrypted after
// the row was read, so that no row, log or backup shows a name, and nothing above the engine sees what is
// encrypted. Marks and chain are of the rows as they lie there: verifying needs no key. Format and what is
// not covered: plugin/docs/formats/store.md.
//
// SM4 in counter mode (GB/T 32907) under a fresh random nonce, then HMAC-SM3 over the row it belongs to, the
// nonce and the ciphertext; the two keys, and those of two stores, come apart by HMAC-SM3 of the host's key
// and a salt that the store keeps in its first key record.
//
// Threads: `take` before any other; the rest any.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/store/digest.h"
#include "plugin/store/store.h"
#include "scoring/values/result.h"

namespace anze::store {

// The store's own records of its keys: a salt and a word to know the key by, neither of which tells anything
// of it. Never encrypted. Their versions number the keys.
inline constexpr const char* k_field_key_kind = "field_key";
inline constexpr const char* k_field_key_id = "texts";

// Where a text stands. It opens nowhere else.
struct FieldPlace {
  std::string bound;  // canonical bytes of what names it: table, region, id, version …
  std::string row;    // "fact 17", for errors
  std::int64_t entry = 0;
};

class FieldKeys {
 public:
  FieldKeys();  // no key: everything stays as it is written
  ~FieldKeys();
  FieldKeys(const FieldKeys&) = delete;
  FieldKeys& operator=(const FieldKeys&) = delete;
  static const FieldKeys& none();
  static bool is_encrypted(std::string_view stored);

  // `masters`: of the host, the one that encrypts first; `known`: the store's key records, oldest first;
  // `next`: the entry that is written next. A first key, or another one before the store's own, is announced
  // by a record.  Errors: store.key_missing (there is a key record and no key), store.key_wrong (none given
  // is the store's), store.corrupt (a record that does not read), store.io (no randomness).
  Result<void> take(std::span<const MasterKey> masters, const std::vector<Record>& known, std::int64_t next);

  bool encrypts() const { return current_ != 0; }
  // Whether what that entry wrote is encrypted.
  bool opens(std::int64_t entry) const { return since_ != 0 && since_ <= entry; }
  // The body of the record that the next act writes before anything else; "": none.
  const std::string& announced() const { return announced_; }
  TextsKept kept() const;

  // As it is stored; an empty text stays empty.  Errors: store.io (no randomness).
  Result<std::string> close(const FieldPlace& place, std::string_view text) const;
  // As it was written.  Errors: store.corrupt (it was altered, belongs elsewhere, or is not encrypted and
  // would be), store.key_missing (of an older key that was not given).
  Result<std::string> open(const FieldPlace& place, std::string stored) const;

  // Documents: bytes, known by the digest of what they are.
  Result<std::string> close_document(const Digest& digest, std::string_view bytes) const;
  Result<std::string> open_document(const Digest& digest, std::string stored) const;

 private:
  struct Cipher;  // of one key

  const Cipher* cipher(std::int64_t number) const;
  Result<std::string> encrypt(std::string_view bound, std::string_view plain) const;
  Result<std::string> decrypt(std::string_view bound, const std::string& row, std::int64_t number,
                              std::string_view sealed) const;

  std::vector<std::unique_ptr<const Cipher>> ciphers_;  // by number, from 1; null: not given
  std::int64_t current_ = 0;
  std::int64_t since_ = 0;  // the first entry whose texts are encrypted; 0: none is
  std::string announced_;
};

// How the engine names the places of texts.
FieldPlace fact_place(std::int64_t region, std::int64_t seq, std::int64_t entry, std::string_view id,
                      std::int64_t version);
FieldPlace record_place(std::int64_t region, std::int64_t seq, const Record& record);
FieldPlace request_place(std::int64_t region, std::int64_t seq, std::int64_t entry,
                         std::string_view request_id);
FieldPlace subject_place(std::int64_t region, std::int64_t entry);

}  // namespace anze::store
