{{/*
nginx.conf of the edge: deploy/edge/nginx.conf.template, of which the build keeps a copy in the chart's files, with the
chart's addresses and limits, and an address for probes.
*/}}
{{- define "tenk.edgeConfig" -}}
{{- $users := printf "%s:8080" (include "tenk.name" (dict "root" . "component" "user-service")) -}}
{{- $media := printf "%s:8080" (include "tenk.name" (dict "root" . "component" "media-service")) -}}
{{- $size := .Values.edge.cache.size | replace "Mi" "m" | replace "Gi" "g" -}}
{{- $body := printf "client_max_body_size %dm;" (add1 .Values.mediaService.maxUploadMebibytes) -}}
{{- $template := regexReplaceAll "(?m)^#.*\n" (.Files.Get "files/edge.nginx.conf.template") "" -}}
{{- $purges := "" -}}
{{- $metrics := "" -}}
{{- if .Values.edge.purge.enabled -}}
{{- /* who reaches the port is the NetworkPolicy's to say */ -}}
{{- $purges = regexReplaceAll "(?m)^#.*\n" (.Files.Get "files/edge.purge.conf.template") ""
      | replace "${TENK_EDGE_DIRECTORY}/purge.lua" "/etc/tenk/edge/purge.lua"
      | replace "${TENK_EDGE_PURGE_LISTEN}" "8082"
      | replace "${TENK_EDGE_PURGERS}" "all"
      | trim | indent 2 | trim -}}
{{- end -}}
{{- if .Values.monitoring.serviceMonitor.enabled -}}
{{- $metrics = regexReplaceAll "(?m)^#.*\n" (.Files.Get "files/edge.metrics.conf.template") ""
      | replace "${TENK_EDGE_DIRECTORY}/?.lua" "/etc/tenk/edge/?.lua"
      | replace "${TENK_EDGE_METRICS_LISTEN}" "8083"
      | trim | indent 2 | trim -}}
{{- end -}}
{{- /* OpenResty has the module built in */ -}}
{{- $template
      | replace "include ${TENK_EDGE_DIRECTORY}/modules[.]conf;\n" ""
      | replace "include ${TENK_EDGE_DIRECTORY}/purge[.]conf;" $purges
      | replace "include ${TENK_EDGE_DIRECTORY}/metrics[.]conf;" $metrics
      | replace "${TENK_EDGE_LISTEN}" "8080"
      | replace "${TENK_EDGE_USERS}" $users
      | replace "${TENK_EDGE_MEDIA}" $media
      | replace "${TENK_EDGE_DIRECTORY}" "/var/cache/tenk"
      | replace "${TENK_EDGE_SIZE}" $size
      | replace "inactive=7d" (printf "inactive=%s" .Values.edge.cache.inactive)
      | replace "client_max_body_size 26m;" $body
      | replace "X-Forwarded-Proto $scheme" "X-Forwarded-Proto $forwarded_proto"
      | replace "  upstream users {" (printf "%s\n\n  upstream users {" (include "tenk.edgeOwn" . | trim | indent 2)) -}}
{{- end -}}

{{/* What the chart's edge has beside: TLS ends before it, and the kubelet asks it. */}}
{{- define "tenk.edgeOwn" -}}
# what stands before may have ended TLS
map $http_x_forwarded_proto $forwarded_proto {
  default $scheme;
  http http;
  https https;
}

server {
  listen 8081;
  {{- if .Values.monitoring.serviceMonitor.enabled }}
  log_by_lua_block { }
  {{- end }}
  location = /ready {
    default_type text/plain;
    return 200 "ready\n";
  }
  location / { return 404; }
}
{{- end -}}
