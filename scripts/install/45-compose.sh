# --- Docker and Compose ---------------------------------------------------------------------------------------

CHILD='' # what runs in the background
RECREATE=0
PROFILES=() # the add-ons that are on

# compose_in <folder of .env and compose/> <arguments…>: on the files of the manifest that is taken.
compose_in() {
  local root=$1 file arguments=()
  shift
  for file in "${M_FILES[@]}"; do arguments+=(-f "$root/compose/$file"); done
  # What the admin adds of his own.
  if [[ -f $root/compose/compose.local.yaml ]]; then arguments+=(-f "$root/compose/compose.local.yaml"); fi
  for file in "${PROFILES[@]+"${PROFILES[@]}"}"; do arguments+=(--profile "$file"); done
  # What compose.local.yaml names by a relative path lies where it will run. 9 is the lock: an engine's helper that lives
  # on must not hold it.
  docker compose --project-directory "$OPT_DIR/compose" --env-file "$root/.env" "${arguments[@]}" "$@" 9>&-
}

compose() {
  compose_in "$OPT_DIR" "$@"
}

# Compose takes no notice of containers whose profile is not named, so going down names all of them.
compose_down() {
  # Those of another installation are not ours to stop.
  [[ -z $(elsewhere "$OPT_DIR/.env") ]] || return 0
  compose_with_all down --remove-orphans
}

compose_with_all() {
  local kept=("${PROFILES[@]+"${PROFILES[@]}"}") code=0
  PROFILES=("${M_PROFILES[@]+"${M_PROFILES[@]}"}")
  compose "$@" || code=$?
  PROFILES=("${kept[@]+"${kept[@]}"}")
  return "$code"
}

# start_services: 0 when all are healthy in time. Says which one is not, and what it said last.
start_services() {
  say "Starting, and waiting up to $OPT_TIMEOUT s until everything is healthy."
  local code=0
  # In the background, so that a signal is acted on at once; the trap ends it.
  local arguments=(up --detach --wait --wait-timeout "$OPT_TIMEOUT" --pull never --remove-orphans)
  # Files that were put in place of others are seen only by containers made after them.
  if [[ $RECREATE == 1 ]]; then arguments+=(--force-recreate); fi
  compose "${arguments[@]}" >"$STATE/start.log" 2>&1 &
  CHILD=$!
  wait "$CHILD" || code=$?
  CHILD=''
  [[ $code != 0 ]] || return 0
  warn "Not everything became healthy: $(last_lines "$STATE/start.log")"
  show_failing
  return 1
}

# Services as Compose sees them: name, state, health, exit code. No field is empty, or `read` would skip it.
service_states() {
  { compose ps --all --format '{{.Service}}\t{{.State}}\t{{.Health}}\t{{.ExitCode}}' 2>/dev/null || true; } |
    awk -F '\t' -v OFS='\t' '{ if ($3 == "") $3 = "-"; print }'
}

# Services and how many containers of them are wanted: as the manifest says, or compose.local.yaml. wanted_counts <folder of .env and compose/>
wanted_counts() {
  local service
  {
    while IFS= read -r service; do printf '%s\t%s\n' "$service" "${M_COUNT[$service]:-1}"; done < <(wanted_services)
    { compose_in "$1" config 2>/dev/null || true; } | awk -v OFS='\t' '
      /^[a-z]/ { inside = ($0 == "services:") }
      inside && /^  [^ ]/ { service = $1; sub(/:$/, "", service) }
      inside && /^(    scale|      replicas): [0-9]+$/ { print service, $2 }'
  } | awk -F '\t' -v OFS='\t' '{ count[$1] = $2; if (!seen[$1]++) name[++n] = $1 } END { for (i = 1; i <= n; i++) print name[i], count[name[i]] }'
}

# lacking_services <folder of .env and compose/> <regular expression of the health that counts>: those with fewer containers that run.
lacking_services() {
  local service count states
  states=$(service_states)
  while IFS=$'\t' read -r service count; do
    if is_one_shot_of "$1" "$service"; then continue; fi
    [[ $(awk -F '\t' -v name="$service" -v health="$2" '$1 == name && $2 == "running" && $3 ~ health { n++ } END { print n + 0 }' <<<"$states") -ge $count ]] || printf '%s\n' "$service"
  done < <(wanted_counts "$1")
}

is_one_shot() {
  records "$OPT_DIR/compose/tiers/$M_TIER.flat" service | awk -F '\t' -v name="$1" '$1 == name && $3 == 1 { found = 1 } END { exit !found }'
}

# failing_services: those that are not as they should be, one a line.
failing_services() {
  local service state health code
  service_states | while IFS=$'\t' read -r service state health code; do
    [[ -n $service ]] || continue
    if [[ $state == exited && $code == 0 ]] && is_one_shot "$service"; then continue; fi
    if [[ $state == running && ($health == healthy || $health == -) ]]; then continue; fi
    printf '%s\n' "$service"
  done
}

show_failing() {
  local service
  while IFS= read -r service; do
    [[ -n $service ]] || continue
    warn "$service is not healthy. Its last lines:"
    { compose logs --no-color --tail "$LOG_LINES" "$service" 2>&1 || true; } | redact "$OPT_DIR" >&2 || true
  done < <(failing_services)
}
