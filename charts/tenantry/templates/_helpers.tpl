{{- define "tenantry.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/part-of: tenantry
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* By which pods of a program are found. Never changed: a Deployment's selector cannot be. */}}
{{- define "tenantry.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{/* metadata of an object of one program: name, namespace, labels. */}}
{{- define "tenantry.metadata" -}}
name: {{ .object | default .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  app.kubernetes.io/name: {{ .name }}
  {{- include "tenantry.labels" .root | nindent 2 }}
{{- end }}

{{/* Every object of the files that a pattern names, with the labels of the release, and kept at uninstall when so told. */}}
{{- define "tenantry.files" -}}
{{- $root := .root -}}
{{- $keep := .keep -}}
{{- range $path, $_ := $root.Files.Glob .glob }}
{{- range $document := regexSplit "(?m)^---\\s*$" ($root.Files.Get $path) -1 }}
{{- $object := fromYaml $document }}
{{- if hasKey $object "Error" }}{{ fail (printf "%s: %s" $path $object.Error) }}{{ end }}
{{- if $object.kind }}
{{- $labels := include "tenantry.labels" $root | fromYaml }}
{{- range $key, $value := $object.metadata.labels }}{{ $_ := set $labels $key $value }}{{ end }}
{{- $_ := set $object.metadata "labels" $labels }}
{{- if $keep }}{{ $_ := set $object.metadata "annotations" (dict "helm.sh/resource-policy" "keep") }}{{ end }}
---
{{ toYaml $object }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "tenantry.image" -}}
{{- $registry := .image.registry | default .root.Values.global.imageRegistry -}}
{{- $name := ternary .image.repository (printf "%s/%s" $registry .image.repository) (empty $registry) -}}
{{- if .image.digest -}}
{{ printf "%s@%s" $name .image.digest }}
{{- else -}}
{{ printf "%s:%s" $name (.image.tag | default .root.Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{/* Variables of a program. toJson writes a number in full, where toString would write 6.048e+08. */}}
{{- define "tenantry.variables" -}}
{{- range $name, $value := . }}
- name: TENANTRY_{{ $name }}
  value: {{ ternary $value (toJson $value) (kindIs "string" $value) | quote }}
{{- end }}
{{- end }}

{{- define "tenantry.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ .Values.podSecurity.user }}
runAsGroup: {{ .Values.podSecurity.group }}
fsGroup: {{ .Values.podSecurity.group }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tenantry.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Each as a name or, as other charts and Kubernetes itself write it, as {name: ...}. */}}
{{- define "tenantry.pullSecrets" -}}
{{- with .Values.global.imagePullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ kindIs "map" . | ternary (get (kindIs "map" . | ternary . dict) "name") . | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Where pods of a program go: what is given, and spread over nodes and zones. */}}
{{- define "tenantry.placement" -}}
{{- include "tenantry.pullSecrets" .root }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tenantry.selector" (dict "root" $.root "name" $.name) | nindent 8 }}
  {{- end }}
{{- end }}

{{- define "tenantry.inCluster" -}}
{{- range .Values.controlPlane.clusters }}{{ if .inCluster }}true{{ end }}{{ end -}}
{{- end }}

{{- define "tenantry.secretName" -}}
{{ .Values.controlPlane.existingSecret | default "tenantry-control-plane" }}
{{- end }}

{{/* Secret and key of every secret variable, by name. */}}
{{- define "tenantry.secretFiles" -}}
{{- $own := include "tenantry.secretName" . -}}
{{- $files := dict "BOOTSTRAP_KEY" (dict "name" $own "key" "bootstrap-key") "SEALING_KEY" (dict "name" $own "key" "sealing-key") "WEBHOOK_KEY" (dict "name" $own "key" "webhook-key") -}}
{{- if eq .Values.store.kind "mongodb" -}}
{{- $_ := set $files "STORE_URL" .Values.store.mongodb.urlSecret -}}
{{- end -}}
{{- range $name, $from := .Values.controlPlane.secretConfig -}}
{{- $_ := set $files $name $from -}}
{{- end -}}
{{- toYaml $files -}}
{{- end }}
