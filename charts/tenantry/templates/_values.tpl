{{/*
What every template begins with: former names of values, defaults that `--reuse-values` leaves out, and the refusals.
*/}}
{{- define "tenantry.start" -}}
{{- include "tenantry.former" . -}}
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

{{/*
Moves what is given under a former name to its name of now, and notes what means nothing any more. `--reuse-values` brings
all values of the chart before, so one that is as that chart had it says nothing. The first template does it for all.
`_unread` is no value: it carries to the notes what was given and means nothing.
*/}}
{{- define "tenantry.former" -}}
{{- $unread := dig "_unread" list .Values.global -}}
{{- $defaults := .Files.Get "files/defaults.yaml" | fromYaml -}}
{{- range $former := (.Files.Get "files/former-values.yaml" | fromYaml).values -}}
{{- $group := $.Values -}}
{{- range initial .was -}}{{- $group = index $group . | default dict -}}{{- end -}}
{{- $name := last .was -}}
{{- if hasKey $group $name -}}
{{- $value := index $group $name -}}
{{- $_ := unset $group $name -}}
{{- if ne (toJson $value) (toJson .fallback) -}}
{{- if .now -}}
{{- $target := $.Values -}}
{{- $default := $defaults -}}
{{- range initial .now -}}
{{- if not (hasKey $target .) -}}{{- $_ := set $target . dict -}}{{- end -}}
{{- $target = index $target . -}}
{{- $default = index $default . -}}
{{- end -}}
{{- $given := index $target (last .now) -}}
{{- if not (has (toJson $given) (list "null" (toJson (index $default (last .now))) (toJson $value))) -}}
{{- fail (printf "\n\n%s is called %s since version %s, and both are given, with different values: %s and %s.\nKeep the new one; what an earlier release was given is taken away by --set %s=null\n" (join "." .was) (join "." .now) .since (toJson $value) (toJson $given) (join "." .was)) -}}
{{- end -}}
{{- $_ := set $target (last .now) $value -}}
{{- else -}}
{{- $unread = append $unread (printf "%s (since %s)" (join "." .was) .since) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $_ := set .Values.global "_unread" $unread -}}
{{- end }}
