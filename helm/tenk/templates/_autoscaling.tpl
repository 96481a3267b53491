{{/*
Up at once by doubling, down slowly. A start costs seconds of CPU, which must not call for more starts
(kubernetes#71255): going up needs the higher number for a whole window, which is longer than a start.
*/}}
{{- define "tenk.scaling.behavior" -}}
behavior:
  scaleUp:
    stabilizationWindowSeconds: 30
    selectPolicy: Max
    policies:
      - type: Percent
        value: 100
        periodSeconds: 30
      - type: Pods
        value: 2
        periodSeconds: 30
  scaleDown:
    stabilizationWindowSeconds: 300
    selectPolicy: Min
    policies:
      - type: Percent
        value: 20
        periodSeconds: 60
      - type: Pods
        value: 2
        periodSeconds: 60
{{- end -}}

{{/* Argument: root, component, values. */}}
{{- define "tenk.hpa" -}}
{{- $scaling := .values.autoscaling -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) -}}
{{- fail (printf "%s: autoscaling.minReplicas (%v) is more than autoscaling.maxReplicas (%v)" .component $scaling.minReplicas $scaling.maxReplicas) -}}
{{- end -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "tenk.name" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "tenk.name" . }}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $scaling.targetCPUUtilization }}
    {{- with $scaling.podMetric }}
    {{- if .name }}
    - type: Pods
      pods:
        metric:
          name: {{ .name }}
        target:
          type: AverageValue
          averageValue: {{ .averageValue | quote }}
    {{- end }}
    {{- end }}
    {{- with $scaling.externalMetric }}
    {{- if .name }}
    - type: External
      external:
        metric:
          name: {{ .name }}
          selector:
            matchLabels:
              {{- toYaml .matchLabels | nindent 14 }}
        target:
          type: AverageValue
          averageValue: {{ .averageValue | quote }}
    {{- end }}
    {{- end }}
  {{- include "tenk.scaling.behavior" . | nindent 2 }}
{{- end -}}
