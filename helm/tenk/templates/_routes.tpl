{{/*
Which paths belong to whom; 'stream' ones carry large bodies up or events down and must not be buffered.
Everything else, management before all, is not routed.
*/}}
{{- define "tenk.routes" -}}
- {path: /v1/users, component: user-service, stream: false}
- {path: /v1/sessions, component: user-service, stream: false}
- {path: /v1/admin, component: user-service, stream: false}
- {path: /.well-known, component: user-service, stream: false}
- {path: /m, component: media-service, stream: false}
- {path: /v1/media, component: media-service, stream: true}
- {path: /v1/events, component: media-service, stream: true}
- {path: /v1/usage, component: media-service, stream: false}
- {path: /v1/uploads, component: media-service, stream: true}
{{- end -}}

{{/* Annotations by controller. Argument: root, stream. */}}
{{- define "tenk.ingressAnnotations" -}}
{{- $controller := .root.Values.ingress.controller -}}
{{- $size := .stream | ternary (add1 .root.Values.mediaService.maxUploadMebibytes) 1 -}}
{{- $seconds := .stream | ternary 3600 30 -}}
{{- if eq $controller "ingress-nginx" -}}
nginx.ingress.kubernetes.io/proxy-body-size: {{ $size }}m
nginx.ingress.kubernetes.io/proxy-connect-timeout: "3"
nginx.ingress.kubernetes.io/proxy-read-timeout: {{ $seconds | quote }}
nginx.ingress.kubernetes.io/proxy-send-timeout: {{ $seconds | quote }}
{{- if .stream }}
nginx.ingress.kubernetes.io/proxy-buffering: "off"
nginx.ingress.kubernetes.io/proxy-request-buffering: "off"
nginx.ingress.kubernetes.io/proxy-http-version: "1.1"
{{- end }}
{{- else if eq $controller "nginx" -}}
nginx.org/client-max-body-size: {{ $size }}m
nginx.org/proxy-connect-timeout: 3s
nginx.org/proxy-read-timeout: {{ $seconds }}s
nginx.org/proxy-send-timeout: {{ $seconds }}s
{{- if .stream }}
nginx.org/proxy-buffering: "False"
nginx.org/location-snippets: proxy_request_buffering off;
{{- end }}
{{- else if eq $controller "haproxy" -}}
haproxy.org/timeout-server: {{ $seconds }}s
haproxy.org/timeout-tunnel: {{ $seconds }}s
{{- else if eq $controller "traefik" -}}
traefik.ingress.kubernetes.io/router.entrypoints: {{ .root.Values.ingress.tlsSecret | empty | ternary "web" "websecure" }}
{{- else if eq $controller "alb" -}}
alb.ingress.kubernetes.io/target-type: ip
alb.ingress.kubernetes.io/group.name: {{ include "tenk.fullname" .root }}
alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=3600
alb.ingress.kubernetes.io/healthcheck-port: {{ .root.Values.edge.enabled | ternary "8081" "9000" | quote }}
alb.ingress.kubernetes.io/healthcheck-path: {{ .root.Values.edge.enabled | ternary "/ready" "/q/health/ready" }}
{{- end -}}
{{- with .root.Values.ingress.annotations }}
{{ toYaml . }}
{{- end }}
{{- end -}}
