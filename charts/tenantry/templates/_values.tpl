{{/*
What every template begins with: defaults that `--reuse-values` leaves out, and the refusals.
*/}}
{{- define "tenantry.start" -}}
{{- include "tenantry.fill" (dict "into" .Values "from" (.Files.Get "files/defaults.yaml" | fromYaml)) -}}
{{- include "tenantry.refuse" . -}}
{{- end }}

{{/*
Puts what is missing into a map, level by level. Not sprig's merge: that takes `false` and 0 for missing.
Lists, and maps whose default is empty, are whole values of whoever gives them.
*/}}
{{- define "tenantry.fill" -}}
{{- $into := .into -}}
{{- range $key, $value := .from -}}
{{- if not (hasKey $into $key) -}}
{{- $_ := set $into $key $value -}}
{{- else if and (kindIs "map" $value) (kindIs "map" (index $into $key)) $value -}}
{{- include "tenantry.fill" (dict "into" (index $into $key) "from" $value) -}}
{{- end -}}
{{- end -}}
{{- end }}
