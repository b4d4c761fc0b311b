# --- Commands that only look, and the bundle ----------------------------------------------------------------------

command_status() {
  need_installation
  need_engine
  local service state health code unfinished bad newest other
  other=$(elsewhere "$OPT_DIR/.env")
  [[ -z $other ]] || die "$E_UNHEALTHY" "The containers of the project $(project_of "$OPT_DIR/.env") are those of $other: nothing runs for $OPT_DIR."
  say "$M_TIER $M_VERSION in $OPT_DIR; add-ons: ${PROFILES[*]:-none}"
  unfinished=$(journal_unfinished)
  if [[ -n $unfinished ]]; then say "A run was ended before it was through: $unfinished. The next command that changes something puts it right."; fi
  while IFS=$'\t' read -r service state health code; do
    [[ -z $service ]] || say "  $service: $state$([[ $health == - ]] || printf ', %s' "$health")$([[ $state != exited ]] || printf ', exit code %s' "$code")"
  done < <(service_states)
  say "data: $(data_folder "$OPT_DIR/.env")$(former_data)"
  if [[ -f $OPT_DIR/control-plane.env ]]; then say "set in control-plane.env: $(names_in "$OPT_DIR/control-plane.env")"; fi
  newest=$(find "$OPT_DIR/backups" -maxdepth 1 \( -name '*.export' -o -name '*.backup' \) -printf '%TF %TH:%TM %f\n' 2>/dev/null | sort | tail -n 1)
  say "newest backup: ${newest:-none}"
  bad=$(missing_services)
  if [[ -n $bad ]]; then
    OUTCOME="not healthy: $(tr '\n' ' ' <<<"$bad")"
    say "$OUTCOME"
    exit "$E_UNHEALTHY"
  fi
  OUTCOME=healthy
}

# Those that an import, a restore or a rollback left beside the one in use.
former_data() {
  local name count=0
  for name in "$OPT_DIR"/data "$OPT_DIR"/data-*; do
    if [[ -d $name && ! $name -ef $(data_folder "$OPT_DIR/.env") ]]; then count=$((count + 1)); fi
  done
  [[ $count == 0 ]] || printf '; folders of before: %d' "$count"
}

# names_in <file of variables>: no value of it is anybody's business.
names_in() {
  sed -n 's/^[[:space:]]*\([A-Za-z_][A-Za-z0-9_]*\)[[:space:]]*[=:].*/\1/p' "$1" | sort -u | tr '\n' ' '
}

# Services that should run and do not, or are not healthy.
missing_services() {
  {
    failing_services
    lacking_services "$OPT_DIR" '^(healthy|-)$'
  } | sort -u
}

command_support_bundle() {
  need_installation
  local folder to=${OPT_TO:-$PWD/tenantry-support-$(now_in_names).tar.gz} service
  scratch
  folder=$SCRATCH/tenantry-support
  mkdir -p "$folder/logs"
  for service in stamp journal log; do
    if [[ -f $STATE/$service ]]; then redact "$OPT_DIR" <"$STATE/$service" >"$folder/$service.txt"; fi
  done
  # Only the names that the manifest knows keep their value, and none whose name says that it is a secret.
  {
    env_names_only
    if [[ -f $OPT_DIR/control-plane.env ]]; then printf 'set in control-plane.env: %s\n' "$(names_in "$OPT_DIR/control-plane.env")"; fi
  } | redact "$OPT_DIR" >"$folder/env.txt"
  {
    docker version 2>&1 || true
    docker compose version 2>&1 || true
    uname -srm
    df -Pm "$OPT_DIR"
  } | redact "$OPT_DIR" >"$folder/machine.txt"
  { compose ps --all 2>&1 || true; } | redact "$OPT_DIR" >"$folder/services.txt"
  { compose config --no-interpolate 2>&1 || true; } | mask_env | redact "$OPT_DIR" >"$folder/compose.txt"
  for service in "${M_SERVICES[@]}"; do
    { compose_with_all logs --no-color --tail 500 "$service" 2>&1 || true; } | redact "$OPT_DIR" >"$folder/logs/$service.txt"
  done
  { tar -czf "$to.part" -C "$SCRATCH" tenantry-support && mv "$to.part" "$to"; } || die "$E_FILES" "$to cannot be written."
  OUTCOME=$to
  say "Written: $to. Secrets were taken out; look through it before you send it."
}

env_names_only() {
  local name
  for name in $(env_spans "$OPT_DIR/.env" | cut -f 1 | sort -u); do
    if [[ -n ${M_REQUIRED[$name]:-} ]]; then
      printf '%s=%s\n' "$name" "$(env_value "$OPT_DIR/.env" "$name")"
    else
      printf '%s=[not shown]\n' "$name"
    fi
  done | mask_env
}

command_bundle() {
  local folder images=() image
  find_source
  load_manifest "$SOURCE/compose/tiers/${OPT_TIER:-community}.flat"
  scratch
  folder=$SCRATCH/bundle-to-be
  PROFILES=("${OPT_PROFILES[@]+"${OPT_PROFILES[@]}"}")
  check_profiles
  STAGE=$SCRATCH/stage
  mkdir -p "$folder/scripts" "$STAGE"
  copy_compose "$SOURCE/compose" "$folder/compose"
  cp -a "$folder/compose" "$STAGE/compose"
  : >"$STAGE/.env"
  stage_env
  cp "$SELF" "$folder/scripts/install_tier.sh"
  mapfile -t images < <(wanted_images)
  for image in "${images[@]}"; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null || die "$E_IMAGES" "The image $image cannot be had."
  done
  for image in "${M_IMAGE_VARIABLES[@]}"; do printf '%s\t%s\n' "$image" "$(env_value "$STAGE/.env" "$image")"; done >"$folder/images"
  docker save --output "$folder/images.tar" "${images[@]}" || die "$E_IMAGES" 'The images could not be written: is the disk full?'
  (cd "$folder" && find . -type f ! -path ./SHA256SUMS | sort | tr '\n' '\0' | xargs -0 sha256sum >SHA256SUMS)
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$OPT_TO.part" -C "$folder" SHA256SUMS compose images images.tar scripts ||
    die "$E_FILES" "$OPT_TO cannot be written."
  mv "$OPT_TO.part" "$OPT_TO"
  OUTCOME=$(sha256sum "$OPT_TO" | cut -d ' ' -f 1)
  say "Written: $OPT_TO. Its checksum, to hand over by another way: $OUTCOME"
}

command_verify() {
  verify_self
  OUTCOME='as released'
  say "$SELF is as it was released."
  if [[ -n $OPT_FROM_BUNDLE ]]; then
    open_bundle "$OPT_FROM_BUNDLE"
    say "Every file of $OPT_FROM_BUNDLE is as its list says."
  fi
}
