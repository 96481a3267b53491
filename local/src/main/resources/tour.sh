API=http://localhost:8080

# sign up, with a password of your own
HANDLE=ada$(od -An -N4 -tx1 /dev/urandom | tr -d ' \n')
PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
curl -sS "$API/v1/users" -H 'Content-Type: application/json' \
  -d "{\"handle\":\"$HANDLE\",\"email\":\"$HANDLE@example.org\",\"password\":\"$PASSWORD\",\"displayName\":\"Ada\"}"

# sign in
TOKEN=$(curl -sS "$API/v1/sessions" -H 'Content-Type: application/json' \
  -d "{\"login\":\"$HANDLE\",\"password\":\"$PASSWORD\"}" | sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')

# upload a photograph, with a trace of it: answered at once, processed after
UPLOAD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
MEDIUM=$(curl -sS "$API/v1/media" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: image/jpeg' \
  -H "traceparent: 00-$UPLOAD-00f067aa0ba902b7-01" --data-binary @docs/tour/photo.jpg | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')

# watch: it is 'processing' for a second or so, then 'ready'
while curl -sS "$API/v1/media/$MEDIUM" -H "Authorization: Bearer $TOKEN" | grep -q '"status":"processing"'; do sleep 0.2; done
curl -sS "$API/v1/media/$MEDIUM" -H "Authorization: Bearer $TOKEN"

# fetch the thumbnail, with a trace as well
READ=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
curl -sS -o thumb.webp "$API/m/$MEDIUM/thumb.webp" -H "traceparent: 00-$READ-00f067aa0ba902b7-01" \
  -w '\n%{http_code} %{content_type} %{size_download} bytes\n'

# where each millisecond of the upload and of the read went
curl -sS "$API/traces/$UPLOAD" "$API/traces/$READ"
