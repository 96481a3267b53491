#!/usr/bin/env bash
# The images, built and run: Jib pushes them to a registry on this machine over a base of Debian's packages, a second build
# from another folder must give the same digests, then podman runs them as the chart has them (read-only root, user 10001,
# the chart's memory limits) until the README's tour has passed. Where podman cannot run, the images are only built.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
work=$(mktemp -d)
registry_pid=

finish() {
  code=$?
  if [ -n "$registry_pid" ] && kill -0 "$registry_pid" 2>/dev/null; then
    kill "$registry_pid"
    wait "$registry_pid" 2>/dev/null || true
  fi
  podman system reset --force >/dev/null 2>&1 || true
  rm -rf "$work"
  exit "$code"
}

# everything of podman is in the work folder, so that nothing of others is touched
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
driver = "vfs"
runroot = "$work/containers/run"
graphroot = "$work/containers/graph"
END
export CONTAINERS_CONF=$work/containers/containers.conf CONTAINERS_STORAGE_CONF=$work/containers/storage.conf
trap finish EXIT

lacking=()
for program in podman:podman runc:runc docker-registry:docker-registry curl:curl; do
  command -v "${program%%:*}" >/dev/null || lacking+=("${program##*:}")
done
if [ ${#lacking[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "skipped: ${lacking[*]} missing"
    exit 0
  fi
  apt-get update -qq
  apt-get install -y --no-install-recommends "${lacking[@]}" >/dev/null
fi

# a base of what an image needs and nothing else: C and C++ libraries, certificates, a small Java
base() {
  local root=$work/root
  mkdir -p "$work/packages" "$root"
  (cd "$work/packages" && apt-get download base-files libc6 libgcc-s1 libstdc++6 zlib1g tzdata busybox-static >/dev/null 2>&1)
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
  for directory in bin sbin lib lib64; do ln -s "usr/$directory" "$root/$directory"; done
  for package in "$work"/packages/*.deb; do
    # the packages of this release still say /lib where they mean /usr/lib
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --keep-directory-symlink
  done
  ln -sf busybox "$root/bin/sh"
  mkdir -p "$root/etc/ssl/certs" "$root/tmp" "$root/home/tenk"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  printf 'root:x:0:0::/:/bin/sh\ntenk:x:10001:10001::/home/tenk:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\ntenk:x:10001:\n' >"$root/etc/group"
  "$JAVA_HOME/bin/jlink" --output "$root/opt/java" --strip-debug --no-header-files --no-man-pages \
    --add-modules java.se,jdk.unsupported,jdk.management,jdk.naming.dns,jdk.zipfs,jdk.crypto.ec,jdk.jfr 2>/dev/null
  tar -C "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -c . |
    podman import --change 'ENV PATH=/opt/java/bin:/usr/bin:/bin' --change 'ENV JAVA_HOME=/opt/java' \
      - "$registry/base/java:25" >/dev/null
  podman push --tls-verify=false "$registry/base/java:25" >/dev/null 2>&1
}

digest() { # service, tag
  curl -sSf -o /dev/null -D - -H 'Accept: application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json' \
    "http://$registry/v2/tenk/$1/manifests/$2" | tr -d '\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: //p'
}

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo 5055)
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

base
tag=ci
./tenk images --registry "$registry" --insecure --tag $tag-jvm --flavour jar --base "$registry/base/java:25" >"$work/images.log" 2>&1 ||
  { tail -n 50 "$work/images.log"; exit 1; }
for service in user media worker; do
  [ -s $service-service/target/bom.json ] || { echo "$service-service has no SBOM"; exit 1; }
  echo "$service-service $(digest $service-service $tag-jvm), $(grep -c '"purl"' $service-service/target/bom.json) components"
done

if [ "${1-}" = --again ]; then
  mkdir "$work/again"
  git ls-files -z | tar --null -T - -c | tar -x -C "$work/again"
  (cd "$work/again" && ./tenk images --registry "$registry" --insecure --tag again-jvm --flavour jar --base "$registry/base/java:25") \
    >"$work/again.log" 2>&1 || { tail -n 50 "$work/again.log"; exit 1; }
  for service in user media worker; do
    [ "$(digest $service-service $tag-jvm)" = "$(digest $service-service again-jvm)" ] ||
      { echo "$service-service is another image when it is built again"; exit 1; }
  done
  echo "built again in another folder: the same digests"
fi

if ! podman run --rm --network host --read-only --user 10001 --memory 64m "$registry/base/java:25" /bin/busybox true \
  >"$work/podman.log" 2>&1; then
  echo "skipped: podman cannot run containers here ($(tail -n 1 "$work/podman.log"))"
  exit 0
fi
./mvnw -B -ntp -q verify -Djacoco.skip -DskipTests=false -Dsurefire.skip -Dtest=NoneOfThem -Dsurefire.failIfNoSpecifiedTests=false \
  -pl local -am -Dit.test=ContainersIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dtenk.images.registry="$registry" -Dtenk.images.tag=$tag -Dtenk.images.flavour=jvm \
  -Dtenk.tools="$(sh deploy/src/build/kubernetes-tools.sh)"
echo "the containers passed the tour"
