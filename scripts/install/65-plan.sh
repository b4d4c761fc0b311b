# --- What would change: the same list for people, for a dry run and for the decision to do anything -----------------

# plan_changes: fills CHANGES by comparing the stage with the installation.
plan_changes() {
  CHANGES=()
  local file name path
  while IFS= read -r file; do
    [[ -f $OPT_DIR/$file ]] && cmp -s "$STAGE/$file" "$OPT_DIR/$file" || CHANGES+=("write $file")
  done < <(staged_files)
  while IFS= read -r file; do
    [[ -f $STAGE/$file ]] || CHANGES+=("remove $file")
  done < <(installed_files)
  cmp -s "$STAGE/stamp" "$STATE/stamp" || CHANGES+=("write .tenantry/stamp")
  diff -rq "$STAGE/base" "$STATE/base" >/dev/null 2>&1 || CHANGES+=("write .tenantry/base")
  while IFS= read -r file; do CHANGES+=("apply $file, which was changed by hand"); done < <(changed_by_hand)
  for file in "$STAGE"/secrets/*; do
    [[ ! -f $file ]] || CHANGES+=("make secret $(basename "$file")")
  done
  while IFS= read -r path; do
    [[ -d $path ]] || CHANGES+=("make directory $path")
  done < <(wanted_directories | cut -f 1)
  for file in .env control-plane.env; do
    if [[ -f $OPT_DIR/$file && $(stat -c %a "$OPT_DIR/$file") != 600 ]]; then CHANGES+=("set mode 0600 of $file"); fi
  done
  if command -v docker >/dev/null; then
    while IFS= read -r name; do
      docker image inspect "$name" >/dev/null 2>&1 || CHANGES+=("get image $name")
    done < <(wanted_images)
    plan_services
  fi
}

staged_files() {
  files_read_by_compose "$STAGE"
}

installed_files() {
  [[ -d $OPT_DIR/compose ]] || return 0
  (cd "$OPT_DIR" && find compose -type f | sort)
}

# Path and mode.
wanted_directories() {
  printf '%s\t%s\n' "$OPT_DIR/secrets" 0700 "$(data_folder "$STAGE/.env")" 0700
  service_directories
}

# Those that services write to.
service_directories() {
  local data path
  data=$(data_folder "$STAGE/.env")
  printf '%s\t%s\n' "$OPT_DIR/backups" 0700
  for path in "${M_DIRECTORIES[@]+"${M_DIRECTORIES[@]}"}"; do printf '%s/%s\t%s\n' "$data" "$path" "${M_MODE[$path]}"; done
}

# Services that run in this tier with these add-ons.
wanted_services() {
  local service profile
  for service in "${M_SERVICES[@]}"; do
    profile=${M_PROFILE_OF[$service]}
    if [[ -z $profile || $profile == - || " ${PROFILES[*]-} " == *" $profile "* ]]; then printf '%s\n' "$service"; fi
  done
}

wanted_images() {
  local service variable
  while IFS= read -r service; do
    variable=$(records "$STAGE/compose/tiers/$M_TIER.flat" service | awk -F '\t' -v name="$service" '$1 == name { print $2 }')
    env_value "$STAGE/.env" "$variable"
    printf '\n'
  done < <(wanted_services) | sort -u | sed '/^$/d'
}

plan_services() {
  local service
  while IFS= read -r service; do CHANGES+=("start $service"); done < <(lacking_services "$STAGE" .)
}

is_one_shot_of() {
  records "$1/compose/tiers/$M_TIER.flat" service | awk -F '\t' -v name="$2" '$1 == name && $3 == 1 { found = 1 } END { exit !found }'
}

# show_plan: the differences of files, and everything else by name. No secret's value is in it.
show_plan() {
  local file variable change note
  say "Tier $M_TIER, version $M_VERSION, in $OPT_DIR; add-ons: ${PROFILES[*]:-none}."
  for change in "${CHANGES[@]+"${CHANGES[@]}"}"; do say "  would $change"; done
  for note in "${NOTES[@]+"${NOTES[@]}"}"; do say "  note: $note"; done
  while IFS= read -r file; do
    if [[ -f $OPT_DIR/$file ]]; then
      cmp -s "$OPT_DIR/$file" "$STAGE/$file" || show_diff "$OPT_DIR/$file" "$STAGE/$file" "$file"
    elif [[ $file == .env || $OPT_SHOW_NEW == 1 ]]; then
      show_diff /dev/null "$STAGE/$file" "$file"
    fi
  done < <(staged_files)
  while IFS= read -r file; do
    [[ -f $STAGE/$file ]] || show_diff "$OPT_DIR/$file" /dev/null "$file"
  done < <(installed_files)
  while IFS= read -r file; do show_by_hand "$file"; done < <(changed_by_hand)
  say "images: $(wanted_images | tr '\n' ' ')"
  for variable in "${M_PORTS[@]+"${M_PORTS[@]}"}"; do
    ! is_opened "$variable" "${PROFILES[*]-}" || say "port: $variable=$(env_value "$STAGE/.env" "$variable")"
  done
  say "secrets, by name: ${M_SECRETS[*]-none}"
  say "outgoing connections: ${M_OUTGOING[*]:-none}"
}

show_by_hand() {
  local before=$STATE/applied/$1 now=$OPT_DIR/$1
  [[ -f $before ]] || before=/dev/null
  [[ -f $now ]] || now=/dev/null
  say 'Changed by hand, and not in use yet:'
  show_diff "$before" "$now" "$1"
}

show_diff() {
  say "$({ diff -u --label "$3 (now)" --label "$3 (to be)" "$1" "$2" || true; } | mask_env "$STAGE/base/$3" "$STATE/base/$3" | redact "$OPT_DIR")"
}

# Names of variables whose value is nobody's business; a path, a port or an image is no secret.
readonly SECRET_NAMES='(SECRET|PASS|(^|_)PWD?$|(^|_)AUTH$|TOKEN|_KEY|CREDENTIAL|HEADERS|_URL|_DSN)'
readonly PLAIN_NAMES='_(DIR|FILE|PORT|IMAGE)$'

# mask_env [files that everybody has]: takes the value from lines of stdin that give such a variable one.
mask_env() {
  cat "$@" /dev/null 2>/dev/null >"$SCRATCH/shipped" || true
  awk -v secret="$SECRET_NAMES" -v plain="$PLAIN_NAMES" '
    shipping { shipped[$0] = 1; next }
    substr($0, 2) in shipped { print; next }
    match($0, /^[-+ #]*(export[ \t]+)?[A-Za-z_][A-Za-z0-9_]*[ \t]*[=:]/) {
      head = substr($0, 1, RLENGTH); name = toupper(head); sub(/[ \t]*[=:]$/, "", name)
      if (name ~ secret && name !~ plain && RLENGTH < length($0)) { print head "[redacted]"; next }
    }
    { print }' shipping=1 "$SCRATCH/shipped" shipping=0 -
}

# redact <folder of an installation>: takes out of stdin every secret that is a file there or a value of .env.
redact() {
  {
    known_secrets "$1"
    printf '\n'
    cat
  } | awk '
    !begun { if ($0 == "") begun = 1; else secret[++count] = $0; next }
    {
      # What was put in is not looked at again: a secret may be part of it.
      for (i = 1; i <= count; i++) {
        done = ""
        while ((at = index($0, secret[i])) > 0) {
          done = done substr($0, 1, at - 1) "[redacted]"
          $0 = substr($0, at + length(secret[i]))
        }
        $0 = done $0
      }
      gsub(/:\/\/[^\/@ \t"]*@/, "://[redacted]@")
      gsub(/[Bb]earer [A-Za-z0-9._~+\/=-]+/, "Bearer [redacted]")
      print
    }'
}

# Longest first; a line of a key file each. Short ones would take away words that are no secret.
known_secrets() {
  local file
  {
    for file in "$1"/secrets/* "$STATE"/former/secrets/* "$STATE"/previous/secrets/*; do
      if [[ -f $file ]]; then
        cat "$file"
        printf '\n'
      fi
    done
    for file in "$1/.env" "$1/control-plane.env" "$STATE/applied/control-plane.env"; do
      if [[ -f $file ]]; then secret_values_of_env "$file"; fi
    done
  } 2>/dev/null | tr -d '\r' | awk 'length($0) >= 6 && $0 !~ /^-----/ { print length($0) "\t" $0 }' | sort -rn -k 1,1 | cut -f 2- | awk '!seen[$0]++'
}

secret_values_of_env() {
  local name
  while IFS= read -r name; do
    env_value "$1" "$name"
    printf '\n'
  done < <(env_spans "$1" | cut -f 1 | grep -iE "$SECRET_NAMES" | grep -ivE "$PLAIN_NAMES" | sort -u)
}
