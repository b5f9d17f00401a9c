#include "plugin/store/field_keys.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "plugin/store/canonical.h"
#include "plugin/store/errors.h"
#include "plugin/store/field_cipher.h"
#include "plugin/store/sealed_tables.h"

namespace anze::store {
namespace {

constexpr std::string_view k_algorithm = "sm4-ctr+hmac-sm3";
constexpr std::string_view k_encrypted = "~sm4:";  // then the key's number, ":", and the bytes
constexpr std::string_view k_check_label = "anze check";

Error no_randomness() {
  return {Code::k_io,
          "store.io",
          "the machine's random generator gave nothing to encrypt with",
          {},
          "look at the system's log, then try again"};
}

Error key_missing(const std::string& row, std::int64_t number) {
  return Error{Code::k_conflict,
               "store.key_missing",
               "this text is encrypted with key " + std::to_string(number) + ", which was not given",
               {},
               "give the older key too, after the one in use (keys of the configuration, or "
               "anze.host.crypto/1)"}
      .within(row);
}

Error altered(const std::string& row) {
  return store_corrupt("an encrypted text was altered, or belongs to another row: " + row).within(row);
}

// What a key record says.
struct KeyRecord {
  std::string salt;  // hexadecimal, as the record has it
  Digest check{};
};

Result<KeyRecord> read_key_record(const Record& record) {
  const std::string row = "key record " + std::to_string(record.version);
  const auto body = nlohmann::json::parse(record.body, nullptr, false);
  KeyRecord read;
  if (!body.is_object() || body.value("algorithm", nlohmann::json()) != k_algorithm ||
      !body.value("salt", nlohmann::json()).is_string() ||
      !body.value("check", nlohmann::json()).is_string() ||
      !from_hex(body.at("check").get_ref<const std::string&>(), read.check))
    return store_corrupt("the store's key record does not read: " + row).within(row);
  read.salt = body.at("salt").get<std::string>();
  return read;
}

const MasterKey* master_of(std::span<const MasterKey> masters, const KeyRecord& record) {
  const auto found = std::find_if(masters.begin(), masters.end(), [&](const MasterKey& master) {
    return hmac_sm3(master, k_check_label, record.salt) == record.check;
  });
  return found == masters.end() ? nullptr : &*found;
}

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL adds a NUL
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

bool from_base64(std::string_view text, std::string& bytes) {
  bytes.resize(text.size() / 4 * 3 + 3);
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  const auto padding = static_cast<int>(text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0);
  if (size < padding) return false;
  bytes.resize(static_cast<std::size_t>(size - padding));
  return true;
}

// The number and the bytes of "~sm4:2:…".
bool split(std::string_view stored, std::int64_t& number, std::string_view& bytes) {
  if (!stored.starts_with(k_encrypted)) return false;
  const std::size_t colon = stored.find(':', k_encrypted.size());
  if (colon == std::string_view::npos) return false;
  const char* const end = stored.data() + colon;
  const auto [read, error] = std::from_chars(stored.data() + k_encrypted.size(), end, number);
  bytes = stored.substr(colon + 1);
  return error == std::errc() && read == end && number > 0;
}

std::string prefix_of(std::int64_t number) {
  return std::string(k_encrypted) + std::to_string(number) + ":";
}

std::string document_row(const Digest& digest) {
  return "document " + to_hex(digest);
}

std::string document_bound(const Digest& digest) {
  return "blob" + to_hex(digest);
}

}  // namespace

struct FieldKeys::Cipher : FieldCipher {
  using FieldCipher::FieldCipher;
};

const FieldKeys& FieldKeys::none() {
  static const FieldKeys& none = *new FieldKeys();  // never freed: nothing of ours runs at the end
  return none;
}

bool FieldKeys::is_encrypted(std::string_view stored) {
  return stored.starts_with(k_encrypted);
}

FieldKeys::FieldKeys() = default;
FieldKeys::~FieldKeys() = default;

Result<void> FieldKeys::take(std::span<const MasterKey> masters, const std::vector<Record>& known,
                             std::int64_t next) {
  if (known.empty() && masters.empty()) return {};
  if (masters.empty())
    return Error{Code::k_conflict,
                 "store.key_missing",
                 "the store's texts are encrypted and no key was given",
                 {},
                 "give its key (keys of the configuration, or anze.host.crypto/1)"};
  const MasterKey* last = nullptr;
  for (const Record& record : known) {
    ANZE_TRY(const KeyRecord read, read_key_record(record));
    last = master_of(masters, read);
    ciphers_.push_back(last != nullptr ? std::make_unique<const Cipher>(*last, read.salt) : nullptr);
  }
  since_ = known.empty() ? next : known.front().entry;
  if (!known.empty() && last == nullptr)
    return Error{Code::k_conflict,
                 "store.key_wrong",
                 "the store's texts are encrypted with another key than those given",
                 {},
                 "give the key it was written with; a new one comes first and the old one after it"};
  if (last != &masters.front()) {
    MasterKey salt{};
    if (!random_bytes(reinterpret_cast<char*>(salt.data()), salt.size())) return no_randomness();
    const std::string written = to_hex(salt);
    announced_ = nlohmann::json{
        {"algorithm", k_algorithm},
        {"check", to_hex(hmac_sm3(masters.front(), k_check_label, written))},
        {"salt",
         written}}.dump();
    ciphers_.push_back(std::make_unique<const Cipher>(masters.front(), written));
  }
  current_ = static_cast<std::int64_t>(ciphers_.size());
  return {};
}

TextsKept FieldKeys::kept() const {
  TextsKept kept{current_, since_, {}};
  for (std::size_t i = 0; i < ciphers_.size(); ++i)
    if (!ciphers_[i]) kept.missing.push_back(static_cast<std::int64_t>(i) + 1);
  return kept;
}

const FieldKeys::Cipher* FieldKeys::cipher(std::int64_t number) const {
  return number <= static_cast<std::int64_t>(ciphers_.size())
             ? ciphers_[static_cast<std::size_t>(number - 1)].get()
             : nullptr;
}

Result<std::string> FieldKeys::encrypt(std::string_view bound, std::string_view plain) const {
  std::string sealed;
  if (!cipher(current_)->encrypt(bound, plain, sealed)) return no_randomness();
  return sealed;
}

Result<std::string> FieldKeys::decrypt(std::string_view bound, const std::string& row, std::int64_t number,
                                       std::string_view sealed) const {
  const Cipher* with = cipher(number);
  const bool announced = since_ == 0 || number <= static_cast<std::int64_t>(ciphers_.size());
  if (with == nullptr) return announced ? key_missing(row, number) : altered(row);
  std::string plain;
  if (!with->decrypt(bound, sealed, plain)) return altered(row);
  return plain;
}

Result<std::string> FieldKeys::close(const FieldPlace& place, std::string_view text) const {
  if (!encrypts() || text.empty()) return std::string(text);
  ANZE_TRY(const std::string sealed, encrypt(place.bound, text));
  return prefix_of(current_) + to_base64(sealed);
}

Result<std::string> FieldKeys::open(const FieldPlace& place, std::string stored) const {
  std::int64_t number = 0;
  std::string_view encoded;
  if (!split(stored, number, encoded)) {
    if (!opens(place.entry) || stored.empty()) return stored;  // from before the first key, or nothing
    return store_corrupt("a text that would be encrypted is not: " + place.row).within(place.row);
  }
  std::string sealed;
  if (!from_base64(encoded, sealed)) return altered(place.row);
  return decrypt(place.bound, place.row, number, sealed);
}

Result<std::string> FieldKeys::close_document(const Digest& digest, std::string_view bytes) const {
  if (!encrypts()) return std::string(bytes);
  ANZE_TRY(const std::string sealed, encrypt(document_bound(digest), bytes));
  return prefix_of(current_) + sealed;
}

// Somebody's document may begin like one of ours; its digest tells.
Result<std::string> FieldKeys::open_document(const Digest& digest, std::string stored) const {
  if (sm3(stored) == digest) return stored;
  std::int64_t number = 0;
  std::string_view sealed;
  if (!split(stored, number, sealed))
    return store_corrupt(document_row(digest) + " has other bytes than its name");
  return decrypt(document_bound(digest), document_row(digest), number, sealed);
}

FieldPlace fact_place(std::int64_t region, std::int64_t seq, std::int64_t entry, std::string_view id,
                      std::int64_t version) {
  RowBytes bytes;
  bytes.begin("fact");
  bytes.integer(region);
  bytes.integer(seq);
  bytes.integer(entry);
  bytes.text(id);
  bytes.integer(version);
  return {std::string(bytes.bytes()), row_name(Table::k_fact, seq), entry};
}

FieldPlace record_place(std::int64_t region, std::int64_t seq, const Record& record) {
  RowBytes bytes;
  bytes.begin("record");
  bytes.integer(region);
  bytes.integer(seq);
  bytes.integer(record.entry);
  bytes.text(record.kind);
  bytes.text(record.id);
  bytes.integer(record.version);
  bytes.integer(record.year);
  return {std::string(bytes.bytes()), row_name(Table::k_record, seq), record.entry};
}

FieldPlace request_place(std::int64_t region, std::int64_t seq, std::int64_t entry,
                         std::string_view request_id) {
  RowBytes bytes;
  bytes.begin("request");
  bytes.integer(region);
  bytes.integer(seq);
  bytes.integer(entry);
  bytes.text(request_id);
  return {std::string(bytes.bytes()), row_name(Table::k_request, seq), entry};
}

FieldPlace subject_place(std::int64_t region, std::int64_t entry) {
  RowBytes bytes;
  bytes.begin("audit");
  bytes.integer(region);
  bytes.integer(entry);
  return {std::string(bytes.bytes()), "entry " + std::to_string(entry), entry};
}

}  // namespace anze::store
