{{/*
What a component speaks to, and whether it answers HTTP. Argument: component.
*/}}
{{- define "tenk.traits" -}}
{{- if eq . "user-service" -}}
{database: true, redis: true, broker: true, blobs: false, http: true, signing: true, links: false, mail: true, consistency: true}
{{- else if eq . "media-service" -}}
{database: true, redis: true, broker: true, blobs: true, http: true, signing: false, links: true, mail: false, consistency: true}
{{- else -}}
{database: false, redis: false, broker: true, blobs: true, http: false, signing: false, links: false, mail: false, consistency: false}
{{- end -}}
{{- end -}}

{{/* Plain settings, for the ConfigMap. Argument: root, component, values, traits. */}}
{{- define "tenk.config" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
QUARKUS_SHUTDOWN_DELAY: {{ .traits.http | ternary (printf "%vS" $values.shutdown.delaySeconds) "0S" }}
QUARKUS_SHUTDOWN_TIMEOUT: {{ $values.shutdown.timeoutSeconds }}S
{{- if .traits.database }}
QUARKUS_DATASOURCE_JDBC_URL: {{ include "tenk.jdbcUrl" (dict "root" $root "values" .values "host" $values.database.host) }}
QUARKUS_DATASOURCE_JDBC_MAX_SIZE: {{ sub .values.database.poolSize (div .values.database.poolSize 2) | quote }}
TENK_DATABASE_READS_MAX_SIZE: {{ div .values.database.poolSize 2 | quote }}
{{- if $values.database.replicaHosts }}
{{ include "tenk.replicaConfig" (dict "root" $root "values" .values) }}
{{- end }}
{{- end }}
{{- if .traits.redis }}
{{ include "tenk.redisConfig" $root }}
{{- end }}
{{- if .traits.broker }}
{{- include "tenk.brokerConfig" $root }}
{{- end }}
{{- if .traits.blobs }}
{{- include "tenk.blobsConfig" $root }}
{{- end }}
{{- if .traits.http }}
TENK_TOKEN_ISSUER: {{ $values.token.issuer | quote }}
TENK_TOKEN_AUDIENCE: {{ $values.token.audience | quote }}
TENK_HTTP_PROXY_HOPS: {{ add $values.proxyHops ($values.edge.enabled | ternary 1 0) | quote }}
{{- if and $values.edge.enabled $values.edge.purge.enabled }}
TENK_EDGE_PURGE: http://{{ include "tenk.name" (dict "root" $root "component" "edge") }}-purge:8082
{{- end }}
{{- with $values.cors.origins }}
QUARKUS_HTTP_CORS_ENABLED: "true"
QUARKUS_HTTP_CORS_ORIGINS: {{ join "," . | quote }}
QUARKUS_HTTP_CORS_METHODS: GET,HEAD,POST,PUT,PATCH,DELETE
QUARKUS_HTTP_CORS_EXPOSED_HEADERS: Location,ETag,Retry-After,RateLimit,RateLimit-Policy,Tenk-Consistency,X-Request-Id
QUARKUS_HTTP_CORS_ACCESS_CONTROL_MAX_AGE: {{ $values.cors.maxAge }}
{{- end }}
{{- end }}
{{- if .traits.signing }}
TENK_SIGNING_KEYS_DIRECTORY: /etc/tenk/signing
{{- end }}
{{- if .traits.links }}
TENK_LINKS_KEYS_DIRECTORY: /etc/tenk/links
{{- end }}
{{- if .traits.mail }}
{{ include "tenk.mailConfig" $root }}
{{- end }}
{{- if eq .component "user-service" }}
TENK_PICTURES_MEDIA_URL: http://{{ include "tenk.name" (dict "root" $root "component" "media-service") }}:8080
{{- end }}
{{- if eq .component "media-service" }}
TENK_TOKEN_JWKS_URL: http://{{ include "tenk.name" (dict "root" $root "component" "user-service") }}:8080/.well-known/jwks.json
TENK_UPLOAD_MAX_BYTES: {{ .values.maxUploadMebibytes }}M
QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE: {{ add1 .values.maxUploadMebibytes }}M
{{- end }}
{{- if eq .component "worker-service" }}
TENK_WORKER_PARALLELISM: {{ .values.parallelism | quote }}
TENK_WORKER_DRAIN: {{ .values.drainSeconds }}S
{{- end }}
{{- end -}}

{{/* Settings from secrets. Argument: root, values, traits. */}}
{{- define "tenk.env" -}}
{{- if .traits.database }}
{{ include "tenk.databaseEnv" (dict "secret" .values.database.existingSecret) }}
{{- end }}
{{- if .traits.redis }}
{{- include "tenk.redisEnv" .root }}
{{- end }}
{{- if .traits.broker }}
{{ include "tenk.brokerEnv" .root }}
{{- end }}
{{- if .traits.mail }}
{{- include "tenk.mailEnv" .root }}
{{- end }}
{{- if .traits.blobs }}
{{- include "tenk.blobsEnv" .root }}
{{- end }}
{{- with .values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Names of the secrets that a component uses. Argument: root, values, traits. */}}
{{- define "tenk.secretNames" -}}
{{- $values := .root.Values -}}
{{- $names := list -}}
{{- if .traits.database -}}
{{- $names = append $names .values.database.existingSecret -}}
{{- if eq (include "tenk.databaseCa" .root) "true" -}}
{{- $names = append $names $values.database.ca.existingSecret -}}
{{- end -}}
{{- if $values.database.replicaHosts -}}
{{- $names = append $names $values.database.consistencyKey.existingSecret -}}
{{- end -}}
{{- end -}}
{{- if .traits.redis -}}
{{- $names = concat $names (list $values.redis.auth.existingSecret ($values.redis.tls.enabled | ternary $values.redis.tls.existingSecret "")) -}}
{{- end -}}
{{- if .traits.broker -}}
{{- $names = concat $names (list $values.broker.auth.existingSecret ($values.broker.tls.enabled | ternary $values.broker.tls.existingSecret "")) -}}
{{- end -}}
{{- if .traits.mail -}}
{{- $names = append $names $values.mail.auth.existingSecret -}}
{{- end -}}
{{- if .traits.signing -}}
{{- $names = append $names $values.signing.existingSecret -}}
{{- end -}}
{{- if .traits.links -}}
{{- $names = append $names $values.links.existingSecret -}}
{{- end -}}
{{- $names | compact | uniq | toJson -}}
{{- end -}}

{{/* Argument: root, values, traits. */}}
{{- define "tenk.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if and .traits.database (eq (include "tenk.databaseCa" .root) "true") }}
- name: database-ca
  mountPath: /etc/tenk/database
  readOnly: true
{{- end }}
{{- if and .traits.consistency .root.Values.database.replicaHosts }}
- name: consistency
  mountPath: /etc/tenk/consistency
  readOnly: true
{{- end }}
{{- if and .traits.redis (eq (include "tenk.redisCa" .root) "true") }}
- name: redis-ca
  mountPath: /etc/tenk/redis
  readOnly: true
{{- end }}
{{- if and .traits.broker (eq (include "tenk.brokerCa" .root) "true") }}
- name: broker-ca
  mountPath: /etc/tenk/broker
  readOnly: true
{{- end }}
{{- if .traits.signing }}
- name: signing
  mountPath: /etc/tenk/signing
  readOnly: true
{{- end }}
{{- if .traits.links }}
- name: links
  mountPath: /etc/tenk/links
  readOnly: true
{{- end }}
{{- if and .traits.blobs (eq .root.Values.blobs.store "directory") }}
- name: blobs
  mountPath: /var/lib/tenk/blobs
{{- end }}
{{- end -}}

{{/* Argument: root, values, traits. */}}
{{- define "tenk.volumes" -}}
{{- $values := .root.Values -}}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- if and .traits.database (eq (include "tenk.databaseCa" .root) "true") }}
{{ include "tenk.caVolume" (dict "name" "database-ca" "secret" $values.database.ca.existingSecret "key" $values.database.ca.key) }}
{{- end }}
{{- if and .traits.consistency $values.database.replicaHosts }}
- name: consistency
  secret:
    secretName: {{ $values.database.consistencyKey.existingSecret }}
    defaultMode: 0440
    items:
      - key: {{ $values.database.consistencyKey.key }}
        path: consistency.key
{{- end }}
{{- if and .traits.redis (eq (include "tenk.redisCa" .root) "true") }}
{{ include "tenk.caVolume" (dict "name" "redis-ca" "secret" $values.redis.tls.existingSecret "key" $values.redis.tls.key) }}
{{- end }}
{{- if and .traits.broker (eq (include "tenk.brokerCa" .root) "true") }}
{{ include "tenk.caVolume" (dict "name" "broker-ca" "secret" $values.broker.tls.existingSecret "key" $values.broker.tls.key) }}
{{- end }}
{{- if .traits.signing }}
- name: signing
  secret:
    secretName: {{ $values.signing.existingSecret }}
    defaultMode: 0440
{{- end }}
{{- if .traits.links }}
- name: links
  secret:
    secretName: {{ $values.links.existingSecret }}
    defaultMode: 0440
{{- end }}
{{- if and .traits.blobs (eq $values.blobs.store "directory") }}
- name: blobs
  persistentVolumeClaim:
    claimName: {{ $values.blobs.existingClaim }}
{{- end }}
{{- end -}}

{{/* All that may follow the signal to end, and some to spare. Argument: root, component, values. */}}
{{- define "tenk.graceSeconds" -}}
{{- $shutdown := .root.Values.shutdown -}}
{{- if eq .component "worker-service" -}}
{{- add .values.drainSeconds $shutdown.timeoutSeconds 5 -}}
{{- else -}}
{{- add $shutdown.delaySeconds $shutdown.timeoutSeconds 5 -}}
{{- end -}}
{{- end -}}
