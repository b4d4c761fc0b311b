# --- Restore: data into an installation, or everything into an empty folder -------------------------------------------

command_restore() {
  [[ -f $OPT_FROM ]] || die "$E_DATA" "There is no file $OPT_FROM. Nothing was done."
  if is_installed; then restore_data; else restore_machine; fi
}

# Settings and secrets stay those of today, but for the keys of what is in the data.
restore_data() {
  need_installation
  find_passphrase
  local opened=0
  confirm "What is in $OPT_FROM takes the place of the data of today, which stays in $(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR)."
  if is_backup_file "$OPT_FROM"; then
    open_backup "$OPT_FROM" "$PASSPHRASE"
    opened=1
  fi
  take_export "$opened"
  if is_our_passphrase; then check_export "$IMPORT_FILE"; fi
  TARGET_DATA=$(fresh_data_folder)
  SOURCE=$STATE/base
  stage "$M_TIER"
  is_our_passphrase || cp "$PASSPHRASE" "$STAGE/secrets/export-passphrase"
  [[ $opened == 0 ]] || stage_keys_of_data
  # Nothing may be lost that was taken in until now: what there is, is written down, too.
  WANT_BACKUP=1 BACKUP_NAME=before-restore-$(now_in_names).export
  WANT_DOWN=1 REPLACES_SECRETS=1
  fresh_keys "$STAGE/secrets"
  do_restore "$opened"
}

# take_export <1 when a backup was opened>: puts the data into backups/; IMPORT_FILE becomes its name.
# Nothing in that folder is written over: it may be the only good one, or a link that the services' user has put there.
TAKEN='' # what was put there, and goes again when it is not taken
take_export() {
  local name export=$STATE/work/data.export number=2
  name=$(basename "$OPT_FROM" .backup)
  [[ $1 == 0 ]] || name=$name.export
  mkdir -p "$OPT_DIR/backups" "$STATE/work"
  if [[ $1 == 0 && $OPT_FROM -ef $OPT_DIR/backups/$name ]]; then
    IMPORT_FILE=$name
    return 0
  fi
  [[ $1 == 1 ]] || cp "$OPT_FROM" "$export" || die "$E_FILES" "$STATE cannot be written: is the disk full?"
  IMPORT_FILE=$name
  while [[ -e $OPT_DIR/backups/$IMPORT_FILE || -L $OPT_DIR/backups/$IMPORT_FILE ]]; do
    IMPORT_FILE=${name%.export}-$number.export
    number=$((number + 1))
  done
  if is_installed; then own "$export" "$(env_value "$OPT_DIR/.env" TENANTRY_UID)" "$(env_value "$OPT_DIR/.env" TENANTRY_GID)"; fi
  mv -nT "$export" "$OPT_DIR/backups/$IMPORT_FILE" || true
  [[ ! -e $export ]] || die "$E_FILES" "$OPT_DIR/backups cannot be written."
  TAKEN=$OPT_DIR/backups/$IMPORT_FILE
  rm -rf "$STATE/work"
}

is_our_passphrase() {
  [[ $(cat "$PASSPHRASE") == "$(cat "$OPT_DIR/secrets/export-passphrase" 2>/dev/null)" ]]
}

# do_restore <1 when the export came out of a backup>
do_restore() {
  local note
  for note in "${NOTES[@]+"${NOTES[@]}"}"; do say "note: $note"; done
  apply restore
  # What it came out of is still where it was.
  if [[ $1 == 1 ]]; then rm -f "$OPT_DIR/backups/$IMPORT_FILE"; fi
  OUTCOME="restored $(basename "$OPT_FROM")"
  say "Restored. API keys of before are revoked; secrets/bootstrap-key is a new one."
}

stage_keys_of_data() {
  local name theirs=$SCRATCH/configuration/secrets
  for name in $KEYS_OF_DATA; do
    if [[ -z ${M_SECRET_FORMAT[$name]:-} || ! -f $theirs/$name ]] || cmp -s "$theirs/$name" "$OPT_DIR/secrets/$name"; then continue; fi
    cp "$theirs/$name" "$STAGE/secrets/$name"
    NOTES+=("$name is the one of the backup, since its data needs it.")
  done
}

# A lost machine: the folder has nothing of an installation yet.
restore_machine() {
  local configuration
  if [[ -e $OPT_DIR/.env || -e $OPT_DIR/secrets || -e $OPT_DIR/data ]]; then
    die "$E_REFUSED" "$OPT_DIR holds settings, secrets or data of an installation: install there first, or restore into an empty folder. Nothing was done."
  fi
  is_backup_file "$OPT_FROM" || die "$E_REFUSED" "$OPT_FROM is data alone, or was cut short, and nothing is installed in $OPT_DIR: install there first, with the secrets of before. Nothing was done."
  find_passphrase
  open_backup "$OPT_FROM" "$PASSPHRASE"
  configuration=$SCRATCH/configuration
  # From a bundle come the images; the files are those of the backup.
  if [[ -n $OPT_FROM_BUNDLE ]]; then find_source; else SOURCE=$configuration; fi
  stage_backup "$configuration"
  check_staged
  preflight "$STAGE"
  check_compose_config
  take_export 1
  REPLACES_SECRETS=1
  do_restore 1
}

# stage_backup <folder of the configuration>
stage_backup() {
  STAGE=$SCRATCH/stage
  rm -rf "$STAGE"
  mkdir -p "$STAGE"
  cp -a "$1/.env" "$1/compose" "$1/base" "$1/stamp" "$1/secrets" "$STAGE/"
  if [[ -f $1/control-plane.env ]]; then cp -a "$1/control-plane.env" "$STAGE/"; fi
  env_changed
  load_manifest "$STAGE/compose/tiers/$(sed -n 's/^tier=//p' "$STAGE/stamp").flat"
  read -r -a PROFILES <<<"$(sed -n 's/^profiles=//p' "$STAGE/stamp")" || true
  move_paths "$(cat "$1/directory")"
  apply_settings "$STAGE/.env"
  TARGET_DATA=$(env_value "$STAGE/.env" TENANTRY_DATA_DIR)
  [[ ! -e $TARGET_DATA ]] || die "$E_REFUSED" "$TARGET_DATA is there already: move it away, or --set TENANTRY_DATA_DIR=FOLDER. Nothing was done."
  cp "$PASSPHRASE" "$STAGE/secrets/export-passphrase"
  fresh_keys "$STAGE/secrets"
  chmod 0600 "$STAGE"/secrets/*
}

# move_paths <folder of the lost installation>: what lay below it lies below this one.
move_paths() {
  local name value
  for name in TENANTRY_SECRETS_DIR TENANTRY_DATA_DIR TENANTRY_BACKUP_DIR; do
    value=$(env_value "$STAGE/.env" "$name")
    if [[ $value == "$1"/* && $1 != "$OPT_DIR" ]]; then env_set "$STAGE/.env" "$name" "$OPT_DIR${value#"$1"}"; fi
  done
}
