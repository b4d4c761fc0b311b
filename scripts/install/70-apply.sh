# --- Doing it: steps that the journal knows, and the way back from each -----------------------------------------
#
#   stage → images → keep → backup → down → switch → import → start → commit
#   |---- nothing is touched ----|   |------ undo puts the former state back ------|
#
# Until `start` has begun, a run that was killed is undone by the next one; from then on it is finished, since events
# may have been taken in by then.

WANT_BACKUP=0 WANT_DOWN=0 BACKUP_NAME='' IMPORT_FILE='' REPLACES_SECRETS=0

# apply <name of the operation>: STAGE holds what is to be.
apply() {
  if [[ $WANT_BACKUP == 1 ]]; then check_room 1; fi
  OPERATION="$1.$(date -u +%s).$$"
  journal operation begun
  step stage keep_stage
  step images get_images
  step keep keep_former
  if [[ $WANT_BACKUP == 1 ]]; then step backup backup_before; fi
  if [[ $WANT_DOWN == 1 ]]; then step down down_former; fi
  step switch switch_files
  if [[ -n $IMPORT_FILE ]]; then step import import_data "$IMPORT_FILE"; fi
  step start start_or_die
  commit
}

commit() {
  step commit keep_previous
  journal finished 'done'
  OPERATION=''
}

use_installed() {
  load_manifest "$OPT_DIR/compose/tiers/$(stamp tier).flat"
  read -r -a PROFILES <<<"$(stamp profiles)" || true
}

is_installed() {
  [[ -n $(stamp tier) ]]
}

# In one move, so that it is there whole or not at all.
keep_stage() {
  rm -rf "$STATE/next" "$STATE/next.part"
  cp -a "$STAGE" "$STATE/next.part" || die "$E_FILES" "$STATE could not be written: is the disk full?"
  printf 'down=%s\nimport=%s\ndata=%s\nreplaces_secrets=%s\n' "$WANT_DOWN" "$IMPORT_FILE" "$TARGET_DATA" "$REPLACES_SECRETS" >"$STATE/next.part/plan" ||
    die "$E_FILES" "$STATE could not be written: is the disk full?"
  mv "$STATE/next.part" "$STATE/next"
}

plan_says() {
  sed -n "s/^$1=//p" "$STATE/next/plan" 2>/dev/null || true
}

get_images() {
  local image
  if [[ -f ${SOURCE:-/nowhere}/images.tar ]]; then
    docker load --quiet --input "$SOURCE/images.tar" >/dev/null || die "$E_IMAGES" 'The images of the bundle could not be loaded.'
  fi
  while IFS= read -r image; do
    docker image inspect "$image" >/dev/null 2>&1 && continue
    [[ -z $OPT_FROM_BUNDLE ]] || die "$E_IMAGES" "The bundle does not have the image $image."
    say "Pulling $image."
    docker pull --quiet "$image" >/dev/null 2>"$STATE/pull.log" 9>&- ||
      die "$E_IMAGES" "The image $image cannot be had: $(last_lines "$STATE/pull.log"). Build it, use --registry, or --from-bundle."
  done < <(wanted_images)
}

