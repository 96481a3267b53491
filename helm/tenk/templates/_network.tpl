{{- define "tenk.toDns" -}}
- to:
    {{- toYaml .Values.networkPolicy.dns.peers | nindent 4 }}
  ports:
    - protocol: UDP
      port: {{ .Values.networkPolicy.dns.port }}
    - protocol: TCP
      port: {{ .Values.networkPolicy.dns.port }}
{{- end -}}

{{/* Argument: engine, with port and peers. */}}
{{- define "tenk.toEngine" -}}
- to:
    {{- toYaml .peers | nindent 4 }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end -}}

{{/* Pods of a component as a peer. Argument: root, component. */}}
{{- define "tenk.peer" -}}
- podSelector:
    matchLabels:
      {{- include "tenk.selectorLabels" . | nindent 6 }}
{{- end -}}

{{- define "tenk.fromMonitoring" -}}
- from:
    {{- toYaml .Values.networkPolicy.monitoring | nindent 4 }}
  ports:
    - protocol: TCP
      port: 9000
{{- end -}}

{{/* From those whom networkPolicy.clients names. Argument: root, port. */}}
{{- define "tenk.fromClients" -}}
- ports:
    - protocol: TCP
      port: {{ .port }}
  {{- with .root.Values.networkPolicy.clients }}
  from:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* Head of a policy. Argument: root, component. */}}
{{- define "tenk.policyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "tenk.name" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "tenk.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "tenk.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
{{- end -}}
