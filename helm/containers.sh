#!/usr/bin/env bash
# The images, built and run: Jib pushes them to a registry on this machine over a base of Debian's packages and the JDK that
# builds, then podman runs them as the chart has them (user, read-only root, memory, volumes, environment, probes) until the
# README's tour has passed. Says SKIPPED, and is content, where that cannot be.
#
#   helm/containers.sh [--flavour jar|jvm|native] [--again]
#
# Images of jars are pushed for two architectures under one name, over a base that has both: its second is the first by another
# name, which does for what is asked of it, since nothing runs on it.
#
# --flavour  what is pushed and run: jars (the default), jars with ahead-of-time caches (jvm), or native executables
# --again    builds a second time, in another folder, and compares the layers: only that of what Quarkus generates, in which
#            numbers and names are by chance, may be another; not for jvm and native
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
. helm/packages.sh
flavour=jar
again=false
while [ $# -gt 0 ]; do
  case $1 in
    --flavour) flavour=$2; shift ;;
    --again) again=true ;;
    *) echo "containers.sh does not know $1" >&2; exit 2 ;;
  esac
  shift
done
work=$(mktemp -d)
registry_pid=

finish() {
  code=$?
  if [ -n "$registry_pid" ] && kill -0 "$registry_pid" 2>/dev/null; then
    kill "$registry_pid"
    wait "$registry_pid" 2>/dev/null || true
  fi
  [ ! -f "$work/containers/storage.conf" ] || podman system reset --force >/dev/null 2>&1 || true
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT

skipped() { # why
  echo "containers: SKIPPED: $1"
  exit 0
}

mkdir -p .tenk # where the whole output is
began=$SECONDS
done_with() { # what
  echo "$1: $((SECONDS - began)) s"
  began=$SECONDS
}

install_packages podman:podman runc:runc docker-registry:docker-registry curl:curl openssl:openssl ||
  skipped "its packages cannot be installed"

# everything of podman is in the work folder, so that nothing of others is touched
podman_with() { # storage driver
  mkdir -p "$work/containers"
  cat >"$work/containers/containers.conf" <<END
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
END
  cat >"$work/containers/storage.conf" <<END
[storage]
driver = "$1"
runroot = "$work/containers/$1-run"
graphroot = "$work/containers/$1"
END
  export CONTAINERS_CONF=$work/containers/containers.conf CONTAINERS_STORAGE_CONF=$work/containers/storage.conf
}

# what an image needs and nothing else: C and C++ libraries, certificates, a shell to look around, the JDK that builds: an
# ahead-of-time cache serves no other
lay_base() {
  root=$work/root
  mkdir -p "$work/packages" "$root"
  (cd "$work/packages" && apt-get download base-files libc6 libgcc-s1 libstdc++6 zlib1g tzdata busybox-static >/dev/null 2>&1) ||
    skipped "Debian's packages cannot be had"
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
  for directory in bin sbin lib lib64; do ln -s "usr/$directory" "$root/$directory"; done
  for package in "$work"/packages/*.deb; do
    # the packages of this release still say /lib where they mean /usr/lib
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --keep-directory-symlink
  done
  rm -rf "$root/usr/share/doc" "$root/usr/share/man"
  for applet in sh id cat grep; do ln -sf busybox "$root/bin/$applet"; done
  mkdir -p "$root/etc/ssl/certs" "$root/tmp" "$root/home/tenk"
  chmod 1777 "$root/tmp"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  printf 'root:x:0:0::/:/bin/sh\ntenk:x:10001:10001::/home/tenk:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\ntenk:x:10001:\n' >"$root/etc/group"
  if [ "$flavour" != native ]; then
    mkdir -p "$root/opt/java"
    tar -C "$JAVA_HOME" --exclude=./lib/src.zip --exclude=./lib/ct.sym --exclude=./jmods --exclude=./man --exclude=./include \
      -c . | tar -x -C "$root/opt/java"
  fi
}

# can containers run at all? by the quicker storage, else by the one that works everywhere
lay_base
can_run() { # storage driver
  podman_with "$1"
  tar -C "$root" -c ./usr/bin/busybox ./bin | podman import - localhost/try:1 >/dev/null 2>&1 &&
    podman run --rm --network host --read-only --user 10001 --memory 64m localhost/try:1 /bin/busybox true
}
can_run overlay >"$work/podman.log" 2>&1 || can_run vfs >"$work/podman.log" 2>&1 ||
  skipped "podman cannot run containers here ($(tail -n 1 "$work/podman.log"))"

free_port() {
  local port
  for port in $(seq 5055 5155); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
port=$(free_port)
registry=localhost:$port
cat >"$work/registry.yml" <<END
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/registry}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$port"}
END
docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
registry_pid=$!
for _ in $(seq 100); do
  curl -sf "http://$registry/v2/" >/dev/null && break
  sleep 0.1
done
platforms=
[ "$flavour" != jar ] || platforms=linux/amd64,linux/arm64
push_base() {
  local platform
  tar -C "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -c . >"$work/base.tar"
  podman manifest create "$registry/base:1"
  for platform in $(tr , ' ' <<<"${platforms:-linux/$(dpkg --print-architecture)}"); do
    podman import --os linux --arch "${platform#linux/}" --change 'ENV PATH=/opt/java/bin:/usr/bin:/bin' \
      --change 'ENV JAVA_HOME=/opt/java' "$work/base.tar" "$registry/base:${platform#linux/}"
    podman manifest add "$registry/base:1" "containers-storage:$registry/base:${platform#linux/}"
  done
  podman manifest push --all --tls-verify=false "$registry/base:1" "docker://$registry/base:1"
  rm "$work/base.tar"
}
push_base >"$work/base.log" 2>&1 || { cat "$work/base.log"; exit 1; }
done_with "a registry with a base image"

build() { # folder, tag
  (cd "$1" && ./tenk images --registry "$registry" --insecure --tag "$2" --flavour "$flavour" --base "$registry/base:1" \
    ${platforms:+--platforms "$platforms"}) \
    >.tenk/images.log 2>&1 || { grep -m 20 ERROR .tenk/images.log; tail -n 30 .tenk/images.log; exit 1; }
}
digest() { # service, tag
  curl -sSf -o /dev/null -D - -H 'Accept: application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json' \
    "http://$registry/v2/tenk/$1/manifests/$2" | tr -d '\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: //p'
}

architectures() { # service, tag; none where the name is of one image
  curl -sSf -H 'Accept: application/vnd.docker.distribution.manifest.list.v2+json' "http://$registry/v2/tenk/$1/manifests/$2" |
    grep -oE '"architecture": *"[a-z0-9]+"' | cut -d '"' -f 4 | sort | xargs
}

# of the image for this machine, where the name is of several: a registry gives that to who takes no lists
layers() { # service, tag
  curl -sSf -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' "http://$registry/v2/tenk/$1/manifests/$2" |
    grep -oE 'sha256:[0-9a-f]{64}' | tail -n +2
}

# the chart adds '-jvm' to the tag of what runs on a virtual machine
tag=ci
chart_flavour=native
if [ "$flavour" != native ]; then
  tag=ci-jvm
  chart_flavour=jvm
fi
build . "$tag"
for service in user media worker; do
  bom=$service-service/target/bom.json
  grep -q '"bomFormat" : "CycloneDX"' "$bom" && grep -q 'pkg:maven/io.quarkus/quarkus-rest@' "$bom" ||
    { echo "$service-service has no SBOM"; exit 1; }
  echo "$service-service $(digest $service-service $tag), SBOM of $(grep -c '"purl"' "$bom") components"
done
if [ -n "$platforms" ]; then
  for service in user media worker; do
    had=$(architectures $service-service $tag)
    [ "$had" = "amd64 arm64" ] || { echo "$service-service is there for '$had', not for $platforms"; exit 1; }
  done
  echo "each for $platforms, under one name"
fi
done_with "images of flavour $flavour${platforms:+ for $platforms}"

if [ "$again" = true ]; then
  mkdir "$work/again"
  git ls-files -z | tar --null -T - -c | tar -x -C "$work/again"
  build "$work/again" again
  for service in user media worker; do
    layers $service-service $tag >"$work/first"
    layers $service-service again >"$work/second"
    others=$(grep -cvxFf "$work/first" "$work/second" || true)
    echo "$service-service: $others of $(grep -c . "$work/second") layers are others when it is built again"
    [ "$others" -le 1 ] || exit 1
  done
  done_with "built again in another folder"
fi

./mvnw -B -ntp verify -pl local -am -Dquarkus.build.skip -Djacoco.skip -Dspotless.apply.skip -Dspotless.check.skip \
  -Dtest=NoneOfThem -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ContainersIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dtenk.images.registry="$registry" -Dtenk.images.tag=ci -Dtenk.images.flavour=$chart_flavour \
  -Dtenk.images.tools="$(sh deploy/src/build/kubernetes-tools.sh)" >.tenk/containers.log 2>&1 ||
  { grep -E 'ERROR|Tests run|ended with' .tenk/containers.log | head -n 80; exit 1; }
grep -E 'Tests run:.* -- in|MiB used at most|: ended in|of a cache used' .tenk/containers.log
done_with "containers: the README's tour and the chart's probes, limits and rights"
