# --- Commands that change the installation ----------------------------------------------------------------------

# For commands that work on what is there, by the files that are there.
need_installation() {
  is_installed || die "$E_NOT_INSTALLED" "Nothing is installed in $OPT_DIR. Nothing was done."
  use_installed
}

command_install() {
  local tier version
  tier=$(stamp tier)
  version=$(stamp version)
  find_source
  adopt_tier
  stage "${OPT_TIER:-${tier:-community}}"
  [[ -z $tier || $M_TIER == "$tier" ]] || die "$E_REFUSED" "The tier $tier is installed. To change it: change-tier --tier $M_TIER. Nothing was done."
  if [[ -n $version && $M_VERSION != "$version" ]]; then
    version_at_most "$version" "$M_VERSION" || die "$E_REFUSED" "Version $version is installed, and this script is of $M_VERSION, which is older: use the one of $version. Nothing was done."
    die "$E_REFUSED" "Version $version is installed. To go to $M_VERSION: upgrade. Nothing was done."
  fi
  finish_plan install
}

# What an uninstall left here is data of one tier: another one would start beside it, with nothing.
adopt_tier() {
  local left
  is_installed && return 0
  left=$(cat "$STATE/uninstalled" 2>/dev/null) || return 0
  OPT_TIER=${OPT_TIER:-$left}
  [[ $OPT_TIER == "$left" ]] ||
    die "$E_REFUSED" "The data here is of the tier $left: install that, and then change-tier. Nothing was done."
}

command_upgrade() {
  is_installed || die "$E_NOT_INSTALLED" "Nothing is installed in $OPT_DIR: install. Nothing was done."
  local tier version
  tier=$(stamp tier)
  version=$(stamp version)
  find_source
  load_manifest "$SOURCE/compose/tiers/$tier.flat"
  check_span "$version"
  stage "$tier"
  if [[ $version != "$M_VERSION" ]]; then
    WANT_BACKUP=1 BACKUP_NAME=before-$M_VERSION-$(now_in_names).export
    check_new_image
  fi
  finish_plan upgrade
}

# An image that somebody pinned would go on as it is, under the name of the new version.
check_new_image() {
  local name=TENANTRY_CONTROL_PLANE_IMAGE image
  image=$(env_value "$STAGE/.env" "$name")
  [[ $image != "$(env_value "$OPT_DIR/.env" "$name")" || $image == "${M_DEFAULT[$name]}" || " ${OPT_SET[*]-}" == *" $name="* ]] ||
    die "$E_REFUSED" "$name is $image, as before: this upgrade would change nothing. Name the image of $M_VERSION: --set $name=IMAGE. Nothing was done."
}

