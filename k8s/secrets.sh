#!/bin/sh
# Prints the secrets of a new installation, with random passwords and keys that are stored nowhere else:
#   k8s/secrets.sh | kubectl create --namespace tenk -f -
# 'create' refuses to replace what is there. Needs openssl.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077

random() { # bytes, as hexadecimal digits
  openssl rand -hex "$1"
}

# the label has CloudNativePG set a role's password anew when its secret changes
secret() { # name, type, then pairs of key and value
  cat <<END
---
apiVersion: v1
kind: Secret
metadata:
  name: $1
  labels:
    app.kubernetes.io/part-of: tenk
    cnpg.io/reload: "true"
type: $2
stringData:
END
  shift 2
  while [ $# -gt 0 ]; do
    printf '  %s: "%s"\n' "$1" "$2"
    shift 2
  done
}

for service in user media; do
  secret tenk-db-$service kubernetes.io/basic-auth username tenk_$service password "$(random 24)"
  secret tenk-db-$service-owner kubernetes.io/basic-auth username tenk_${service}_owner password "$(random 24)"
done
secret tenk-postgres Opaque password "$(random 24)"
secret tenk-valkey Opaque password "$(random 24)"
secret tenk-broker Opaque username tenk password "$(random 24)"
secret tenk-consistency-key Opaque consistency.key "$(random 32)"

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key.pem" 2>/dev/null
openssl rand -out "$work/refresh.key" 32
secret tenk-signing-keys Opaque
sed 's/^/    /' "$work/key.pem" | sed "1i\\  $(date -u +%Y-%m-%d).pem: |"
printf 'data:\n  refresh.key: %s\n' "$(openssl base64 -A -in "$work/refresh.key")"
secret tenk-link-keys Opaque "$(date -u +%Y-%m-%d).key" "$(random 32)"
