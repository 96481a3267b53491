{{/* Of every pod: nobody's rights, and no token of the cluster. */}}
{{- define "tenk.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Of every container. */}}
{{- define "tenk.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* Over zones where there are some, then over nodes. Argument: root, component. */}}
{{- define "tenk.spread" -}}
topologySpreadConstraints:
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tenk.selectorLabels" $ | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
{{- end }}
{{- end -}}

{{/* Where the pods go. Argument: values. */}}
{{- define "tenk.placement" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* Memory is reserved whole; CPU is requested, not limited. Argument: root, values. */}}
{{- define "tenk.resources" -}}
{{- $memory := get .values.memory .root.Values.image.flavour -}}
resources:
  requests:
    cpu: {{ .values.cpu.request | quote }}
    memory: {{ $memory }}
    ephemeral-storage: 64Mi
  limits:
    memory: {{ $memory }}
{{- end -}}

{{/* On the management port: slow to start is not dead, busy is not dead, ending is not ready. */}}
{{- define "tenk.probes" -}}
startupProbe:
  httpGet:
    path: /q/health/started
    port: management
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 120
livenessProbe:
  httpGet:
    path: /q/health/live
    port: management
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: management
  periodSeconds: 3
  timeoutSeconds: 2
  failureThreshold: 2
{{- end -}}

{{/*
Changes when a secret does, where helm speaks to the cluster and may; else only with the names. Argument: root, names.
*/}}
{{- define "tenk.secretsChecksum" -}}
{{- $known := dict -}}
{{- range $name := .names | compact | uniq -}}
{{- $secret := dict -}}
{{- if $.root.Values.secretChecksums -}}
{{- $secret = lookup "v1" "Secret" $.root.Release.Namespace $name -}}
{{- end -}}
{{- $_ := set $known $name (dig "data" dict $secret | toJson | sha256sum) -}}
{{- end -}}
{{- $known | toJson | sha256sum -}}
{{- end -}}

{{/* A volume of one certificate. Argument: name, secret, key. */}}
{{- define "tenk.caVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    items:
      - key: {{ .key }}
        path: ca.crt
{{- end -}}

{{/* An environment variable from a secret. Argument: name, secret, key. */}}
{{- define "tenk.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}
