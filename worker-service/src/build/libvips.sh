#!/bin/sh
# Puts libvips for Linux among the worker's resources: libvips.sh OUTPUT_DIRECTORY [PLATFORM...]
#
# The library is the prebuilt one of the npm packages @img/sharp-libvips-PLATFORM (LGPL-3.0-or-later), fetched by the
# npm client, compared with the digest below and kept under the user's cache directory. Without PLATFORM: this
# machine's. Where it cannot be had, a libvips of the system will do. Nothing is done when the output is up to date.
set -eu

version=1.3.4
digest_of() { # npm's "integrity" of the package, without its prefix sha512-
  case $1 in
    linux-x64) echo "GJ//SSXbnwSDes02umB3nDJLFcQzw8a18V8fyhqr6tV515tOEMdImjjxj1AoafMRz56F3PHgftnj1QEKSU1zkw==" ;;
    linux-arm64) echo "Y3dgX/6lE2QhQb+Gxy0WZxfg9MEm/JBjamZpS2IklP7xIQoKN4hzAm7KcMVGtaVDt3neE9OKBC7vAfonA/Lr1A==" ;;
  esac
}

fail() {
  echo "Tenk: $1" >&2
  exit 1
}

has_system_library() { # 8.15 or newer, which is libvips.so.42.17
  library=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | sed -n 's/.*libvips\.so\.42 .*=> //p' | head -n 1)
  case "$(readlink -f "${library:-/}")" in
    *.so.42.[0-9].* | *.so.42.1[0-6].*) return 1 ;;
    *.so.42.*) return 0 ;;
    *) pkg-config --atleast-version=8.15 vips 2>/dev/null ;;
  esac
}

use_system_library() { # $1: why the packed one cannot be had
  has_system_library || fail "libvips is missing, $1"
  echo "Tenk: the worker will use this system's libvips"
  mkdir -p "$output"
  rm -rf "${output:?}/$platform"
  exit 0
}

sha512() {
  { sha512sum "$1" 2>/dev/null || shasum -a 512 "$1"; } | cut -d ' ' -f 1
}

bring() { # $1: the package's name; leaves the archive in the cache
  command -v npm >/dev/null 2>&1 \
    || use_system_library "and npm, which brings it, too: run 'apt-get install -y npm' and build again"
  echo "Tenk: bringing libvips ($1 $version) by npm"
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.incoming.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$1@$version" >/dev/null 2>npm.log) \
    || use_system_library "and npm cannot bring it: run 'npm pack $1@$version' to see why"
  mv "$work"/*.tgz "$archive"
  rm -rf "$work"
}

install_platform() {
  platform=$1
  digest=$(digest_of "$platform")
  [ -n "$digest" ] || use_system_library "and none is packed for $platform: install libvips 8.15 or newer and build again"
  [ "$(cat "$output/$platform/integrity" 2>/dev/null)" != "$digest" ] || return 0
  package="@img/sharp-libvips-$platform"
  archive="$cache/$platform-$version.tgz"
  [ -f "$archive" ] || bring "$package"
  expected=$(printf %s "$digest" | base64 -d | od -An -v -tx1 | tr -d ' \n')
  if [ "$(sha512 "$archive")" != "$expected" ]; then
    rm -f "$archive"
    fail "$package $version is not the one that was pinned (sha512-$digest): build again to fetch it anew"
  fi
  target="$output/$platform"
  rm -rf "$target"
  mkdir -p "$target"
  tar -xzf "$archive" -C "$target" --strip-components=1 package/README.md package/versions.json package/lib
  mv "$target"/lib/libvips-cpp.so.* "$target/libvips-cpp.so"
  mv "$target/README.md" "$target/NOTICE.md"
  rm -rf "$target/lib"
  echo "$digest" >"$target/integrity"
}

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) machine=linux-x64 ;;
  Linux-aarch64 | Linux-arm64) machine=linux-arm64 ;;
  *) machine=$(uname -s)-$(uname -m) ;;
esac
cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tenk/libvips"
output=$1
shift
[ $# -gt 0 ] || set -- "$machine"
for wanted in "$@"; do
  install_platform "$wanted"
done
