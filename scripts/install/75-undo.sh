# --- The way back, and what is done about a run that was killed ---------------------------------------------------

# undo: puts back what was before OPERATION. May be killed and done again.
undo() {
  journal undo begun
  rm -f "$OPT_DIR"/backups/*.part
  if journal_has "$OPERATION" switch begun; then
    RECREATE=1
    undo_switch
  fi
  if is_installed && { journal_has "$OPERATION" backup begun || journal_has "$OPERATION" down begun || journal_has "$OPERATION" switch begun; }; then
    use_installed
    say "Putting the former state back: $M_TIER $M_VERSION."
    start_former
  fi
  take_back_by_hand
  # Before tidying up: without `former` a second undo would take this for a first install, and remove it.
  journal undone 'done'
  tidy_up
}

# An uninstall needs no service that runs, and a restore is what somebody does about one that does not.
start_former() {
  [[ $COMMAND != uninstall ]] || return 0
  if start_services; then return 0; fi
  if store_is_newer; then
    undo_data
  elif [[ $COMMAND == restore && $RECOVERING == 1 ]]; then
    warn 'The former state does not become healthy: the restore goes on.'
  else
    die "$E_STUCK" "The former state does not become healthy: $(start_said). Its settings and its data are as they were."
  fi
}

# What the control plane says of a store that another version has brought up to date; nothing else means that.
store_is_newer() {
  local service
  while IFS= read -r service; do
    if [[ $({ compose logs --no-color --tail "$LOG_LINES" "$service" 2>&1 || true; } | grep -c store_too_new) != 0 ]]; then return 0; fi
  done < <(writers)
  return 1
}

start_said() {
  grep -v '^[[:space:]]*$' "$STATE/start.log" 2>/dev/null | tail -n 1 | redact "$OPT_DIR"
}

# Whether no version could have started: the engine, a port, an image or the disk is the cause.
could_not_start() {
  ! docker info >/dev/null 2>&1 ||
    [[ $(grep -ciE 'already in use|already allocated|no such image|no space left|cannot connect to the docker daemon' "$STATE/start.log") != 0 ]]
}

tidy_up() {
  rm -rf "$STATE/next" "$STATE/next.part" "$STATE/former" "$STATE/former.part" "$STATE/work"
}

undo_switch() {
  local file data
  data=$(plan_says data)
  # Of nothing that was staged nothing was switched.
  [[ -d $STATE/next ]] || return 0
  # What is there may be half of both: the containers are found by the files that were to be.
  stop_what_was_begun
  if [[ -d $STATE/former ]]; then
    take_folder "$OPT_DIR/secrets" 0700
    for file in "$STATE"/former/secrets/*; do
      if [[ -f $file ]]; then put "$file" "$OPT_DIR/secrets/$(basename "$file")"; fi
    done
    put_aside_by_hand
    put "$STATE/former/.env" "$OPT_DIR/.env"
    put_back_services_env
    env_changed
    put_tree "$STATE/former/compose" "$OPT_DIR/compose"
    put_tree "$STATE/former/base" "$STATE/base"
    put "$STATE/former/stamp" "$STATE/stamp"
    # Owners go back as well.
    use_installed
    prepare_directories "$OPT_DIR"
  else
    # There was no installation. Secrets and .env stay: volumes may have been made with them.
    rm -rf "$OPT_DIR/compose" "$STATE/base" "$STATE/stamp"
    # A restored machine begins anew: all of it is in the backup.
    if [[ -n $(plan_says import) ]]; then
      rm -rf "$OPT_DIR/.env" "$OPT_DIR/secrets" "$OPT_DIR/control-plane.env"
      env_changed
    fi
  fi
  if [[ -n $data && -n $(plan_says import) && -d $data && $(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR) != "$data" ]]; then give_up_data "$data"; fi
}

# Data that was being filled is of no use. Once services had been started on it, it may hold what nobody else has.
give_up_data() {
  local kept
  if ! journal_has "$OPERATION" start begun; then
    rm -rf "${1:?}"
    return 0
  fi
  kept=$1-given-up-$(now_in_names)
  mv -T "$1" "$kept" || die "$E_FILES" "$1 cannot be moved away."
  warn "$kept may hold what was taken in since its services were started: keep it until you know that nobody misses anything."
}

stop_what_was_begun() {
  [[ -d $STATE/next ]] || return 0
  local code=0
  if [[ $(plan_says down) == 1 || ! -d $STATE/former ]]; then
    # shellcheck disable=SC2030
    (
      load_manifest "$STATE/next/compose/tiers/$(sed -n 's/^tier=//p' "$STATE/next/stamp").flat"
      PROFILES=("${M_PROFILES[@]+"${M_PROFILES[@]}"}")
      compose_in "$STATE/next" down --remove-orphans
    ) >>"$STATE/down.log" 2>&1 || code=$?
    [[ $code == 0 ]] || warn 'Not every container could be stopped.'
  fi
}

# The former version does not start: a newer one has brought the store up to date. The backup of before is taken in.
undo_data() {
  local file=$STATE/former/backup name
  [[ -f $file ]] || die "$E_STUCK" 'The former state does not become healthy either.'
  name=$(cat "$file")
  warn "The former version does not start on the data as it is now: taking in the backup of before, $name."
  env_set "$OPT_DIR/.env" TENANTRY_DATA_DIR "$(fresh_data_folder)"
  fresh_keys "$OPT_DIR/secrets"
  warn 'API keys of before are revoked; secrets/bootstrap-key is a new one.'
  prepare_directories "$OPT_DIR"
  import_data "$name"
  start_services || die "$E_STUCK" "The former state does not become healthy, not even with the backup $name."
}

# recover: the first thing that every command does which changes something.
RECOVERING=0
recover() {
  local last
  last=$(journal_unfinished)
  if [[ -z $last ]]; then
    tidy_up
    return 0
  fi
  local step state
  read -r OPERATION step state <<<"$last"
  say "A run was ended before it was through ($OPERATION, $step $state): putting that right first."
  RECOVERING=1
  if [[ $OPERATION == uninstall* ]]; then
    finish_uninstall
    # What is to be done now begins on nothing.
    exec 9>&-
    take_lock
  elif journal_has "$OPERATION" commit begun; then
    commit
  elif journal_has "$OPERATION" start begun && ! journal_has "$OPERATION" undo begun; then
    use_installed
    decide_recreation
    if [[ $COMMAND == uninstall ]] || start_services; then
      commit
    elif could_not_start; then
      # Going back would start no better, and put aside what was taken in.
      OPERATION=''
      die "$E_STUCK" "What was begun cannot be started: $(start_said). Repeat the command when the cause is gone."
    else
      undo
    fi
  else
    undo
  fi
  OPERATION=''
  RECOVERING=0
  say 'That is put right.'
}

# settle: what was through but for tidying up is finished, everything else is undone.
settle() {
  if [[ $OPERATION == uninstall* ]]; then return 0; fi
  if journal_has "$OPERATION" commit begun; then commit; else undo; fi
}

settled() {
  if [[ $OPERATION == uninstall* ]]; then
    printf 'The next run goes on with it.'
  elif journal_has "$OPERATION" commit begun; then
    printf 'It was through, and stays.'
  else
    printf 'The former state is back.'
  fi
}

# on_exit <code>: an ordinary fault leaves the former state running.
on_exit() {
  local code=$1 undone=0
  trap - EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [[ -n $CHILD ]]; then kill "$CHILD" 2>/dev/null || true; fi
  if [[ -n $OPERATION && $LOCK_HELD == 1 && $code != 0 ]]; then
    set +e
    (
      set -e
      settle
    )
    undone=$?
    set -e
    if [[ $undone == 130 || $undone == 143 ]]; then
      printf 'error: Ended while going back. The next run goes on with that.\n' >&2
    elif [[ $undone != 0 ]]; then
      code=$E_STUCK
      OUTCOME='The former state could not be put back'
      printf 'error: %s. See %s/log; repeat the command when the cause is gone.\n' "$OUTCOME" "$STATE" >&2
    else
      say "$(settled)"
    fi
  fi
  if [[ $code != 0 && -n ${TAKEN:-} ]]; then rm -f "$TAKEN"; fi
  if [[ -n $SCRATCH ]]; then rm -rf "$SCRATCH"; fi
  if [[ $code != 0 ]]; then leave_no_trace; fi
  if [[ $OPT_JSON == 1 && -n $COMMAND ]]; then json_outcome "$code" 2>/dev/null || true; fi
  exit "$code"
}