keep_former() {
  rm -rf "$STATE/former" "$STATE/former.part"
  is_installed || return 0
  mkdir -p "$STATE/former.part"
  # What ran, rather than what somebody has written since.
  if [[ -d $STATE/applied ]]; then copy_settings "$STATE/applied" "$STATE/former.part"; else copy_settings "$OPT_DIR" "$STATE/former.part"; fi
  cp -a "$STATE/base" "$STATE/stamp" "$STATE/former.part/" ||
    die "$E_FILES" "$STATE could not be written: is the disk full?"
  if [[ $(plan_says replaces_secrets) == 1 ]]; then
    mkdir -p "$STATE/former.part/secrets"
    local file
    for file in "$STATE"/next/secrets/*; do
      if [[ -f $OPT_DIR/secrets/$(basename "$file") ]]; then cp -aL "$OPT_DIR/secrets/$(basename "$file")" "$STATE/former.part/secrets/"; fi
    done
  fi
  mv "$STATE/former.part" "$STATE/former"
}

down_former() {
  if is_installed; then (use_installed && compose_down) >>"$STATE/down.log" 2>&1 || die "$E_FAILED" "The services do not stop: $(last_lines "$STATE/down.log")"; fi
}

# put <file> <target>: whole or not at all.
put() {
  mkdir -p "$(dirname "$2")"
  { rm -f "$2.new" && cp -p "$1" "$2.new" && mv -fT "$2.new" "$2"; } || die "$E_FILES" "$2 could not be written: is the disk full?"
}

# put_tree <folder> <target folder>: the target has these files and no others.
put_tree() {
  rm -rf "$2.new"
  mkdir -p "$2"
  cp -a "$1" "$2.new" || die "$E_FILES" "$2 could not be written: is the disk full?"
  rm -rf "$2"
  mv "$2.new" "$2"
}

# May be done again from its beginning: `next` and `former` stay until the end.
switch_files() {
  local next=$STATE/next
  local file
  take_folder "$OPT_DIR/secrets" 0700
  for file in "$next"/secrets/*; do
    if [[ -f $file ]]; then put "$file" "$OPT_DIR/secrets/$(basename "$file")"; fi
  done
  put "$next/.env" "$OPT_DIR/.env"
  if [[ -f $next/control-plane.env ]]; then put "$next/control-plane.env" "$OPT_DIR/control-plane.env"; fi
  env_changed
  put_tree "$next/compose" "$OPT_DIR/compose"
  put_tree "$next/base" "$STATE/base"
  put "$next/stamp" "$STATE/stamp"
  use_installed
  prepare_directories "$next"
}

# Root's are the folders, the services' user's only what that user reads or writes: what it could plant in a folder of its
# own, such as a link to a file of root's, root never follows.
prepare_directories() {
  local path mode name uid gid
  STAGE=$1
  uid=$(env_value "$1/.env" TENANTRY_UID)
  gid=$(env_value "$1/.env" TENANTRY_GID)
  chmod 0755 "$OPT_DIR" 2>/dev/null || true
  take_folder "$OPT_DIR/secrets" 0700
  for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do hand_over_secret "$OPT_DIR/secrets/$name" "$uid" "$gid"; done
  take_data_folder "$(data_folder "$1/.env")"
  while IFS=$'\t' read -r path mode; do hand_over_folder "$path" "$mode" "$uid" "$gid"; done < <(service_directories)
  chmod 0600 "$OPT_DIR/.env"
  tight "$OPT_DIR/control-plane.env"
}

# take_folder <path> <mode>: is there, and whoever installs owns it.
take_folder() {
  mkdir -p "$1" || die "$E_FILES" "$1 cannot be made."
  # One elsewhere that a link leads to is not ours to change.
  [[ ! -L $1 ]] || return 0
  own "$1" "$(id -u)" "$(id -g)"
  chmod "$2" "$1" 2>/dev/null || true
}

# Links that somebody planted, and second names of files elsewhere, are left alone.
hand_over_secret() {
  [[ -f $1 && ! -L $1 && $(stat -c %h "$1") == 1 ]] || return 0
  chmod 0600 "$1" 2>/dev/null || true
  own "$1" "$2" "$3"
}

# hand_over_folder <path> <mode> <uid> <gid>: of another owner than before is everything in it, too.
hand_over_folder() {
  [[ -d $1 ]] || mkdir -m "$2" "$1" || die "$E_FILES" "$1 cannot be made."
  [[ ! -L $1 ]] || return 0
  if [[ -O $(dirname "$1") ]]; then chmod "$2" "$1" 2>/dev/null || true; fi
  if [[ $(id -u) == 0 && $3 =~ ^[0-9]+$ && $(stat -c %u:%g "$1") != "$3:$4" ]]; then chown -hR "$3:$4" "$1"; fi
}

# A folder that somebody else made, outside, keeps its owner and its mode.
take_data_folder() {
  if [[ ! -d $1 ]] || is_inside "$1"; then take_folder "$1" 0700; fi
  mark_data_folder "$1"
}

# The services read and write as this user. Whoever is not root owns everything already.
own() {
  if [[ $(id -u) == 0 && $2 =~ ^[0-9]+$ ]]; then chown -h "$2:$3" "$1"; fi
}

# By what was planned, so that the run after a kill decides the same.
decide_recreation() {
  if [[ $(plan_says replaces_secrets) == 1 ]] || { [[ -d $STATE/former ]] && ! diff -rq "$STATE/former/compose" "$OPT_DIR/compose" >/dev/null 2>&1; }; then RECREATE=1; fi
}

start_or_die() {
  decide_recreation
  start_services || die "$E_UNHEALTHY" 'Not everything became healthy in time.'
}

# The former state stays, for a rollback; where nothing but a re-run happened, the older one is the better one.
keep_previous() {
  if [[ -d $STATE/former ]]; then
    if [[ ! -d $STATE/former/secrets ]] && diff -rq "$STATE/former/compose" "$OPT_DIR/compose" >/dev/null 2>&1 && cmp -s "$STATE/former/.env" "$OPT_DIR/.env" &&
      cmp -s "$STATE/former/stamp" "$STATE/stamp" && [[ $(cat "$STATE/former/control-plane.env" 2>/dev/null) == "$(cat "$OPT_DIR/control-plane.env" 2>/dev/null)" ]]; then
      rm -rf "$STATE/former"
    else
      rm -rf "$STATE/previous"
      mv "$STATE/former" "$STATE/previous"
    fi
  fi
  keep_applied
  rm -rf "$STATE/next" "$STATE/uninstalled"
}