# check_span <installed version>: where this release can be reached from, and what has to be known before.
check_span() {
  local version text unread=()
  [[ $1 != "$M_VERSION" ]] || return 0
  version_at_most "$1" "$M_VERSION" || die "$E_REFUSED" "$1 is newer than $M_VERSION: rollback goes back. Nothing was done."
  [[ " ${M_UPGRADE_FROM[*]-} " == *" $1 "* ]] ||
    die "$E_REFUSED" "$M_VERSION upgrades ${M_UPGRADE_FROM[*]:-no other version}, not $1. Go by a version in between. Nothing was done."
  while IFS=$'\t' read -r version text; do
    if is_between "$1" "$version" "$M_VERSION" && [[ $OPT_ACCEPT != "$M_VERSION" ]]; then unread+=("$version: $text"); fi
  done < <(records "$SOURCE/compose/tiers/$M_TIER.flat" breaking)
  [[ ${#unread[@]} -eq 0 || $OPT_DRY_RUN == 1 ]] ||
    die "$E_REFUSED" "This breaks something; nothing was done:$(printf '\n  - %s' "${unread[@]}")
If that is all right: --accept-breaking $M_VERSION"
  for text in "${unread[@]+"${unread[@]}"}"; do NOTES+=("breaking, $text"); done
}

command_change_tier() {
  is_installed || die "$E_NOT_INSTALLED" "Nothing is installed in $OPT_DIR: install. Nothing was done."
  local tier version before
  tier=$(stamp tier)
  version=$(stamp version)
  [[ $tier != "$OPT_TIER" ]] || die "$E_REFUSED" "$tier is what is installed. Nothing was done."
  find_source
  before=$(store_of "$OPT_DIR/compose/tiers/$tier.flat")
  load_manifest "$SOURCE/compose/tiers/$OPT_TIER.flat"
  [[ $M_VERSION == "$version" ]] || die "$E_REFUSED" "Version $version is installed, and this is $M_VERSION: upgrade first. Nothing was done."
  confirm "Everything stops while the data goes from $tier to $OPT_TIER."
  WANT_BACKUP=1 WANT_DOWN=1 BACKUP_NAME=before-$OPT_TIER-$(now_in_names).export
  if [[ $(store_of "$SOURCE/compose/tiers/$OPT_TIER.flat") != "$before" ]]; then
    TARGET_DATA=$(fresh_data_folder)
    IMPORT_FILE=$BACKUP_NAME
    NOTES+=("data goes from $before to $(store_of "$SOURCE/compose/tiers/$OPT_TIER.flat").")
  fi
  stage "$OPT_TIER"
  renew_keys
  finish_plan change-tier
}

renew_keys() {
  [[ -n $IMPORT_FILE ]] || return 0
  fresh_keys "$STAGE/secrets"
  REPLACES_SECRETS=1
}

# finish_plan <operation>: shows it, or does it.
finish_plan() {
  local code=$E_WOULD_CHANGE
  preflight "$STAGE"
  check_compose_config
  down_for_profiles
  down_for_owner
  plan_changes
  if [[ $OPT_DRY_RUN == 1 ]]; then
    show_plan
    OUTCOME="${#CHANGES[@]} changes"
    [[ ${#CHANGES[@]} -gt 0 ]] || code=0
    exit "$code"
  fi
  if [[ ${#CHANGES[@]} -eq 0 ]]; then
    [[ -z $(missing_services) ]] ||
      die "$E_UNHEALTHY" "There is nothing to change, and not everything is healthy: $(missing_services | tr '\n' ' ')See status."
    OUTCOME='nothing to change'
    say "Nothing to change: $M_TIER $M_VERSION is as it should be."
    return 0
  fi
  local note
  for note in "${NOTES[@]+"${NOTES[@]}"}"; do say "note: $note"; done
  apply "$1"
  OUTCOME="$M_TIER $M_VERSION is running"
  say "$M_TIER $M_VERSION is running and healthy, in $OPT_DIR. The first key to sign in with is secrets/bootstrap-key."
}

# Compose leaves containers of an add-on alone that is not named any more.
down_for_profiles() {
  local name
  for name in $(stamp profiles); do
    # shellcheck disable=SC2031
    if [[ " ${PROFILES[*]-} " != *" $name "* ]]; then WANT_DOWN=1; fi
  done
}

# Files change their owner while nobody has them open, and a project of another name is other containers.
down_for_owner() {
  local name
  is_installed || return 0
  for name in TENANTRY_UID TENANTRY_GID TENANTRY_PROJECT; do
    if [[ $(env_value "$OPT_DIR/.env" "$name") != "$(env_value "$STAGE/.env" "$name")" ]]; then WANT_DOWN=1; fi
  done
}

command_rollback() {
  need_installation
  local previous=$STATE/previous tier
  [[ -d $previous ]] || die "$E_NOT_INSTALLED" 'There is no state of before to go back to. Nothing was done.'
  tier=$(sed -n 's/^tier=//p' "$previous/stamp")
  plan_rollback_data "$previous"
  confirm "Going back to $tier $(sed -n 's/^version=//p' "$previous/stamp"). $ROLLBACK_DATA"
  NOTES+=("$ROLLBACK_DATA")
  scratch
  STAGE=$SCRATCH/stage
  mkdir -p "$STAGE/secrets"
  cp -a "$previous/.env" "$previous/compose" "$previous/base" "$previous/stamp" "$STAGE/"
  if [[ -d $previous/secrets ]]; then
    cp -a "$previous/secrets/." "$STAGE/secrets/"
    keep_keys_of_data
    REPLACES_SECRETS=1
  fi
  stage_services_env "$previous"
  if [[ -n $TARGET_DATA ]]; then env_set "$STAGE/.env" TENANTRY_DATA_DIR "$TARGET_DATA"; fi
  [[ $tier == "$(stamp tier)" ]] || WANT_DOWN=1
  load_manifest "$STAGE/compose/tiers/$tier.flat"
  read -r -a PROFILES <<<"$(sed -n 's/^profiles=//p' "$STAGE/stamp")" || true
  renew_keys
  finish_plan rollback
}

# Data that stays opens with the keys of today: those of before are revoked in it, or know nothing of what came since.
keep_keys_of_data() {
  local name
  [[ $OPT_WITH_DATA == 0 && -z $IMPORT_FILE ]] || return 0
  for name in $KEYS_OF_DATA; do rm -f "$STAGE/secrets/$name"; done
  for name in "${M_SECRETS[@]}"; do
    if [[ ${M_SECRET_FORMAT[$name]} == api-key ]]; then rm -f "$STAGE/secrets/$name"; fi
  done
}

# The data of today comes along. With --with-data it is the one of before.
ROLLBACK_DATA=''
plan_rollback_data() {
  local previous=$1 same=1 tier
  ROLLBACK_DATA='The data of today comes along.'
  if [[ $OPT_WITH_DATA == 1 ]]; then
    ROLLBACK_DATA="The data of before the last change takes the place of today's, which stays in $(data_folder "$OPT_DIR/.env") and in a backup: what was taken in since is out of service."
  fi
  tier=$(sed -n 's/^tier=//p' "$previous/stamp")
  BACKUP_NAME=before-rollback-$(now_in_names).export WANT_BACKUP=1
  [[ $(store_of "$previous/compose/tiers/$tier.flat") == $(store_of "$OPT_DIR/compose/tiers/$M_TIER.flat") ]] || same=0
  if [[ $OPT_WITH_DATA == 0 && $same == 0 ]]; then
    TARGET_DATA=$(fresh_data_folder) IMPORT_FILE=$BACKUP_NAME
  elif [[ $OPT_WITH_DATA == 0 ]]; then
    TARGET_DATA=$(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR)
  elif [[ $(env_value "$previous/.env" TENANTRY_DATA_DIR) == "$(env_value "$OPT_DIR/.env" TENANTRY_DATA_DIR)" ]]; then
    [[ -f $previous/backup ]] || die "$E_DATA" 'The last change wrote no backup to put back. Nothing was done.'
    TARGET_DATA=$(fresh_data_folder) IMPORT_FILE=$(cat "$previous/backup")
  fi
}

command_uninstall() {
  # What one without --purge left is purged, too.
  [[ $OPT_PURGE == 1 && -f $STATE/uninstalled ]] || need_installation
  local what='Containers and files go; data, secrets, backups and .env stay.'
  [[ $OPT_PURGE == 0 ]] || what='Containers, files, DATA, SECRETS AND BACKUPS go, for good.'
  confirm "$what"
  OPERATION="uninstall.$(date -u +%s).$$"
  [[ $OPT_PURGE == 0 ]] || OPERATION="uninstall-purge.$(date -u +%s).$$"
  journal operation begun
  finish_uninstall
  OUTCOME=uninstalled
  say "Uninstalled. $([[ $OPT_PURGE == 1 ]] || printf 'Data, secrets, backups and .env stay in %s.' "$OPT_DIR")"
}

# May be done again from its beginning, by the run after a kill.
finish_uninstall() {
  if is_installed && [[ -f $OPT_DIR/compose/tiers/$(stamp tier).flat ]] && ! journal_has "$OPERATION" containers 'done'; then
    use_installed
    [[ -z $(elsewhere "$OPT_DIR/.env") ]] || warn "Containers of the project $(project_of "$OPT_DIR/.env") are those of $(elsewhere "$OPT_DIR/.env"), and stay."
    compose_down >>"$STATE/down.log" 2>&1 || die "$E_FAILED" "The services do not stop: $(last_lines "$STATE/down.log")"
  fi
  journal containers 'done'
  if [[ $OPERATION == uninstall-purge* ]]; then
    purge_data
    rm -rf "$OPT_DIR/secrets" "$OPT_DIR/backups" "$OPT_DIR/.env" "$OPT_DIR/control-plane.env"
  fi
  leave_what_is_theirs
  # Only when nothing of anybody else is in it.
  if [[ $OPT_PURGE == 1 ]]; then rmdir "$OPT_DIR" 2>/dev/null || true; fi
}

leave_what_is_theirs() {
  local tier local_file=$OPT_DIR/compose/compose.local.yaml
  tier=$(stamp tier)
  if [[ $OPERATION != uninstall-purge* && -f $local_file ]]; then
    find "$OPT_DIR/compose" -mindepth 1 -maxdepth 1 ! -name compose.local.yaml -exec rm -rf {} +
  else
    rm -rf "$OPT_DIR/compose"
  fi
  if [[ $OPERATION != uninstall-purge* && -n $tier ]]; then printf '%s\n' "$tier" >"$STATE/uninstalled"; fi
  # The stamp first and the journal last: whatever a kill leaves is nothing, or an uninstall to go on with.
  rm -f "$STATE/stamp"
  find "$STATE" -mindepth 1 -maxdepth 1 ! -name uninstalled ! -name lock ! -name journal -exec rm -rf {} +
  rm -f "$STATE/journal"
  if [[ $OPERATION == uninstall-purge* ]]; then rm -rf "$STATE"; fi
  OPERATION=''
  LOG=''
}
