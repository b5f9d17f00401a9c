// files: reading whole files, and writing so that a crash leaves the old or the new content, never half of
// it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace anze::host {

// Errors: Fault (usage) when it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Writes and fsyncs `path`. For a file in a directory nobody looks into yet.  Errors: std::system_error.
void write_synced(const std::filesystem::path& path, std::string_view bytes);

// Writes beside `path`, fsyncs, renames over it, fsyncs the directory.  Errors: std::system_error.
void replace_durably(const std::filesystem::path& path, std::string_view bytes);

// Makes a rename in `directory` survive a power failure.  Errors: std::system_error.
void sync_directory(const std::filesystem::path& directory);

// True for a text that may be a file name of its own: UTF-8 of at most 200 bytes without separators, control
// characters or a leading dot. Names come from documents, so they are checked before they touch the disk.
bool is_plain_name(std::string_view name);

}  // namespace anze::host
