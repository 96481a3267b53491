{{/* PostgreSQL's address. Argument: root, values, host. */}}
{{- define "tenk.jdbcUrl" -}}
{{- $database := .root.Values.database -}}
{{- $url := printf "jdbc:postgresql://%s:%v/%s?sslmode=%s" .host $database.port .values.database.name $database.sslMode -}}
{{- if eq (include "tenk.databaseCa" .root) "true" -}}
{{- printf "%s&sslrootcert=/etc/tenk/database/ca.crt" $url -}}
{{- else -}}
{{- $url -}}
{{- end -}}
{{- end -}}

{{/* Whether the database's certificate is checked against a CA. */}}
{{- define "tenk.databaseCa" -}}
{{- hasPrefix "verify-" .Values.database.sslMode -}}
{{- end -}}

{{/* Name and password of a role. Argument: secret. */}}
{{- define "tenk.databaseEnv" -}}
{{- $secret := .secret -}}
{{ include "tenk.secretEnv" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" $secret "key" "username") }}
{{ include "tenk.secretEnv" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" $secret "key" "password") }}
{{- end -}}

{{/* The replicas' addresses and pools. Argument: root, values. */}}
{{- define "tenk.replicaConfig" -}}
{{- $urls := list -}}
{{- range .root.Values.database.replicaHosts -}}
{{- $urls = append $urls (include "tenk.jdbcUrl" (dict "root" $.root "values" $.values "host" .)) -}}
{{- end -}}
TENK_DATABASE_REPLICAS_URLS: {{ join "," $urls | quote }}
TENK_DATABASE_REPLICAS_MAX_SIZE: {{ .values.database.replicaPoolSize | quote }}
TENK_DATABASE_CONSISTENCY_KEY_FILE: /etc/tenk/consistency/consistency.key
{{- end -}}

{{- define "tenk.mailConfig" -}}
{{- $mail := .Values.mail -}}
TENK_MAIL_APP_URL: {{ $mail.appUrl }}
QUARKUS_MAILER_FROM: {{ $mail.from }}
QUARKUS_MAILER_HOST: {{ $mail.host }}
QUARKUS_MAILER_PORT: {{ $mail.port | quote }}
QUARKUS_MAILER_TLS: {{ eq $mail.tls "tls" | quote }}
QUARKUS_MAILER_START_TLS: {{ eq $mail.tls "starttls" | ternary "REQUIRED" "DISABLED" }}
{{- end -}}

{{- define "tenk.mailEnv" -}}
{{- with .Values.mail.auth }}
{{- if .existingSecret }}
{{ include "tenk.secretEnv" (dict "name" "QUARKUS_MAILER_USERNAME" "secret" .existingSecret "key" .usernameKey) }}
{{ include "tenk.secretEnv" (dict "name" "QUARKUS_MAILER_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tenk.redisConfig" -}}
{{- $redis := .Values.redis -}}
QUARKUS_REDIS_HOSTS: {{ printf "%s://%s:%v" ($redis.tls.enabled | ternary "rediss" "redis") $redis.host $redis.port }}
{{- if $redis.tls.enabled }}
QUARKUS_REDIS_TLS_ENABLED: "true"
QUARKUS_REDIS_TLS_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- if $redis.tls.existingSecret }}
QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM: "true"
QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS: /etc/tenk/redis/ca.crt
{{- end }}
{{- end }}
{{- end -}}

{{- define "tenk.redisEnv" -}}
{{- with .Values.redis.auth }}
{{- if .existingSecret }}
{{ include "tenk.secretEnv" (dict "name" "QUARKUS_REDIS_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tenk.brokerConfig" -}}
{{- $broker := .Values.broker -}}
{{- with $broker.addressPrefix }}
TENK_BROKER_ADDRESS_PREFIX: {{ . | quote }}
{{- end }}
{{- if and $broker.tls.enabled $broker.tls.existingSecret }}
TENK_BROKER_TRUST_CERTIFICATE: /etc/tenk/broker/ca.crt
{{- end }}
{{- end -}}

{{/* The kubelet puts user and password into the URL. */}}
{{- define "tenk.brokerEnv" -}}
{{- $broker := .Values.broker -}}
{{ include "tenk.secretEnv" (dict "name" "BROKER_USERNAME" "secret" $broker.auth.existingSecret "key" $broker.auth.usernameKey) }}
{{ include "tenk.secretEnv" (dict "name" "BROKER_PASSWORD" "secret" $broker.auth.existingSecret "key" $broker.auth.passwordKey) }}
- name: TENK_BROKER_URL
  value: {{ printf "%s://$(BROKER_USERNAME):$(BROKER_PASSWORD)@%s:%v" ($broker.tls.enabled | ternary "amqps" "amqp") $broker.host $broker.port }}
{{- end -}}

{{- define "tenk.redisCa" -}}
{{- and .Values.redis.tls.enabled (not (empty .Values.redis.tls.existingSecret)) -}}
{{- end -}}

{{- define "tenk.brokerCa" -}}
{{- and .Values.broker.tls.enabled (not (empty .Values.broker.tls.existingSecret)) -}}
{{- end -}}

{{/* Where pictures are. */}}
{{- define "tenk.blobsConfig" -}}
{{- $blobs := .Values.blobs -}}
{{- if eq $blobs.store "directory" }}
TENK_BLOB_DIRECTORY: /var/lib/tenk/blobs
{{- else }}
{{- if not $blobs.s3.bucket }}
{{- fail "blobs.store is s3, but blobs.s3.bucket names no bucket" }}
{{- end }}
TENK_BLOB_STORE: s3
TENK_BLOB_STAGING: /tmp/staging
TENK_BLOB_S3_BUCKET: {{ $blobs.s3.bucket }}
TENK_BLOB_S3_REGION: {{ $blobs.s3.region }}
{{- with $blobs.s3.endpoint }}
TENK_BLOB_S3_ENDPOINT: {{ . }}
{{- end }}
{{- with $blobs.s3.publicEndpoint }}
TENK_BLOB_S3_PUBLIC_ENDPOINT: {{ . }}
{{- end }}
TENK_BLOB_S3_PATH_STYLE: {{ $blobs.s3.pathStyle | quote }}
{{- end }}
{{- end -}}

{{- define "tenk.blobsEnv" -}}
{{- $s3 := .Values.blobs.s3 -}}
{{- if and (eq .Values.blobs.store "s3") $s3.auth.existingSecret }}
{{ include "tenk.secretEnv" (dict "name" "TENK_BLOB_S3_ACCESS_KEY_ID" "secret" $s3.auth.existingSecret "key" $s3.auth.accessKeyIdKey) }}
{{ include "tenk.secretEnv" (dict "name" "TENK_BLOB_S3_SECRET_ACCESS_KEY" "secret" $s3.auth.existingSecret "key" $s3.auth.secretAccessKeyKey) }}
{{- end }}
{{- end -}}
