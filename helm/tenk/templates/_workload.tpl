{{/* ConfigMap, Deployment and Services of a component. Argument: root, component, values. */}}
{{- define "tenk.workload" -}}
{{- $root := .root -}}
{{- $traits := include "tenk.traits" .component | fromYaml -}}
{{- $context := merge (dict "traits" $traits) . -}}
{{- $name := include "tenk.name" . -}}
{{- $config := include "tenk.config" $context -}}
{{- $scaled := or .values.autoscaling.enabled (dig "keda" "enabled" false .values) -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
data:
  {{- $config | nindent 2 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
spec:
  {{- if not $scaled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: 600
  minReadySeconds: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  selector:
    matchLabels:
      {{- include "tenk.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tenk.podLabels" . | nindent 8 }}
      annotations:
        checksum/config: {{ $config | sha256sum }}
        checksum/secrets: {{ include "tenk.secretsChecksum" (dict "root" $root "names" (include "tenk.secretNames" $context | fromJsonArray)) }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- include "tenk.podSecurity" $root | nindent 6 }}
      terminationGracePeriodSeconds: {{ include "tenk.graceSeconds" . }}
      {{- include "tenk.spread" . | nindent 6 }}
      {{- with include "tenk.placement" . }}
      {{- . | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ include "tenk.image" . }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          {{- include "tenk.containerSecurity" . | nindent 10 }}
          ports:
            {{- if $traits.http }}
            - name: http
              containerPort: 8080
            {{- end }}
            - name: management
              containerPort: 9000
          envFrom:
            - configMapRef:
                name: {{ $name }}
          env:
            {{- include "tenk.env" $context | trim | nindent 12 }}
          {{- include "tenk.probes" . | nindent 10 }}
          {{- include "tenk.resources" . | nindent 10 }}
          volumeMounts:
            {{- include "tenk.volumeMounts" $context | nindent 12 }}
      volumes:
        {{- include "tenk.volumes" $context | nindent 8 }}
{{- if $traits.http }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector:
    {{- include "tenk.selectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: 8080
      targetPort: http
{{- end }}
---
# metrics and health, for the cluster's own eyes
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}-management
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
    tenk.dev/port: management
spec:
  type: ClusterIP
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "tenk.selectorLabels" . | nindent 4 }}
  ports:
    - name: management
      port: 9000
      targetPort: management
{{- if $root.Values.podDisruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "tenk.selectorLabels" . | nindent 6 }}
{{- end }}
{{- end -}}
