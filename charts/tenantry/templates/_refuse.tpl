{{/* What cannot work is refused before anything is written, with what to do instead. */}}
{{- define "tenantry.refuse" -}}
{{- if ne .Release.Namespace "tenantry-system" -}}
{{- fail (printf "\n\nThe namespace of the release is %q and must be tenantry-system: the definitions and the admission policies name it.\nAdd: --namespace tenantry-system --create-namespace\n" .Release.Namespace) -}}
{{- end -}}
{{- if .Values.controlPlane.enabled -}}
{{- include "tenantry.refuse.store" . -}}
{{- end -}}
{{- if and .Values.controlPlane.ingress.enabled (not .Values.controlPlane.ingress.host) -}}
{{- fail "\n\ncontrolPlane.ingress.enabled needs controlPlane.ingress.host: without a host the Ingress would take every host.\n" -}}
{{- end -}}
{{- if .Values.backup.enabled -}}
{{- if not .Values.backup.secretName -}}
{{- fail "\n\nbackup.enabled needs backup.secretName, a Secret with `passphrase` and `key`, an API key of an admin:\n  kubectl -n tenantry-system create secret generic tenantry-backup --from-file=passphrase=<file> --from-file=key=<file>\n" -}}
{{- end -}}
{{- if not .Values.controlPlane.enabled -}}
{{- fail "\n\nbackup.enabled needs controlPlane.enabled: it is the control plane that is asked for the backup.\n" -}}
{{- end -}}
{{- end -}}
{{- include "tenantry.refuse.versions" . -}}
{{- end }}

{{- define "tenantry.refuse.store" -}}
{{- $moved := "docs/how-to/back-up-and-move.md" -}}
{{- if eq .Values.store.kind "sqlite" -}}
{{- if gt (int .Values.controlPlane.replicas) 1 -}}
{{- fail (printf "\n\ncontrolPlane.replicas is %d with store.kind sqlite: one process owns the file, so there is one replica.\nSet controlPlane.replicas to 1, or move to MongoDB (%s) and set store.kind to mongodb.\n" (int .Values.controlPlane.replicas) $moved) -}}
{{- end -}}
{{- if .Values.controlPlane.autoscaling.enabled -}}
{{- fail (printf "\n\ncontrolPlane.autoscaling.enabled with store.kind sqlite: one process owns the file, so there is one replica.\nLeave autoscaling off, or move to MongoDB (%s) and set store.kind to mongodb.\n" $moved) -}}
{{- end -}}
{{- else if not .Values.store.mongodb.urlSecret.name -}}
{{- fail "\n\nstore.kind mongodb needs store.mongodb.urlSecret.name, a Secret with the address of MongoDB:\n  kubectl -n tenantry-system create secret generic tenantry-mongodb --from-file=url=<file with mongodb://...>\n" -}}
{{- end -}}
{{- $deployment := lookup "apps/v1" "Deployment" .Release.Namespace "tenantry-control-plane" -}}
{{- $before := dig "metadata" "annotations" "tenantry.dev/store" .Values.store.kind $deployment -}}
{{- if ne $before .Values.store.kind -}}
{{- fail (printf "\n\nstore.kind is %s, and the release runs on %s: the new store would be empty.\nMove the data first (%s), then say so:\n  kubectl -n tenantry-system annotate --overwrite deployment/tenantry-control-plane tenantry.dev/store=%s\n" .Values.store.kind $before $moved .Values.store.kind) -}}
{{- end -}}
{{- end }}

{{/* Without a cluster (`helm template`) lookups find nothing, and nothing is refused. */}}
{{- define "tenantry.refuse.versions" -}}
{{- $reached := lookup "v1" "Namespace" "" "kube-system" -}}
{{- range $path, $_ := .Files.Glob "files/crds/*.yaml" -}}
{{- $ours := $.Files.Get $path | fromYaml -}}
{{- $name := $ours.metadata.name -}}
{{- $theirs := lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" $name -}}
{{- if $theirs -}}
{{- $known := list -}}
{{- range $ours.spec.versions -}}{{- $known = append $known .name -}}{{- end -}}
{{- range $version := dig "status" "storedVersions" list $theirs -}}
{{- if not (has $version $known) -}}
{{- fail (printf "\n\n%s is stored as %s in this cluster, which chart %s does not know (it knows %s): the chart is older than the data.\nInstall the chart that wrote it, or a newer one.\n" $name $version $.Chart.Version (join ", " $known)) -}}
{{- end -}}
{{- end -}}
{{- $installed := dig "metadata" "labels" "app.kubernetes.io/version" "" $theirs -}}
{{- if and $installed (not $.Values.upgrade.allowDowngrade) -}}
{{- /* By order, not by range: ranges leave out versions before a release. */ -}}
{{- if lt (semver $installed | (semver $.Chart.AppVersion).Compare) 0 -}}
{{- fail (printf "\n\nVersion %s is installed, and this is %s: a downgrade is refused, since the older version may not read what the newer one wrote.\nIf it is meant, read the notes of both versions and set upgrade.allowDowngrade to true.\n" $installed $.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
{{- else if and $reached (not $.Values.crds.install) -}}
{{- fail (printf "\n\ncrds.install is false, and %s is not in the cluster.\nSet crds.install to true, or apply the definitions first: kubectl apply --server-side -f operator/manifests/crds\n" $name) -}}
{{- end -}}
{{- end -}}
{{- end }}
