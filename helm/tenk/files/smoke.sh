#!/bin/sh
# Signs up, uploads a picture, waits for its thumbnail, fetches it and deletes the account.
# Environment: USERS and MEDIA, addresses of the two services or of what stands before both.
set -eu
work=$(mktemp -d /tmp/smoke.XXXXXX)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "failed: $1" >&2
  [ ! -s "$work/answer" ] || head -c 2000 "$work/answer" >&2
  exit 1
}

call() { # wanted status, curl's arguments; the answer goes to $work/answer
  wanted=$1
  shift
  status=$(curl -sS --max-time 20 -o "$work/answer" -w '%{http_code}' "$@") || fail "no answer: $*"
  [ "$status" = "$wanted" ] || fail "$status instead of $wanted"
}

field() { # name: its value in the answer, where it is a text
  sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" "$work/answer" | head -n 1
}

random() { # bytes, as hexadecimal digits
  od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'
}

handle=smoke$(random 6)
password=$(random 16)

# a picture of 16 by 16 points
base64 -d >"$work/picture.png" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABlklEQVR42hXRURVEIQhFUSMYgQhGMAIRiGCEE8EIRiACEYhABCLM
G7/ZrMt1jMEcyGAN9kAHNjgDBnfwBj6IQQ5q0IMxJnMikzXZE53Y5EyY3Mmb+CQmOalJzw8IUxBhCVtQwYQjIFzhCS6EkEIJLR9Y
zIUs1mIvdGGLs2BxF2/hi1jkoha9PrCZG9mszd7oxjZnw+Zu3sY3sclNbXp/QJmKKEvZiiqmHAXlKk9xJZRUSmn9gDENMZaxDTXM
OAbGNZ7hRhhplNH2gcM8yGEd9kEPdjgHDvfwDn6IQx7q0OcD/wK/Sr4jv9hfkG/1N/x/Fx44BCQU9Pc94zIvclmXfdGLXc79j9/L
u/glLnmpS98PPOZDHuuxH/qwx3n/5ffxHv6IRz7q0e8DznTEWc521DHn+D/KdZ7jTjjplNP+gWAGEqxgBxpYcOIf/AYv8CCCDCro
+EAyE0lWshNNLDn5P/MmL/Ekkkwq6fxAMQspVrELLaw49S/lFq/wIoosquj6QDMbaVazG22sOf2v8Dav8SaabKrp5geIAnAQC3Nf
wAAAAABJRU5ErkJggg==
PNG

call 201 "$USERS/v1/users" -H 'Content-Type: application/json' \
  -d "{\"handle\":\"$handle\",\"email\":\"$handle@example.org\",\"password\":\"$password\",\"displayName\":\"Smoke test\"}"
echo "signed up as $handle"

call 201 "$USERS/v1/sessions" -H 'Content-Type: application/json' -d "{\"login\":\"$handle\",\"password\":\"$password\"}"
token=$(sed -n 's/.*"accessToken" *: *"\([^"]*\)".*/\1/p' "$work/answer")
[ -n "$token" ] || fail "no token"
echo "Authorization: Bearer $token" >"$work/authorization"
echo "signed in"

call 202 "$MEDIA/v1/media" -H "@$work/authorization" -H 'Content-Type: image/png' --data-binary "@$work/picture.png"
medium=$(sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p' "$work/answer")
echo "uploaded $medium"

tries=60
while :; do
  call 200 "$MEDIA/v1/media/$medium" -H "@$work/authorization"
  case $(sed -n 's/.*"status" *: *"\([^"]*\)".*/\1/p' "$work/answer") in
    ready) break ;;
    failed) fail "not processed" ;;
  esac
  tries=$((tries - 1))
  [ $tries -gt 0 ] || fail "still not processed"
  sleep 1
done
echo "processed"

call 200 "$MEDIA/m/$medium/thumb.webp"
head -c 12 "$work/answer" | grep -q WEBP || fail "the thumbnail is no WebP"
echo "fetched the thumbnail"

call 204 -X DELETE "$USERS/v1/users/me" -H "@$work/authorization"
echo "deleted the account"
