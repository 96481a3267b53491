{{/* Prefix of all names: the release's, with the chart's where that is not in it. */}}
{{- define "tenk.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Name of a component's objects. Argument: root, component. */}}
{{- define "tenk.name" -}}
{{- printf "%s-%s" (include "tenk.fullname" .root) .component -}}
{{- end -}}

{{/* What selects everything of this release. */}}
{{- define "tenk.releaseLabels" -}}
app.kubernetes.io/part-of: tenk
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What selects a component's pods. Argument: root, component. */}}
{{- define "tenk.selectorLabels" -}}
{{ include "tenk.releaseLabels" .root }}
app.kubernetes.io/name: {{ .component }}
{{- end -}}

{{/* Labels of every object. Argument: root, component. */}}
{{- define "tenk.labels" -}}
{{ include "tenk.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Labels of pods, which must not start anew because the chart's version did. Argument: root, component. */}}
{{- define "tenk.podLabels" -}}
{{ include "tenk.selectorLabels" . }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A component's image. Argument: root, component, values. */}}
{{- define "tenk.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := printf "%s/%s" $image.group .component -}}
{{- if $image.registry -}}
{{- $name = printf "%s/%s" $image.registry $name -}}
{{- end -}}
{{- if .values.imageDigest -}}
{{- printf "%s@%s" $name .values.imageDigest -}}
{{- else -}}
{{- printf "%s:%s%s" $name (default .root.Chart.AppVersion $image.tag) (eq $image.flavour "jvm" | ternary "-jvm" "") -}}
{{- end -}}
{{- end -}}
