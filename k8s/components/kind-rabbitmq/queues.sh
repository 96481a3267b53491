#!/bin/sh
# Declares the queues and their dead letters by the management API, again and again until it answers.
set -eu
api=http://tenk-broker:15672/api/queues/%2F
printf 'user = "%s:%s"\n' "$USERNAME" "$PASSWORD" >/tmp/curl.conf

declare_queue() { # name, arguments
  curl -sS --fail --retry 60 --retry-delay 2 --retry-all-errors --config /tmp/curl.conf -X PUT "$api/$1" \
    -H 'Content-Type: application/json' -d "{\"durable\":true,\"arguments\":{\"x-queue-type\":\"quorum\"$2}}"
  echo "declared $1"
}

for queue in media.uploaded media.bulk media.results media.withdrawn account.events; do
  declare_queue "dead.$queue" ',"x-delivery-limit":-1'
  declare_queue "$queue" ",\"x-delivery-limit\":-1,\"x-dead-letter-exchange\":\"\",\"x-dead-letter-routing-key\":\"dead.$queue\",\"x-dead-letter-strategy\":\"at-least-once\",\"x-overflow\":\"reject-publish\""
done
