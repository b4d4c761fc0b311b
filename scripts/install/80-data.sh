# --- Data: the control plane's own sealed export, taken and given back by its own command ---------------------------

# Services that serve, and so write.
writers() {
  records "$OPT_DIR/compose/tiers/$M_TIER.flat" service | awk -F '\t' '$2 == "TENANTRY_CONTROL_PLANE_IMAGE" && $3 != 1 { print $1 }'
}

store_services() {
  local store
  store=$(store_of "$OPT_DIR/compose/tiers/$M_TIER.flat")
  if [[ $store != sqlite ]]; then tr ',' '\n' <<<"$store"; fi
}

# tenantry <arguments…>: the admin command, in a container of its own that sees the store and backups/.
tenantry() {
  compose_with_all run --rm --no-deps -T backup "$@" </dev/null
}

start_store() {
  local services=()
  mapfile -t services < <(store_services)
  [[ ${#services[@]} -gt 0 ]] || return 0
  compose_with_all up --detach --wait --wait-timeout "$OPT_TIMEOUT" --pull never "${services[@]}" >"$STATE/start.log" 2>&1 ||
    die "$E_DATA" "The store does not become healthy: $(last_lines "$STATE/start.log")"
}

# backup_before: the step of an operation. Writers stay stopped, so that nothing comes after it.
backup_before() {
  local code=0
  (
    use_installed
    stop_writers
    export_data "$BACKUP_NAME"
  ) || code=$?
  if [[ $code != 0 && $OPERATION == restore.* ]]; then
    warn "The data of today could not be written down. It stays in $(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR), and the restore goes on."
    return 0
  fi
  [[ $code == 0 ]] || exit "$code"
  # For undo, and later for rollback --with-data.
  if [[ -d $STATE/former ]]; then printf '%s\n' "$BACKUP_NAME" >"$STATE/former/backup"; fi
}

stop_writers() {
  local services=()
  mapfile -t services < <(writers)
  compose_with_all stop "${services[@]}" >"$STATE/down.log" 2>&1 ||
    die "$E_DATA" "The services that write do not stop: $(last_lines "$STATE/down.log")"
}

data_said() {
  printf '%s (%s)' "$(last_lines "$STATE/data.log")" "$STATE/data.log"
}

# export_data <name>: below backups/, whole or not at all.
export_data() {
  say "Writing the backup backups/$1."
  start_store
  rm -f "$OPT_DIR/backups/$1.part"
  if ! tenantry export --to "/backups/$1.part" >"$STATE/data.log" 2>&1; then
    # On a full disk it would keep the services from starting again.
    rm -f "$OPT_DIR/backups/$1.part"
    die "$E_DATA" "The backup failed: $(data_said)"
  fi
  [[ -s $OPT_DIR/backups/$1.part ]] || die "$E_DATA" 'The backup is empty: is the disk full?'
  mv "$OPT_DIR/backups/$1.part" "$OPT_DIR/backups/$1"
}

check_export() {
  tenantry import --check --from "/backups/$1" >"$STATE/data.log" 2>&1 ||
    die "$E_ALTERED" "$1 is not taken: $(data_said)"
}

# import_data <name>: into the store that the installed files name, which has to be a fresh one.
import_data() {
  say "Taking in backups/$1."
  use_installed
  start_store
  tenantry import --from "/backups/$1" >"$STATE/data.log" 2>&1 ||
    die "$E_DATA" "The data could not be taken in: $(data_said)"
}

# An import revokes every key of the old place, the first one as well: a new one opens the new place. fresh_keys <into>
fresh_keys() {
  local name
  for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do
    [[ ${M_SECRET_FORMAT[$name]} == api-key ]] || continue
    make_secret "$name" "$1" "$1"
    NOTES+=("API keys of before are revoked; secrets/$name is a new one.")
  done
}

# Data that is taken in gets a folder of its own: going back is a line of .env, and nothing is overwritten.
fresh_data_folder() {
  local now number=2
  now=$(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR)
  now=${now:-$OPT_DIR/data}
  [[ ! $now =~ ^(.*)-[0-9]+$ ]] || now=${BASH_REMATCH[1]}
  while [[ -e $now-$number ]]; do number=$((number + 1)); done
  printf '%s-%d' "$now" "$number"
}

now_in_names() {
  date -u +%Y%m%dT%H%M%SZ
}

# check_room <times the size of the store>: before anything is stopped, since a control plane that was stopped on a full
# disk does not start again. An export is about as large as its store, and a backup holds one.
check_room() {
  local data store need there
  ! skipped disk || return 0
  data=$(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR)
  store=$(store_of "$OPT_DIR/compose/tiers/$(stamp tier).flat")
  if [[ $store == sqlite ]]; then store=control-plane; fi
  data=${data:-$OPT_DIR/data}/${store%%,*}
  [[ -d $data ]] || return 0
  need=$(($(du -sm "$data" | cut -f 1) * $1 + 8))
  there=$(disk_free_mib "$OPT_DIR/backups")
  [[ $there -ge $need ]] ||
    die "$E_FILES" "$there MiB are free at $OPT_DIR/backups, and a backup of $data may take $need. Make room, or leave this out with --skip-check=disk. Nothing was done."
}

command_backup() {
  need_installation
  check_room 2
  local name
  name=$M_TIER-$M_VERSION-$(now_in_names)
  OPERATION="backup.$(date -u +%s).$$"
  journal operation begun
  journal backup begun
  # One process owns a SQLite file; others are read while they are written to.
  if [[ $(store_of "$OPT_DIR/compose/tiers/$M_TIER.flat") == sqlite ]]; then stop_writers; fi
  export_data "$name.export"
  journal backup 'done'
  start_or_die
  step wrap wrap_backup "$name" "$name.export"
  journal finished 'done'
  OPERATION=''
  OUTCOME="backups/$name.backup"
  say "Written: $OPT_DIR/backups/$name.backup, with data, settings and secrets. It opens only with secrets/export-passphrase: keep that elsewhere."
  if [[ -n $OPT_TO ]]; then
    { cp "$OPT_DIR/backups/$name.backup" "$OPT_TO.part" && mv "$OPT_TO.part" "$OPT_TO"; } || die "$E_FILES" "$OPT_TO cannot be written."
    say "And a copy: $OPT_TO"
  fi
}
