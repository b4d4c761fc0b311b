# --- Pre-flight: everything that is wrong is said at once; nothing was done yet -----------------------------------

FAULTS=()
FAULT_CODE=0

# fault <exit code> <message>: the first one gives the exit code.
fault() {
  [[ $FAULT_CODE != 0 ]] || FAULT_CODE=$1
  FAULTS+=("$2")
}

# preflight <folder of the .env to be>
preflight() {
  FAULTS=() FAULT_CODE=0
  check_engine
  check_project "$1/.env"
  check_writable
  check_resources
  skipped ports || check_ports "$1"
  report_faults
}

report_faults() {
  [[ ${#FAULTS[@]} -gt 0 ]] || return 0
  local text
  text=$(printf '\n  - %s' "${FAULTS[@]}")
  die "$FAULT_CODE" "This machine is not ready; nothing was done:$text"
}

check_engine() {
  if ! skipped engine; then
    if ! command -v docker >/dev/null; then
      fault "$E_ENGINE" 'docker is not on PATH. See https://docs.docker.com/engine/install/.'
      return 0
    elif ! docker info >/dev/null 2>&1; then
      fault "$E_ENGINE" "The Docker engine does not answer. Is it started, and may $(id -un) use it?"
      return 0
    fi
  fi
  skipped compose || check_compose
}

# Without an engine nothing of a command that changes something could be done, and nothing put right.
need_engine() {
  FAULTS=() FAULT_CODE=0
  check_engine
  # All others look at it with the settings to be.
  case $COMMAND in backup | restore) check_project "$OPT_DIR/.env" ;; esac
  report_faults
}

project_of() {
  local project
  project=$(env_value "$1" TENANTRY_PROJECT)
  printf '%s' "${project:-tenantry}"
}

# The folder of another installation whose containers have the project's name, if there is one. elsewhere <env file>
elsewhere() {
  local folder
  while IFS= read -r folder; do
    folder=$(dirname "$folder")
    # One that was moved is no other one.
    if [[ $folder != . && -d $folder && ! $folder -ef $OPT_DIR ]]; then
      printf '%s' "$folder"
      return 0
    fi
  done < <(docker ps --all --filter "label=com.docker.compose.project=$(project_of "$1")" --format '{{.Label "com.docker.compose.project.working_dir"}}' 2>/dev/null | sort -u)
}

check_project() {
  local other
  other=$(elsewhere "$1")
  [[ -z $other ]] ||
    fault "$E_REFUSED" "The Compose project $(project_of "$1") is the one of the installation in $other, whose containers would be taken away. Give this one another name: --set TENANTRY_PROJECT=NAME."
}

check_compose() {
  local version
  version=$(docker compose version --short 2>/dev/null) || version=''
  version=${version#v}
  if [[ ! $version =~ ^[0-9]+\.[0-9]+ ]]; then
    fault "$E_COMPOSE" "docker compose is not here. Compose $COMPOSE_FLOOR or newer is needed."
  elif ! version_at_most "$COMPOSE_FLOOR" "${version%%[-+]*}"; then
    fault "$E_COMPOSE" "docker compose is $version; $COMPOSE_FLOOR or newer is needed."
  fi
}

# enough <what there is> <what is wanted>, less the slack; fractions of a processor, too.
enough() {
  awk -v there="$1" -v wanted="$2" -v slack="$SLACK_PERCENT" 'BEGIN { exit !(there >= wanted * (100 - slack) / 100) }'
}

# A real run has seen it when it took the lock.
check_writable() {
  local folder=$OPT_DIR
  while [[ ! -e $folder ]]; do folder=$(dirname "$folder"); done
  [[ -d $folder && -w $folder ]] || fault "$E_FILES" "Cannot write to $OPT_DIR."
}

check_resources() {
  local there
  if ! skipped cpu && [[ -n ${M_MINIMUM[cpus]:-} ]]; then
    # The engine may be given less than the machine has.
    there=$(docker info --format '{{.NCPU}}' 2>/dev/null) || there=''
    [[ $there =~ ^[0-9]+$ && $there -gt 0 ]] || there=$(nproc)
    enough "$there" "${M_MINIMUM[cpus]}" ||
      fault "$E_RESOURCES" "$there CPUs, where $M_TIER needs ${M_MINIMUM[cpus]}."
  fi
  if ! skipped memory && [[ -n ${M_MINIMUM[memory_mib]:-} ]]; then
    there=$(docker info --format '{{.MemTotal}}' 2>/dev/null) || there=''
    if [[ $there =~ ^[0-9]+$ && $there -gt 0 ]]; then
      there=$((there / 1048576))
    else
      there=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
    fi
    enough "$there" "${M_MINIMUM[memory_mib]}" ||
      fault "$E_RESOURCES" "$there MiB of memory, where $M_TIER needs ${M_MINIMUM[memory_mib]}."
  fi
  if ! skipped disk && [[ -n ${M_MINIMUM[disk_mib]:-} ]]; then
    there=$(disk_free_mib "$OPT_DIR")
    enough "$there" "${M_MINIMUM[disk_mib]}" ||
      fault "$E_RESOURCES" "$there MiB of disk are free at $OPT_DIR, where $M_TIER needs ${M_MINIMUM[disk_mib]}."
  fi
}

# Of the nearest folder that is there already.
disk_free_mib() {
  local folder=$1
  while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
  df -Pm "$folder" | awk 'NR == 2 { print $4 }'
}

check_ports() {
  local variable port running='' seen=' '
  # Its own containers hold the ports of an installation that runs.
  if [[ -n $(stamp tier) ]]; then running=$(env_ports "$OPT_DIR/.env" "$(stamp profiles)"); fi
  for variable in "${M_PORTS[@]+"${M_PORTS[@]}"}"; do
    is_opened "$variable" "${PROFILES[*]-}" || continue
    port=$(env_value "$1/.env" "$variable")
    [[ $port =~ ^[0-9]+$ ]] || continue
    port=$((10#$port))
    if [[ $seen == *" $port "* ]]; then fault "$E_PORT" "Port $port is given twice; $variable is the second."; fi
    seen+="$port "
    if [[ " $running " == *" $port "* ]]; then continue; fi
    if port_taken "$port"; then
      fault "$E_PORT" "Port $port is taken. Free it, or choose another: --set $variable=PORT."
    fi
  done
}

# is_opened <variable of a port> <add-ons>: whether its service runs with them.
is_opened() {
  local profile=${M_PROFILE_OF[${M_PORT_SERVICE[$1]:-}]:-}
  [[ -z $profile || $profile == - || " $2 " == *" $profile "* ]]
}

# env_ports <env file> <add-ons>
env_ports() {
  local variable port
  for variable in "${M_PORTS[@]+"${M_PORTS[@]}"}"; do
    port=$(env_value "$1" "$variable")
    if is_opened "$variable" "$2" && [[ $port =~ ^[0-9]+$ ]]; then printf '%s ' "$((10#$port))"; fi
  done
}

# Read from the kernel: connecting would miss what listens on another address.
port_taken() {
  local hex
  hex=$(printf '%04X' "$1")
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
