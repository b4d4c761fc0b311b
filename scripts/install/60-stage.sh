# --- The plan: what the installation is to be, made in a folder of its own ----------------------------------------

STAGE=''       # that folder: .env, compose/, base/, stamp, secrets/ (new ones only)
TARGET_DATA='' # TENANTRY_DATA_DIR to be, when data gets a fresh folder

# stage <tier>: decides everything, changes nothing of the installation.
stage() {
  scratch
  STAGE=$SCRATCH/stage
  mkdir -p "$STAGE/secrets"
  load_manifest "$SOURCE/compose/tiers/$1.flat"
  choose_profiles
  stage_compose
  stage_env
  stage_services_env
  make_missing_secrets "$STAGE/secrets" "$OPT_DIR/secrets"
  check_staged
  stage_stamp
}

# All that is wrong with .env and with secrets that were brought, at once.
check_staged() {
  FAULTS=() FAULT_CODE=0
  check_env
  check_secrets "$STAGE/secrets" "$OPT_DIR/secrets"
  report_configuration
}

report_configuration() {
  [[ ${#FAULTS[@]} -eq 0 ]] || die "$FAULT_CODE" "The configuration is not good; nothing was done:$(printf '\n  - %s' "${FAULTS[@]}")"
}

choose_profiles() {
  local name
  PROFILES=()
  if [[ $OPT_PROFILES_GIVEN == 1 ]]; then
    PROFILES=("${OPT_PROFILES[@]+"${OPT_PROFILES[@]}"}")
  else
    read -r -a PROFILES <<<"$(stamp profiles)" || true
    # An add-on that the new tier does not have is in it.
    local had=("${PROFILES[@]+"${PROFILES[@]}"}")
    PROFILES=()
    for name in "${had[@]+"${had[@]}"}"; do
      if [[ " ${M_PROFILES[*]-} " == *" $name "* ]]; then PROFILES+=("$name"); fi
    done
  fi
  check_profiles
}

check_profiles() {
  local name
  for name in "${PROFILES[@]+"${PROFILES[@]}"}"; do
    [[ " ${M_PROFILES[*]-} " == *" $name "* ]] ||
      die "$E_CONFIG" "The tier $M_TIER has no add-on $name. It has: ${M_PROFILES[*]-none}."
  done
}

# Three-way: what the release changed is taken, what the admin changed is kept, and both at one place is a conflict.
stage_compose() {
  local base=$STATE/base/compose theirs=$STAGE/base/compose ours=$OPT_DIR/compose file
  copy_compose "$SOURCE/compose" "$theirs"
  mkdir -p "$STAGE/compose"
  cp -a "$theirs/." "$STAGE/compose/"
  [[ -d $ours ]] || return 0
  if [[ -f $ours/compose.local.yaml ]]; then cp -p "$ours/compose.local.yaml" "$STAGE/compose/"; fi
  [[ -d $base ]] || return 0
  local conflicts=()
  while IFS= read -r file; do
    # Manifests are no one's to edit.
    [[ $file != tiers/* && $file != compose.local.yaml ]] || continue
    if [[ -f $base/$file ]] && cmp -s "$base/$file" "$ours/$file"; then continue; fi
    merge_file "$base/$file" "$theirs/$file" "$ours/$file" "$STAGE/compose/$file" || conflicts+=("compose/$file")
  done < <(cd "$ours" && find . -type f | sed 's|^\./||' | sort)
  [[ ${#conflicts[@]} -eq 0 ]] ||
    die "$E_REFUSED" "Changed by you and by version $M_VERSION at the same place: ${conflicts[*]}. Move your change to compose/compose.local.yaml, and repeat. Nothing was done."
}

# merge_file <base> <theirs> <ours> <result>; 1 on a conflict.
merge_file() {
  if [[ ! -f $1 && ! -f $2 ]]; then
    # A file of the admin's own.
    mkdir -p "$(dirname "$4")"
    cp -p "$3" "$4"
  elif [[ -f $1 && -f $2 ]]; then
    diff3 -m "$3" "$1" "$2" >"$4" || return 1
  elif [[ -f $2 ]]; then
    cmp -s "$2" "$3"
  else
    # The release has given up a file that the admin changed.
    return 1
  fi
}

# What the release that is installed proposed, by variable.
declare -A BASE_DEFAULT=()
load_base_defaults() {
  local flat name value
  flat=$STATE/base/compose/tiers/$(stamp tier).flat
  BASE_DEFAULT=()
  [[ -f $flat ]] || return 0
  while IFS=$'\t' read -r name value; do BASE_DEFAULT[$name]=$value; done < <(awk -F '\t' -v OFS='\t' '
    $1 == "variable" && $4 != "-" { print $2, $4 }
    ($1 == "image" || $1 == "port") && $3 != "-" { print $2, $3 }
    $1 == "feature" && $4 != "-" { print $3, $4 }' "$flat")
}

stage_env() {
  local env=$STAGE/.env name
  [[ ! -L $OPT_DIR/.env ]] || die "$E_CONFIG" "$OPT_DIR/.env is a link: put the file itself there. Nothing was done."
  if [[ -f $OPT_DIR/.env ]]; then cat "$OPT_DIR/.env" >"$env"; else first_lines >"$env"; fi
  env_changed
  rename_and_retire "$env"
  load_base_defaults
  for name in "${M_VARIABLES[@]}"; do stage_variable "$env" "$name"; done
  apply_settings "$env"
  if [[ -n $TARGET_DATA ]]; then env_set "$env" TENANTRY_DATA_DIR "$TARGET_DATA"; fi
  chmod 0600 "$env"
}

# What --set says. apply_settings <file>
apply_settings() {
  local name setting
  for setting in "${OPT_SET[@]+"${OPT_SET[@]}"}"; do
    name=${setting%%=*}
    if [[ -z ${M_REQUIRED[$name]:-} ]] && ! env_has "$1" "$name"; then
      die "$E_CONFIG" "--set $name: the tier $M_TIER has no such variable. What the control plane alone reads is set in $OPT_DIR/control-plane.env. Nothing was done."
    fi
    if ! env_has "$1" "$name" || [[ $(env_value "$1" "$name") != "${setting#*=}" ]]; then
      env_set "$1" "$name" "${setting#*=}"
    fi
  done
}

first_lines() {
  printf '%s\n' '# Settings of Tenantry. install_tier.sh adds what is missing, and keeps what is here.' \
    '# Secrets are not here: they are files in secrets/.'
}

stage_variable() {
  local env=$1 name=$2 default before ours
  default=$(default_of "$name")
  if ! env_has "$env" "$name"; then
    # What is optional and has no default is left to the admin.
    [[ -z $default ]] || env_append "$env" "$name=$(env_quote "$default")"
    return 0
  fi
  before=${BASE_DEFAULT[$name]:-}
  [[ -n $before && $before != "$default" ]] || return 0
  ours=$(env_value "$env" "$name")
  if [[ $ours == "$before" ]]; then
    env_set "$env" "$name" "$default"
  elif [[ -n ${M_IMAGE[$name]:-} && $ours == */"$before" ]]; then
    # The release's image from a registry of their own: the next one comes from there, too.
    env_set "$env" "$name" "${ours%"$before"}${M_DEFAULT[$name]}"
  elif [[ $ours != "$default" ]]; then
    NOTES+=("$name stays as you set it; the default has become $default.")
  fi
}

default_of() {
  case $1 in
    TENANTRY_UID) service_id -u ;;
    TENANTRY_GID) service_id -g ;;
    TENANTRY_SECRETS_DIR) printf '%s/secrets' "$OPT_DIR" ;;
    TENANTRY_DATA_DIR) printf '%s/data' "$OPT_DIR" ;;
    TENANTRY_BACKUP_DIR) printf '%s/backups' "$OPT_DIR" ;;
    *)
      if [[ -n ${M_IMAGE[$1]:-} && -n $(bundled_image "$1") ]]; then
        bundled_image "$1"
        return 0
      fi
      if [[ -n $OPT_REGISTRY && -n ${M_IMAGE[$1]:-} ]]; then printf '%s/' "$OPT_REGISTRY"; fi
      printf '%s' "${M_DEFAULT[$1]}"
      ;;
  esac
}

