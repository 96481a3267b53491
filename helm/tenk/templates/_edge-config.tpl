{{/*
nginx.conf of the edge. What services call cacheable is kept for as long as they say; one request fills a missing
entry while others wait for it, and a stale one is served while a new one is fetched or cannot be had.
*/}}
{{- define "tenk.edgeConfig" -}}
worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 4096;
}

http {
  server_tokens off;
  access_log off;
  default_type application/octet-stream;
  sendfile on;
  keepalive_timeout 75s;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  proxy_cache_path /var/cache/tenk levels=1:2 keys_zone=public:32m max_size={{ .Values.edge.cache.size | replace "Mi" "m" | replace "Gi" "g" }} inactive={{ .Values.edge.cache.inactive }} use_temp_path=off;

  upstream users {
    server {{ include "tenk.name" (dict "root" . "component" "user-service") }}:8080;
    keepalive 64;
  }

  upstream media {
    server {{ include "tenk.name" (dict "root" . "component" "media-service") }}:8080;
    keepalive 64;
  }

  proxy_http_version 1.1;
  proxy_connect_timeout 3s;
  proxy_read_timeout 30s;
  proxy_set_header Connection "";
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $forwarded_proto;
  # the answer to nobody in particular: never of a request with credentials
  proxy_cache_key $request_method$host$request_uri;
  proxy_cache_bypass $http_authorization;
  proxy_no_cache $http_authorization;
  proxy_cache_lock on;
  proxy_cache_lock_timeout 5s;
  proxy_cache_use_stale error timeout updating http_502 http_503 http_504;
  proxy_cache_background_update on;
  proxy_cache_revalidate on;

  # what stands before may have ended TLS
  map $http_x_forwarded_proto $forwarded_proto {
    default $scheme;
    http http;
    https https;
  }

  server {
    listen 8080;
    client_max_body_size 1m;

    location = /v1/users { proxy_pass http://users; }
    location /v1/users/ {
      proxy_pass http://users;
      proxy_cache public;
      add_header X-Cache $upstream_cache_status;
    }
    location = /v1/sessions { proxy_pass http://users; }
    location /v1/sessions/ { proxy_pass http://users; }
    location /v1/admin/ { proxy_pass http://users; }
    location /.well-known/ {
      proxy_pass http://users;
      proxy_cache public;
    }

    location /m/ {
      proxy_pass http://media;
      proxy_cache public;
      add_header X-Cache $upstream_cache_status;
    }
    # uploads stream through, events come one by one
    location ~ ^/v1/(media|events)(/|$) {
      client_max_body_size {{ add1 .Values.mediaService.maxUploadMebibytes }}m;
      proxy_request_buffering off;
      proxy_buffering off;
      proxy_read_timeout 1h;
      proxy_pass http://media;
    }

    location / {
      default_type application/problem+json;
      return 404 '{"type":"about:blank","title":"Not Found","status":404}';
    }

    # nginx's own errors, in the API's form
    error_page 413 @too-large;
    error_page 502 504 =503 @away;
    location @too-large {
      internal;
      default_type application/problem+json;
      return 413 '{"type":"about:blank","title":"Content Too Large","status":413}';
    }
    location @away {
      internal;
      default_type application/problem+json;
      add_header Retry-After 5 always;
      return 503 '{"type":"about:blank","title":"Service Unavailable","status":503}';
    }
  }

  server {
    listen 8081;
    location = /ready {
      default_type text/plain;
      return 200 "ready\n";
    }
    location / { return 404; }
  }
}
{{- end -}}
