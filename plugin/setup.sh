#!/usr/bin/env bash
# Installs what a build of anze needs on Debian 12, and only what is missing: nothing is asked of the network when
# everything is there. Sourced by plugin/demo.sh and tests/run.sh, which name what they need beyond the build.
#
#   anze_install [PACKAGE...]   the build's packages and the named ones
#   anze_build PRESET [TARGET...]   configures once, builds

anze_root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

anze_build_packages=(
  g++ cmake ninja-build pkg-config
  libboost-dev           # Boost.DLL, header only: the reference host loads plugins with it
  libsqlite3-dev libsqlitecpp-dev
  nlohmann-json3-dev libfmt-dev libcli11-dev
  libssl-dev             # SM3
  libzip-dev       # anze-writer packs letters with it
  libpugixml-dev   # tests read papers back with it
  zlib1g-dev libexpat1-dev libseccomp-dev  # sheets are read in a confined process
  libxlsxwriter-dev      # sheets are made, in another
)

anze_apt() {
  if [ "$(id -u)" -eq 0 ]; then DEBIAN_FRONTEND=noninteractive apt-get "$@"
  else sudo DEBIAN_FRONTEND=noninteractive apt-get "$@"; fi
}

# Valijson declares 61 packages for adapters we do not use, so its headers are unpacked instead of installed.
anze_fetch_valijson() {
  local into="$anze_root/build/deps/valijson"
  [ -e "$into/include/valijson/validator.hpp" ] && return 0
  local work
  work="$(mktemp -d)"
  chmod 755 "$work"
  (cd "$work" && apt-get download -qq libvalijson-dev >/dev/null 2>&1) ||
    { anze_apt update -qq >/dev/null && (cd "$work" && apt-get download -qq libvalijson-dev >/dev/null); }
  dpkg -x "$work"/libvalijson-dev_*.deb "$work/unpacked"
  mkdir -p "$into"
  cp -r "$work/unpacked/usr/include" "$into/"
  rm -rf "$work"
}

anze_install() {
  local missing=() package
  for package in "${anze_build_packages[@]}" "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing: ${missing[*]}"
    anze_apt update -qq >/dev/null
    anze_apt install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2> >(grep -v '^debconf: delaying' >&2)
  fi
  anze_fetch_valijson
}

# How far the build in the log is: "building 120/256, about 4 min left, log: …", every fifteen seconds. ninja counts its
# steps as [120/256]; what is left is told from the pace so far.
anze_show_build() {
  local log="$1" begun="$SECONDS" step done_steps all_steps left
  while sleep 15 >/dev/null 2>&1; do  # which must not hold the pipe of whoever reads us
    step="$(grep -oE '^\[[0-9]+/[0-9]+\]' "$log" 2>/dev/null | tail -n 1 | tr -d '[]')" || step=
    [ -n "$step" ] || continue
    done_steps="${step%/*}" all_steps="${step#*/}"
    left=$(( ((SECONDS - begun) * (all_steps - done_steps) / done_steps + 59) / 60 ))
    echo "building $step, about $left min left, log: $log"
  done
}

anze_build() {
  local preset="$1"; shift
  local log="$anze_root/build/$preset.log" result=0
  mkdir -p "$anze_root/build"
  local targets=()
  [ "$#" -eq 0 ] || targets=(--target "$@")
  : >"$log"
  anze_show_build "$log" &
  local shower=$!
  (cd "$anze_root" && { [ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" >>"$log" 2>&1; } &&
     cmake --build --preset "$preset" "${targets[@]}" >>"$log" 2>&1) || result=$?
  kill "$shower" 2>/dev/null || true
  wait "$shower" 2>/dev/null || true
  [ "$result" -eq 0 ] || { echo "The $preset build failed; the end of $log:"; tail -n 40 "$log"; return 1; }
}
