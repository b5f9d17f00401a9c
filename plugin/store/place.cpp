#include "plugin/store/place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "plugin/store/errors.h"

namespace anze::store {
namespace {

// statfs(2) types of file systems shared between machines: a write-ahead log needs one machine
// (sqlite.org/wal.html, 1). FUSE is among them because sshfs and its like look the same from here.
constexpr std::array<std::uint32_t, 15> k_shared = {
    0x6969,      // NFS
    0xff534d42,  // CIFS
    0xfe534d42,  // SMB2
    0x517b,      // SMB
    0x65735546,  // FUSE
    0x01021997,  // 9P
    0x00c36400,  // Ceph
    0x0bd00bd0,  // Lustre
    0x5346414f,  // AFS
    0x6b414653,  // kAFS
    0x73757245,  // Coda
    0x564c,      // NCP
    0x01161970,  // GFS2
    0x7461636f,  // OCFS2
    0x786f4256,  // VirtualBox shared folder
};

Error directory_error(Code code, std::string message, const std::filesystem::path& directory,
                      std::string help) {
  return {code, "store.directory", std::move(message), directory.string(), std::move(help)};
}

}  // namespace

Result<std::filesystem::path> check_directory(const std::filesystem::path& directory) {
  std::error_code error;
  const auto path = std::filesystem::canonical(directory, error);
  if (error)
    return directory_error(Code::k_not_found, "the directory cannot be found: " + error.message(), directory,
                           "create it, for this program alone, on a local disk");
  if (!std::filesystem::is_directory(path, error))
    return directory_error(Code::k_argument, "this is a file, the store needs a directory", path,
                           "name the directory the store shall live in");
  if (access(path.c_str(), R_OK | W_OK | X_OK) != 0)
    return directory_error(Code::k_forbidden,
                           "the directory cannot be written: " + std::generic_category().message(errno), path,
                           "give the account of this program the right to write in it");
  ANZE_CHECK(check_private(path));
  struct statfs system {};
  if (statfs(path.c_str(), &system) == 0 &&
      std::find(k_shared.begin(), k_shared.end(), static_cast<std::uint32_t>(system.f_type)) !=
          k_shared.end())
    return directory_error(Code::k_unsupported, "the directory lies on a network or shared file system", path,
                           "choose a directory on a local disk: the database is not safe on a shared one");
  return path;
}

Result<void> check_private(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) == 0) return {};
  return Error{Code::k_forbidden, "store.open_to_others",
               "“" + file.string() + "” may be written by other accounts than its owner", file.string(),
               "take the right from them: chmod go-w " + file.string()};
}

bool readable_by_others(const std::filesystem::path& directory) {
  struct stat status {};
  return stat((directory / "anze.db").c_str(), &status) == 0 && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

std::string to_text(const FileIdentity& identity) {
  return std::to_string(identity.device) + " " + std::to_string(identity.inode);
}

Result<FileIdentity> identity_of(const std::filesystem::path& file) {
  struct stat status {};
  if (lstat(file.c_str(), &status) != 0)
    return store_corrupt("the file " + file.filename().string() + " has gone from " +
                         file.parent_path().string());
  if (!S_ISREG(status.st_mode)) return store_corrupt(file.string() + " is not an ordinary file");
  if (status.st_nlink > 1) return store_corrupt(file.string() + " has a second name (hard link)");
  return FileIdentity{status.st_dev, status.st_ino};
}

// By hand only while no connection is open: SQLite would create it readable by all, and gives its log the
// same rights.
Result<void> create_private(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) {
    close(descriptor);
    return {};
  }
  if (errno == EEXIST) return {};
  if (errno == EMFILE || errno == ENFILE) return no_more_files();
  if (errno == ENOSPC || errno == EDQUOT)
    return Error{Code::k_io, "store.full", "the disk is full", file.string(),
                 "free some space, then open it again"};
  return directory_error(Code::k_forbidden,
                         "the database cannot be created: " + std::generic_category().message(errno), file,
                         "give the account of this program the right to write in the directory");
}

}  // namespace anze::store