# A bundle says by which names it has its images. bundled_image <variable>
bundled_image() {
  [[ ! -f ${SOURCE:-/nowhere}/images ]] || awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$SOURCE/images"
}

service_id() {
  local id
  id=$(id "$1")
  if [[ $id == 0 || $(id -u) == 0 ]]; then
    id=$SERVICE_ID
  elif is_rootless; then
    id=0
  fi
  printf '%s' "$id"
}

# An engine without root: what is user 0 inside is whoever runs it outside, and owns the files; nobody else could.
is_rootless() {
  [[ $(id -u) != 0 && $(docker info --format '{{.SecurityOptions}}' 2>/dev/null) == *rootless* ]]
}

NOTES=()

# Names that changed between the installed version and the one to be.
rename_and_retire() {
  local env=$1 from version old new lost=() flat=$SOURCE/compose/tiers/$M_TIER.flat
  from=$(stamp version)
  [[ -n $from && $from != "$M_VERSION" ]] || return 0
  load_base_defaults
  while IFS=$'\t' read -r version old new; do
    if ! is_between "$from" "$version" "$M_VERSION" || ! env_has "$env" "$old"; then continue; fi
    ! env_has "$env" "$new" ||
      die "$E_REFUSED" "$old is called $new since $version, and .env has both. Keep one of them. Nothing was done."
    env_rename "$env" "$old" "$new"
    NOTES+=("$old is called $new since $version; its value stays.")
  done < <(records "$flat" renamed)
  while IFS=$'\t' read -r version old; do
    if ! is_between "$from" "$version" "$M_VERSION" || ! env_has "$env" "$old"; then continue; fi
    if set_by_admin "$env" "$old"; then lost+=("$old=$(env_value "$env" "$old")"); fi
    env_retire "$env" "$old" "$version"
    NOTES+=("$old is not read any more since $version; it is kept as a comment.")
  done < <(records "$flat" removed)
  # What somebody set on purpose would end without a word.
  [[ ${#lost[@]} -eq 0 || $OPT_ACCEPT == "$M_VERSION" || $OPT_DRY_RUN == 1 ]] ||
    die "$E_REFUSED" "Version $M_VERSION does not read what you set; nothing was done:$(printf '\n  - %s' "${lost[@]}")
docs/how-to/upgrade.md says what takes its place. If that is all right: --accept-breaking $M_VERSION"
}

# set_by_admin <file> <name>: whether it is another value than the release that is installed proposed.
set_by_admin() {
  [[ $(env_value "$1" "$2") != "${BASE_DEFAULT[$2]:-}" ]]
}

# is_between <after> <version> <up to>
is_between() {
  [[ $2 != "$1" ]] && version_at_most "$1" "$2" && version_at_most "$2" "$3"
}

check_env() {
  local env=$STAGE/.env name value
  for name in "${M_VARIABLES[@]}"; do
    if ! env_has "$env" "$name"; then
      [[ ${M_REQUIRED[$name]} == 0 ]] || fault "$E_CONFIG" "$name is required. Give it: --set $name=VALUE."
      continue
    fi
    if env_interpolates "$env" "$name"; then
      fault "$E_CONFIG" "$name has a \$ that Compose would put something else for: write the value in single quotes."
    fi
    value=$(env_value "$env" "$name")
    [[ ${M_REQUIRED[$name]} == 0 || -n $value ]] || fault "$E_CONFIG" "$name is required, and empty."
  done
  for name in "${M_PORTS[@]+"${M_PORTS[@]}"}"; do
    value=$(env_value "$env" "$name")
    [[ $value =~ ^[0-9]{1,5}$ && $((10#$value)) -ge 1 && $((10#$value)) -le 65535 ]] ||
      fault "$E_CONFIG" "$name is no port: 1 to 65535."
  done
  for name in "${M_IMAGE_VARIABLES[@]}"; do
    # Anything else could be an option to a program.
    [[ $(env_value "$env" "$name") =~ ^[A-Za-z0-9][A-Za-z0-9._:/@-]*$ ]] || fault "$E_CONFIG" "$name is no name of an image."
  done
  for name in TENANTRY_UID TENANTRY_GID; do
    [[ -n ${M_REQUIRED[$name]:-} ]] || continue
    value=$(env_value "$env" "$name")
    [[ $value =~ ^[1-9][0-9]*$ ]] || { [[ $value == 0 ]] && is_rootless; } || fault "$E_CONFIG" "$name has to be a number, and not that of root."
  done
  check_data_folder "$(data_folder "$env")"
  check_kept_folder TENANTRY_SECRETS_DIR "$OPT_DIR/secrets" 'secrets are kept in'
  check_kept_folder TENANTRY_BACKUP_DIR "$OPT_DIR/backups" 'backups are written to' ' A backup --to writes a copy elsewhere.'
}

# check_kept_folder <variable> <folder of this installation> <what is done there> [more to say]: an .env from elsewhere names another one.
check_kept_folder() {
  local value
  value=$(env_value "$STAGE/.env" "$1")
  if [[ -n $value && $(readlink -m "$value") != "$(readlink -m "$2")" ]]; then
    fault "$E_CONFIG" "$1=$value: $3 $2. Take that line out of .env.${4:-}"
  fi
}

stage_stamp() {
  {
    printf 'tier=%s\n' "$M_TIER"
    printf 'version=%s\n' "$M_VERSION"
    printf 'profiles=%s\n' "${PROFILES[*]-}"
  } >"$STAGE/stamp"
}

# What Compose itself says of the files to be.
check_compose_config() {
  local said
  said=$(compose_in "$STAGE" config --quiet 2>&1) ||
    die "$E_CONFIG" "docker compose refuses the configuration; nothing was done: $said"
  check_values
}

# What Compose makes of .env is what counts: checks of another value would be worth nothing.
check_values() {
  local name said other=()
  said=$'\n'$(compose_in "$STAGE" config --environment 2>/dev/null)$'\n'
  for name in "${M_VARIABLES[@]}"; do
    env_has "$STAGE/.env" "$name" || continue
    [[ $said == *$'\n'"$name=$(env_value "$STAGE/.env" "$name")"$'\n'* ]] || other+=("$name")
  done
  [[ ${#other[@]} -eq 0 ]] ||
    die "$E_CONFIG" "Compose reads another value than this script from .env, of: ${other[*]}. Write it plainly, or in single quotes. Nothing was done."
}
