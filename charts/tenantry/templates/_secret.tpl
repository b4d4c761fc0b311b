{{/*
The keys of the chart's own Secret, base64: what the cluster has, else new ones. Made once for a rendering, so that the
Secret and its checksum agree. `helm template` reaches no cluster and makes new ones each time.
*/}}
{{- define "tenantry.ownKeys" -}}
{{- if not (hasKey .Values.global "_keys") -}}
{{- $kept := dig "data" dict (lookup "v1" "Secret" .Release.Namespace "tenantry-control-plane") -}}
{{- $bootstrap := printf "tny_%s_%s" (uuidv4 | replace "-" "") (randAlphaNum 43) -}}
{{- $keys := dict "bootstrap-key" (b64enc $bootstrap) "sealing-key" (genPrivateKey "ed25519" | b64enc) "webhook-key" (randBytes 32 | b64dec | printf "%x" | b64enc) -}}
{{- range $name, $_ := $keys -}}
{{- if hasKey $kept $name -}}{{- $_ := set $keys $name (index $kept $name) -}}{{- end -}}
{{- end -}}
{{- $_ := set .Values.global "_keys" $keys -}}
{{- end -}}
{{- toYaml .Values.global._keys -}}
{{- end }}

{{/* Of all that is mounted as secrets, as far as the cluster shows it. */}}
{{- define "tenantry.secretsChecksum" -}}
{{- $parts := list -}}
{{- if not .Values.controlPlane.existingSecret -}}
{{- $parts = append $parts (include "tenantry.ownKeys" .) -}}
{{- end -}}
{{- range $name, $from := include "tenantry.secretFiles" . | fromYaml -}}
{{- if ne $from.name "tenantry-control-plane" -}}
{{- $data := dig "data" dict (lookup "v1" "Secret" $.Release.Namespace $from.name) -}}
{{- $parts = append $parts (printf "%s=%s" $name (get $data $from.key)) -}}
{{- end -}}
{{- end -}}
{{- join "\n" $parts | sha256sum -}}
{{- end }}
