#!/usr/bin/env bash
# A second look at the chart, by programs: Helm 4 lints, renders and packages it with every example, kubectl renders the
# overlays, nginx reads the edge's configuration. Prints what it did; fails where one of them does.
set -euo pipefail
cd "$(dirname "$0")/.."
. .mvn/jdk.sh
. helm/packages.sh
tools=$(sh deploy/src/build/kubernetes-tools.sh)
PATH=$tools:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

helm version --short
helm lint --strict helm/tenk
for example in helm/tenk/examples/*.yaml; do
  name=$(basename "$example" .yaml)
  helm lint --strict helm/tenk --values "$example" >/dev/null
  helm template tenk helm/tenk --namespace tenk --kube-version 1.33.0 --values "$example" >"$work/$name.yaml"
  echo "rendered $name: $(grep -c '^kind:' "$work/$name.yaml") objects"
done

# what people read after an installation
helm install tenk helm/tenk --namespace tenk --dry-run=client --values helm/tenk/examples/kind.yaml >"$work/install.txt"
for words in 'helm test tenk --namespace tenk --logs' 'rollout status deployment/tenk-user-service' 'port-forward'; do
  grep -q -- "$words" "$work/install.txt" || { echo "the notes lack '$words'"; exit 1; }
done
helm package helm/tenk --destination "$work" >/dev/null
tar -tzf "$work"/tenk-*.tgz >"$work/package.txt"
grep -q values.schema.json "$work/package.txt"
if grep -q examples/ "$work/package.txt"; then
  echo "the package holds the examples"
  exit 1
fi

kubectl version --client
for overlay in k8s/overlays/*/; do
  kubectl kustomize --enable-helm --load-restrictor LoadRestrictionsNone "$overlay" >"$work/overlay.yaml"
  echo "rendered $overlay: $(grep -c '^kind:' "$work/overlay.yaml") objects"
done

PATH=$PATH:/usr/sbin
if install_packages nginx:nginx-light &&
  { [ -e /usr/lib/nginx/modules/ngx_http_lua_module.so ] || install_packages its-module:libnginx-mod-http-lua; }; then
  helm template tenk helm/tenk --kube-version 1.33.0 --values helm/tenk/examples/gateway.yaml \
    --set monitoring.serviceMonitor.enabled=true --show-only templates/edge.yaml |
    awk -v work="$work" '/^  [a-z.]+: \|/ { file = $1; sub(/:/, "", file); next } /^[^ ]/ { file = "" }
      file { print substr($0, 5) >(work "/" file) }'
  sed -i -E "s/tenk-(user|media)-service:/127.0.0.1:/; s|/var/cache/tenk|$work/cache|; s|/etc/tenk/edge|$work|" "$work/nginx.conf"
  # Debian's has the module as a file
  sed -i '1i load_module modules/ndk_http_module.so; load_module modules/ngx_http_lua_module.so;' "$work/nginx.conf"
  mkdir "$work/cache"
  nginx -t -q -c "$work/nginx.conf" 2>"$work/nginx.log" || { cat "$work/nginx.log"; exit 1; }
  echo "nginx takes the edge's configuration"
else
  echo "no nginx here: the edge's configuration was not read"
fi
