#!/usr/bin/env bash
# sha256 of the other lines: 024374d1e2b8bb8ba2185af0f64a06f5f2bf44a672a3795d350b2077fd4de640
# Generated from scripts/install by `npm run generate`. Do not edit: the line above no longer fits then.
# Installs a tier of Tenantry with Docker Compose, and looks after it: install_tier.sh --help
# Needs bash 4.4, the GNU core utilities, diffutils, tar, awk, and Docker with Compose 2.30 or newer. It contacts
# nobody but the Docker engine; that one pulls images, where they are not here yet.
# Steps and traps call functions by their name.
# shellcheck disable=SC2317
set -euo pipefail
export LC_ALL=C
umask 077

# Older ones refuse `format: raw` of an environment file, which keeps a $ of control-plane.env as it is.
readonly COMPOSE_FLOOR=2.30.0
# Thresholds are met by machines that are a little smaller than their name says.
readonly SLACK_PERCENT=10
readonly DEFAULT_DIR=/opt/tenantry
# Who the services run as when root installs: they are never root.
readonly SERVICE_ID=10001
readonly LOG_LINES=40

# One code for each cause. docs/reference/installer.md lists them; they never change their meaning.
readonly E_FAILED=1 E_USAGE=2 E_ENGINE=3 E_COMPOSE=4 E_RESOURCES=5 E_PORT=6 E_FILES=7 E_CONFIG=8 E_LOCKED=9
readonly E_WOULD_CHANGE=10 E_UNHEALTHY=11 E_ALTERED=12 E_REFUSED=13 E_NOT_INSTALLED=14 E_IMAGES=15 E_DATA=16
readonly E_STUCK=17

# What steers the tests of this script; everything else named TENANTRY_… comes from .env alone, since Compose would
# let the caller's environment win over the file.
readonly FAULT_AFTER=${TENANTRY_FAULT_AFTER:-} FAULT_SIGNAL=${TENANTRY_FAULT_SIGNAL:-}
forget_environment() {
  local name
  for name in $(compgen -e); do
    case $name in TENANTRY_* | COMPOSE_*) unset "$name" ;; esac
  done
}
forget_environment

# --- What is said ---------------------------------------------------------------------------------------------

LOG=''     # file that also gets what is said; none in a dry run
OUTCOME='' # the last word, for --json
CHANGES=() # what was or would be changed, for --json

# To stdout for people; with --json stdout belongs to the one JSON line.
say() {
  # Whoever reads it may be gone, such as a pager that was quit: what was begun goes on.
  if [[ ${OPT_JSON:-0} == 1 ]]; then printf '%s\n' "$*" >&2 2>/dev/null; else printf '%s\n' "$*" 2>/dev/null; fi || true
  log_line "$*"
}

warn() {
  printf 'warning: %s\n' "$*" >&2 2>/dev/null || true
  log_line "warning: $*"
}

log_line() {
  [[ -n $LOG ]] || return 0
  # A full disk must not turn a message into a second fault.
  { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >>"$LOG"; } 2>/dev/null || true
}

# die <exit code> <message…>: the only way out with a fault.
die() {
  local code=$1
  shift
  OUTCOME="$*"
  printf 'error: %s\n' "$*" >&2 2>/dev/null || true
  log_line "error ($code): $*"
  exit "$code"
}

# last_lines <log>: what a program said last. The end of a log may be empty lines.
last_lines() {
  { grep -v '^[[:space:]]*$' "$1" 2>/dev/null || printf 'it said nothing\n'; } | tail -n 3 | redact "$OPT_DIR"
}

json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  # Colours of Compose and the like have no place in JSON.
  text=${text//[[:cntrl:]]/}
  printf '"%s"' "$text"
}

json_list() {
  local separator='' item
  printf '['
  for item in "$@"; do
    printf '%s' "$separator"
    json_string "$item"
    separator=','
  done
  printf ']'
}

# The one line of stdout with --json.
json_outcome() {
  printf '{"command":%s,"exitCode":%d,"directory":%s,"tier":%s,"version":%s,"message":%s,"changes":%s}\n' \
    "$(json_string "$COMMAND")" "$1" "$(json_string "$OPT_DIR")" "$(json_string "${M_TIER:-}")" \
    "$(json_string "${M_VERSION:-}")" "$(json_string "$OUTCOME")" "$(json_list "${CHANGES[@]+"${CHANGES[@]}"}")"
}

# confirm <question>: asks a person; a program says --yes.
confirm() {
  [[ $OPT_YES == 1 || $OPT_DRY_RUN == 1 ]] && return 0
  [[ -t 0 ]] || die "$E_USAGE" "$1 Nobody is there to ask: repeat it with --yes. Nothing was done."
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]] || die "$E_USAGE" 'Not confirmed. Nothing was done.'
}

# --- Options --------------------------------------------------------------------------------------------------

COMMAND=''
OPT_TIER='' OPT_DIR=$DEFAULT_DIR OPT_DRY_RUN=0 OPT_SHOW_NEW=0 OPT_YES=0 OPT_JSON=0 OPT_PURGE=0 OPT_WITH_DATA=0 OPT_FROM_BUNDLE=''
OPT_TO='' OPT_FROM='' OPT_TIMEOUT=180 OPT_ACCEPT='' OPT_REGISTRY='' OPT_BUNDLE_SHA256='' OPT_SECRET='' OPT_KEY='' OPT_PASSPHRASE_FILE=''
OPT_PROFILES=() OPT_SET=() OPT_SKIP=()
OPT_PROFILES_GIVEN=0
readonly CHECKS_KNOWN='checksum engine compose cpu memory disk ports'

usage() {
  cat <<'USAGE'
usage: install_tier.sh <command> [options]

  install          installs a tier, or brings an installation back to what it should be
  upgrade          to the version that this script came with
  rollback         to the version, tier and configuration before the last change
  change-tier      to the tier of --tier; its data comes along
  rotate-secret    makes one secret anew: rotate-secret NAME
  backup           writes data, settings and secrets to one encrypted file
  restore          takes a backup into a fresh data folder, or a whole installation into an empty folder: restore --from FILE
  status           what is installed, and how it is
  support-bundle   an archive for whoever helps, without a secret in it
  uninstall        removes containers and files; data stays without --purge
  bundle           everything in one file, for machines without a network: bundle --to FILE
  verify           holds this script against its own checksum

  --tier T             community, pro or enterprise
  --dir D              folder of the installation (/opt/tenantry)
  --profile P          an add-on of the tier; may be repeated. --profile none takes all away
  --set NAME=VALUE     a value of .env; may be repeated
  --registry R         images come from below this registry
  --from-bundle F      take files and images from this bundle; nothing is pulled
  --bundle-sha256 S    what the bundle's checksum has to be
  --accept-breaking V  I have read what version V breaks
  --with-data          rollback: also put back the data of before
  --from F, --to F     the file to read, or to write
  --key F              rotate-secret tls-certificate: the private key of the one in --from
  --passphrase-file F  restore: what opens the backup, when it is not secrets/export-passphrase; - is stdin
  --timeout S          how long to wait for health, in seconds (180)
  --skip-check=NAME    checksum, engine, compose, cpu, memory, disk or ports; may be repeated
  --purge              uninstall: data, secrets and backups, too
  --dry-run            only show what would change: exit code 10, or 0 when nothing would
  --show-new           with --dry-run: new files whole, too, and not by name alone
  --yes                ask nothing
  --json               one JSON line on stdout, the rest on stderr
USAGE
}

usage_fault() {
  OUTCOME="$*"
  printf 'error: %s\nNothing was done. install_tier.sh --help lists what there is.\n' "$*" >&2
  if [[ $OPT_JSON == 1 ]]; then json_outcome "$E_USAGE"; fi
  exit "$E_USAGE"
}

# Everything is looked at before anything is done: a misspelt --dry-run must never install.
parse_options() {
  # What is wrong before it is said as JSON, too.
  if [[ " $* " == *' --json '* ]]; then OPT_JSON=1; fi
  while [[ $# -gt 0 ]]; do
    local flag=$1 value='' attached=0
    shift
    if [[ $flag == --*=* ]]; then
      value=${flag#*=} flag=${flag%%=*} attached=1
    fi
    case $flag in
      --tier | --dir | --profile | --set | --registry | --from-bundle | --bundle-sha256 | --accept-breaking | --from | --key | --passphrase-file | --to | --timeout | --skip-check)
        if [[ $attached == 0 ]]; then
          [[ $# -gt 0 ]] || usage_fault "$flag needs a value."
          value=$1
          shift
        fi
        [[ -n $value ]] || usage_fault "$flag needs a value."
        take_value "$flag" "$value"
        ;;
      --*)
        [[ $attached == 0 ]] || usage_fault "Unknown option or value not wanted: $flag=…"
        take_flag "$flag"
        ;;
      -h) take_flag --help ;;
      -*) usage_fault "Unknown option: $flag" ;;
      *) take_word "$flag" ;;
    esac
  done
  check_options
}

take_value() {
  case $1 in
    --tier) OPT_TIER=$2 ;;
    --dir) OPT_DIR=$2 ;;
    --profile)
      OPT_PROFILES_GIVEN=1
      [[ $2 == none ]] || OPT_PROFILES+=("$2")
      ;;
    --set)
      [[ $2 =~ ^[A-Za-z_][A-Za-z0-9_]*= ]] || usage_fault "--set wants NAME=VALUE."
      [[ $2 != *[$'\n\r']* ]] || usage_fault "--set: a value of more than one line."
      OPT_SET+=("$2")
      ;;
    --registry) OPT_REGISTRY=${2%/} ;;
    --from-bundle) OPT_FROM_BUNDLE=$2 ;;
    --bundle-sha256)
      OPT_BUNDLE_SHA256=${2,,}
      [[ $OPT_BUNDLE_SHA256 =~ ^[0-9a-f]{64}$ ]] || usage_fault '--bundle-sha256 wants 64 hexadecimal digits.'
      ;;
    --accept-breaking) OPT_ACCEPT=$2 ;;
    --from) OPT_FROM=$2 ;;
    --key) OPT_KEY=$2 ;;
    --passphrase-file) OPT_PASSPHRASE_FILE=$2 ;;
    --to) OPT_TO=$2 ;;
    --timeout) OPT_TIMEOUT=$2 ;;
    --skip-check) OPT_SKIP+=("$2") ;;
  esac
}

take_flag() {
  case $1 in
    --dry-run) OPT_DRY_RUN=1 ;;
    --yes) OPT_YES=1 ;;
    --show-new) OPT_SHOW_NEW=1 ;;
    --json) OPT_JSON=1 ;;
    --purge) OPT_PURGE=1 ;;
    --with-data) OPT_WITH_DATA=1 ;;
    --help)
      usage
      exit 0
      ;;
    *) usage_fault "Unknown option: $1" ;;
  esac
}

take_word() {
  if [[ -z $COMMAND ]]; then
    COMMAND=$1
  elif [[ $COMMAND == rotate-secret && -z $OPT_SECRET ]]; then
    OPT_SECRET=$1
  else
    usage_fault "Unknown argument: $1"
  fi
}

check_options() {
  case $COMMAND in
    install | upgrade | rollback | change-tier | rotate-secret | backup | restore | status | support-bundle | uninstall | bundle | verify) ;;
    '') usage_fault 'No command.' ;;
    *) usage_fault "Unknown command: $COMMAND" ;;
  esac
  [[ -z $OPT_TIER || $OPT_TIER =~ ^(community|pro|enterprise)$ ]] ||
    usage_fault "Unknown tier: $OPT_TIER. There are community, pro and enterprise."
  [[ $OPT_TIMEOUT =~ ^[1-9][0-9]{0,4}$ ]] || usage_fault '--timeout wants seconds.'
  local name
  for name in "${OPT_SKIP[@]+"${OPT_SKIP[@]}"}"; do
    [[ " $CHECKS_KNOWN " == *" $name "* ]] || usage_fault "Unknown check: $name. There are: $CHECKS_KNOWN."
  done
  if [[ $COMMAND == change-tier && -z $OPT_TIER ]]; then usage_fault 'change-tier wants --tier.'; fi
  if [[ $COMMAND == rotate-secret && -z $OPT_SECRET ]]; then usage_fault 'rotate-secret wants the name of a secret.'; fi
  if [[ $COMMAND == restore && -z $OPT_FROM ]]; then usage_fault 'restore wants --from FILE.'; fi
  if [[ -n $OPT_KEY && ($COMMAND != rotate-secret || -z $OPT_FROM) ]]; then usage_fault '--key goes with rotate-secret and --from.'; fi
  if [[ -n $OPT_PASSPHRASE_FILE && $COMMAND != restore ]]; then usage_fault '--passphrase-file goes with restore.'; fi
  if [[ -n $OPT_BUNDLE_SHA256 && -z $OPT_FROM_BUNDLE ]]; then usage_fault '--bundle-sha256 goes with --from-bundle.'; fi
  if [[ $COMMAND == bundle && -z $OPT_TO ]]; then usage_fault 'bundle wants --to FILE.'; fi
  if [[ $OPT_DRY_RUN == 1 ]]; then
    case $COMMAND in
      install | upgrade | change-tier | rollback) ;;
      *) usage_fault "--dry-run goes with install, upgrade, rollback and change-tier, not with $COMMAND." ;;
    esac
  fi
  # Compose reads relative paths from elsewhere.
  [[ $OPT_DIR == /* ]] || OPT_DIR=$PWD/$OPT_DIR
  OPT_DIR=${OPT_DIR%/}
  # A colon ends a path in what Compose mounts, and a quote or $ would change in .env.
  [[ $OPT_DIR =~ ^[A-Za-z0-9/_.\ @+-]+$ ]] || usage_fault '--dir: letters, digits, spaces and / _ . @ + - only.'
}

skipped() {
  local name
  for name in "${OPT_SKIP[@]+"${OPT_SKIP[@]}"}"; do
    [[ $name != "$1" ]] || return 0
  done
  return 1
}

# --- The tier's manifest: records of one line, fields between tabs, `-` for an empty one ----------------------

M_TIER='' M_VERSION=''
M_FILES=() M_PROFILES=() M_SERVICES=() M_IMAGE_VARIABLES=() M_SECRETS=() M_VARIABLES=() M_DIRECTORIES=() M_VOLUMES=()
M_PORTS=() M_UPGRADE_FROM=() M_OUTGOING=()
declare -A M_IMAGE=() M_SECRET_FORMAT=() M_SECRET_BYTES=() M_SECRET_TEMPLATE=() M_REQUIRED=() M_DEFAULT=() M_MODE=()
declare -A M_MINIMUM=() M_PROFILE_OF=() M_PORT_SERVICE=() M_COUNT=()

# How many fields a record of each kind has: least and most. Those at the end came later.
declare -rA FIELDS_OF=([tier]='3 3' [composefile]='2 2' [profile]='3 3' [service]='4 6' [image]='3 3' [secret]='5 6'
  [variable]='5 5' [directory]='3 3' [volume]='2 2' [port]='4 5' [minimum]='3 3' [feature]='4 4' [outgoing]='2 2'
  [upgradefrom]='2 2' [renamed]='4 4' [added]='4 4' [removed]='3 3' [breaking]='3 3')

# load_manifest <file>: checks all of it and takes it. Later calls replace what an earlier one took.
load_manifest() {
  local file=$1 line number=0
  [[ -f $file ]] || die "$E_CONFIG" "There is no manifest $file."
  forget_manifest
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    [[ -n $line && $line != '#'* ]] || continue
    local fields=()
    IFS=$'\t' read -r -a fields <<<"$line"
    local kind=${fields[0]} least most
    read -r least most <<<"${FIELDS_OF[$kind]:-0 0}"
    [[ $most != 0 ]] || die "$E_CONFIG" "$file, line $number: an unknown kind of record, $kind."
    ((${#fields[@]} >= least && ${#fields[@]} <= most)) ||
      die "$E_CONFIG" "$file, line $number: ${#fields[@]} fields, where $kind has $least to $most."
    take_record "$file, line $number" "${fields[@]}"
  done <"$file"
  [[ -n $M_TIER && ${#M_FILES[@]} -gt 0 && ${#M_SERVICES[@]} -gt 0 ]] ||
    die "$E_CONFIG" "$file: it is cut short; a tier, a Compose file or a service is missing."
}

forget_manifest() {
  M_TIER='' M_VERSION=''
  M_FILES=() M_PROFILES=() M_SERVICES=() M_IMAGE_VARIABLES=() M_SECRETS=() M_VARIABLES=() M_DIRECTORIES=()
  M_VOLUMES=() M_PORTS=() M_UPGRADE_FROM=() M_OUTGOING=()
  M_IMAGE=() M_SECRET_FORMAT=() M_SECRET_BYTES=() M_SECRET_TEMPLATE=() M_REQUIRED=() M_DEFAULT=() M_MODE=()
  M_MINIMUM=() M_PROFILE_OF=() M_PORT_SERVICE=() M_COUNT=()
}

# wellformed <where> <what> <value> <regular expression>
wellformed() {
  [[ $3 =~ $4 ]] || die "$E_CONFIG" "$1: $3 is no $2."
}

take_record() {
  local where=$1 kind=$2 a=$3 b=${4:-} c=${5:-} d=${6:-} e=${7:-}
  local name='^[a-z][a-z0-9-]*$' variable='^[A-Z][A-Z0-9_]*$' number='^[0-9]+(\.[0-9]+)?$'
  local path='^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$'
  case $kind in
    tier)
      wellformed "$where" tier "$a" '^(community|pro|enterprise)$'
      wellformed "$where" version "$b" '^[0-9]+\.[0-9]+\.[0-9]+'
      M_TIER=$a M_VERSION=$b
      ;;
    composefile | directory)
      wellformed "$where" 'path inside the installation' "$a" "$path"
      [[ "/$a/" != */../* ]] || die "$E_CONFIG" "$where: $a leads out of the installation."
      if [[ $kind == composefile ]]; then
        M_FILES+=("$a")
      else
        wellformed "$where" mode "$b" '^0?[0-7]{3}$'
        M_DIRECTORIES+=("$a")
        M_MODE[$a]=$b
      fi
      ;;
    profile) wellformed "$where" profile "$a" "$name" && M_PROFILES+=("$a") ;;
    service)
      wellformed "$where" service "$a" "$name"
      M_SERVICES+=("$a")
      M_PROFILE_OF[$a]=$d
      [[ -z $e || $e =~ ^[0-9]+$ ]] || die "$E_CONFIG" "$where: $e is no number of containers."
      M_COUNT[$a]=${e:-1}
      ;;
    image)
      wellformed "$where" variable "$a" "$variable"
      M_IMAGE_VARIABLES+=("$a")
      M_IMAGE[$a]=$b
      take_variable "$where" "$a" 0 "$b"
      ;;
    secret)
      wellformed "$where" secret "$a" '^[a-z][a-z0-9._-]*$'
      wellformed "$where" 'format of a secret' "$b" '^[a-z0-9-]+$'
      wellformed "$where" 'number of bytes' "$c" '^[0-9]+$'
      M_SECRETS+=("$a")
      M_SECRET_FORMAT[$a]=$b M_SECRET_BYTES[$a]=$c M_SECRET_TEMPLATE[$a]=$e
      ;;
    variable) take_variable "$where" "$a" "$b" "$c" ;;
    volume) M_VOLUMES+=("$a") ;;
    port)
      wellformed "$where" port "$b" '^[0-9]{1,5}$'
      M_PORTS+=("$a")
      if [[ -n $c && $c != - ]]; then M_PORT_SERVICE[$a]=$c; fi
      # The record of the variable itself, when there is one, says the same or is the better one.
      [[ -n ${M_REQUIRED[$a]:-} ]] || take_variable "$where" "$a" 0 "$b"
      ;;
    minimum) wellformed "$where" number "$b" "$number" && M_MINIMUM[$a]=$b ;;
    feature) [[ -n ${M_REQUIRED[$b]:-} ]] || take_variable "$where" "$b" 0 "$c" ;;
    outgoing) [[ $a == - ]] || M_OUTGOING+=("$a") ;;
    upgradefrom) M_UPGRADE_FROM+=("$a") ;;
  esac
}

take_variable() {
  wellformed "$1" variable "$2" '^[A-Z][A-Z0-9_]*$'
  wellformed "$1" 'answer to: is it required' "$3" '^[01]$'
  [[ -n ${M_REQUIRED[$2]:-} ]] || M_VARIABLES+=("$2")
  M_REQUIRED[$2]=$3
  M_DEFAULT[$2]=$4
  [[ $4 != - ]] || M_DEFAULT[$2]=''
}

# records <file> <kind>: the fields behind the kind, between tabs. Of a manifest that is not the one taken, too.
records() {
  [[ -f $1 ]] || return 0
  awk -F '\t' -v kind="$2" '$1 == kind { sub(/^[^\t]*\t/, ""); print }' "$1"
}

# Where a tier keeps its data, as one word: the same word means that data needs no moving.
store_of() {
  local stores
  stores=$(records "$1" service | awk -F '\t' '$1 ~ /^mongo/ && $3 != 1 { printf "%s%s", comma, $1; comma = "," }')
  printf '%s' "${stores:-sqlite}"
}

version_at_most() {
  [[ $1 == "$2" || $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

# --- .env: read and changed line by line, so that every byte nobody meant to change stays as it is --------------

# env_spans <file>: name, first and last line of each entry, as Compose finds them: behind a byte order mark, and with a
# colon in place of the =, too. A quoted value may go over several lines.
env_spans() {
  [[ -f $1 ]] || return 0
  awk '
    function closes(text, quote,   i, c) {
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\") i++
        else if (c == quote) return 1
      }
      return 0
    }
    NR == 1 { sub(/^\357\273\277/, "") }
    open != "" { if (closes($0, open)) { print name "\t" first "\t" NR; open = "" } next }
    /^[ \t]*(export[ \t]+)?[A-Za-z_][A-Za-z0-9_.]*[ \t]*[=:]/ {
      name = $0; sub(/^[ \t]*(export[ \t]+)?/, "", name); value = name
      sub(/[ \t]*[=:].*$/, "", name); sub(/^[^=:]*[=:][ \t]*/, "", value)
      first = NR; quote = substr(value, 1, 1)
      if ((quote == "\"" || quote == "\047") && !closes(substr(value, 2), quote)) open = quote
      else print name "\t" first "\t" NR
    }' "$1"
}

# What was read of the file last looked at. Whatever changes a file calls env_changed.
SPANS_FILE='' SPANS='' SPAN_LINES=()
env_read() {
  [[ $SPANS_FILE != "$1" ]] || return 0
  SPANS=$'\n'$(env_spans "$1")$'\n'
  SPAN_LINES=()
  if [[ -f $1 ]]; then mapfile -t SPAN_LINES <"$1"; fi
  SPANS_FILE=$1
}

env_changed() {
  SPANS_FILE=''
}

# env_has <file> <name>
env_has() {
  env_read "$1"
  [[ $SPANS == *$'\n'"$2"$'\t'* ]]
}

# env_find <file> <name>: FIRST and LAST become the lines of the last entry of that name; 1 when there is none.
FIRST=0 LAST=0
env_find() {
  env_has "$1" "$2" || return 1
  local rest=${SPANS##*$'\n'"$2"$'\t'}
  rest=${rest%%$'\n'*}
  FIRST=${rest%%$'\t'*} LAST=${rest##*$'\t'}
}

# env_raw <file> <name>: the last entry of that name as it is written behind the =, as Compose would take it.
env_raw() {
  env_find "$1" "$2" || return 0
  local text=${SPAN_LINES[FIRST - 1]#*[=:]} number
  for ((number = FIRST; number < LAST; number++)); do text+=$'\n'${SPAN_LINES[number]}; done
  text=${text//$'\r'/}
  printf '%s' "${text#"${text%%[! $'\t']*}"}"
}

# env_value <file> <name>: what it means. Compose's rules: nothing is replaced within single quotes.
env_value() {
  local raw
  raw=$(env_raw "$1" "$2")
  case $raw in
    [\'\"]*) printf '%s' "$raw" | unquote ;;
    *)
      raw=${raw%%[ $'\t']#*}
      raw=${raw%"${raw##*[! $'\t']}"}
      printf '%s' "${raw//\$\$/\$}"
      ;;
  esac
}

# The first character of stdin is the quote. Within single ones a backslash is for the quote alone.
unquote() {
  awk '
    BEGIN { meant["n"] = "\n"; meant["t"] = "\t"; meant["r"] = "\r"; meant["\""] = "\""; meant["\\"] = "\\"; meant["$"] = "$" }
    { text = text (NR > 1 ? "\n" : "") $0 }
    END {
      quote = substr(text, 1, 1)
      for (i = 2; i <= length(text); i++) {
        c = substr(text, i, 1); next_one = substr(text, i + 1, 1)
        if (c == quote) break
        if (c == "\\" && quote == "\"" && next_one in meant) { c = meant[next_one]; i++ }
        else if (c == "\\" && next_one == quote) { c = quote; i++ }
        else if (c == "$" && quote == "\"" && next_one == "$") i++
        printf "%s", c
      }
    }'
}

# env_interpolates <file> <name>: whether Compose would put another value in place of a $ of it.
env_interpolates() {
  local raw
  raw=$(env_raw "$1" "$2")
  [[ $raw != \'* ]] || return 1
  # shellcheck disable=SC2016
  [[ $(printf '%s' "$raw" | sed -e 's/\\\$//g' -e 's/\$\$//g') =~ \$[A-Za-z_\{] ]]
}

# env_quote <value>: so written that Compose reads back this very value.
env_quote() {
  local value=$1
  # Whatever is plain stays plain to read.
  if [[ $value =~ ^[A-Za-z0-9_./:@%+,-]*$ ]]; then
    printf '%s' "$value"
  elif [[ $value != *\'* && $value != *\\ ]]; then
    # A \ at the end would take the quote for a character.
    printf "'%s'" "$value"
  else
    value=${value//\\/\\\\}
    value=${value//\"/\\\"}
    value=${value//\$/\\\$}
    printf '"%s"' "$value"
  fi
}

# env_set <file> <name> <value>: replaces the entry of that name, or adds one at the end.
env_set() {
  local file=$1 name=$2 line
  line="$name=$(env_quote "$3")"
  if env_has "$file" "$name"; then
    env_rewrite "$file" "$name" "$line"
  else
    env_append "$file" "$line"
  fi
}

env_append() {
  # A last line without an end would swallow ours.
  if [[ -s $1 && -n $(tail -c 1 "$1") ]]; then printf '\n' >>"$1"; fi
  printf '%s\n' "$2" >>"$1"
  env_changed
}

# env_rewrite <file> <name> <text>: the last entry of the name becomes the text.
env_rewrite() {
  env_find "$1" "$2"
  {
    head -n $((FIRST - 1)) "$1"
    printf '%s\n' "$3"
    tail -n +$((LAST + 1)) "$1"
  } >"$1.new"
  mv "$1.new" "$1"
  env_changed
}

# env_rename <file> <old> <new>: the value stays byte for byte.
env_rename() {
  env_find "$1" "$2" || return 0
  sed "${FIRST}s/^\\(\\(\\xef\\xbb\\xbf\\)\\{0,1\\}[ \\t]*\\(export[ \\t][ \\t]*\\)\\{0,1\\}\\)$2/\\1$3/" "$1" >"$1.new"
  mv "$1.new" "$1"
  env_changed
}

# env_retire <file> <name> <version>: what nothing reads any more is kept as a comment.
env_retire() {
  env_find "$1" "$2" || return 0
  sed -e "${FIRST},${LAST}s/^/# /" -e "${FIRST}i\\
# Not read any more since $3:" "$1" >"$1.new"
  mv "$1.new" "$1"
  env_changed
}

# --- Secrets: files that only the services' user reads; never in .env, never shown ------------------------------

# random_bytes <n>: from the kernel, as they are.
random_bytes() {
  head -c "$1" /dev/urandom
}

# letters <n>: of 62 letters and digits, without a bias.
letters() {
  local text=''
  while [[ ${#text} -lt $1 ]]; do
    text+=$(random_bytes 256 | tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:$1}"
}

# make_secret <name> <folder to write to> <folder of those that are there>: writes the file; prints nothing.
make_secret() {
  local name=$1 into=$2 kept=$3 bytes=${M_SECRET_BYTES[$1]}
  local file=$into/$name
  case ${M_SECRET_FORMAT[$name]} in
    hex) random_bytes "$bytes" | od -An -v -tx1 | tr -d ' \n' >"$file" ;;
    base64) random_bytes "$bytes" | base64 -w 0 >"$file" ;;
    api-key) printf 'tny_%s_%s' "$(random_bytes 16 | od -An -v -tx1 | tr -d ' \n')" "$(letters 43)" >"$file" ;;
    ed25519)
      need_openssl "$name"
      openssl genpkey -algorithm ed25519 -out "$file" 2>/dev/null
      ;;
    retired-keys) : >"$file" ;;
    url) fill_template "$name" "$into" "$kept" >"$file" ;;
    tls-key | tls-certificate) make_certificate "$into" "$kept" ;;
    # check_secrets asks for it, together with all else that is missing.
    given) return 0 ;;
    *) die "$E_CONFIG" "The secret $name has an unknown format, ${M_SECRET_FORMAT[$name]}." ;;
  esac
  if [[ -f $file && ! -s $file && ${M_SECRET_FORMAT[$name]} != retired-keys ]]; then die "$E_FILES" "The secret $name could not be written: is the disk full?"; fi
}

need_openssl() {
  command -v openssl >/dev/null || die "$E_CONFIG" "openssl is needed to make $1. Install it, or bring $OPT_DIR/secrets/$1."
}

# A secret made of others, such as the address of a store with its password.
fill_template() {
  local text=${M_SECRET_TEMPLATE[$1]} other value
  while [[ $text =~ \{([a-z][a-z0-9._-]*)\} ]]; do
    other=${BASH_REMATCH[1]}
    value=$(cat "$2/$other" 2>/dev/null || cat "$3/$other" 2>/dev/null) ||
      die "$E_CONFIG" "The secret $1 is made of $other, which is not there."
    text=${text//"{$other}"/"$value"}
  done
  printf '%s' "$text"
}

# Key and certificate belong together: one of them alone is never made.
make_certificate() {
  local key='' certificate='' name
  for name in "${M_SECRETS[@]}"; do
    case ${M_SECRET_FORMAT[$name]} in tls-key) key=$name ;; tls-certificate) certificate=$name ;; esac
  done
  [[ ! -s $1/$key || ! -s $1/$certificate ]] || return 0
  [[ ! -e $2/$key && ! -e $2/$certificate ]] ||
    die "$E_CONFIG" "Of $key and $certificate only one is in $2. Bring both, or none."
  need_openssl "$key"
  local host names=DNS:localhost,IP:127.0.0.1
  host=$(public_host)
  if [[ $host =~ ^[0-9.]+$ ]]; then names+=",IP:$host"; elif [[ -n $host && $host != localhost ]]; then names+=",DNS:$host"; fi
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 397 -subj /CN=localhost \
    -addext "subjectAltName=$names" -keyout "$1/$key" -out "$1/$certificate" 2>/dev/null ||
    die "$E_CONFIG" "openssl makes no certificate for $names."
  warn "$certificate is one that this machine signed itself, for ${host:-localhost}. Bring your own: $OPT_DIR/secrets/$certificate and $key."
}

# make_missing_secrets <into> <folder of those that are there>: what is there is never touched.
make_missing_secrets() {
  local name pass
  mkdir -p "$1"
  # Those that are made of others come after them.
  for pass in plain made; do
    for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do
      if [[ ${M_SECRET_FORMAT[$name]} == url ]]; then [[ $pass == made ]] || continue; else [[ $pass == plain ]] || continue; fi
      [[ ! -e $2/$name && ! -e $1/$name ]] || continue
      make_secret "$name" "$1" "$2"
    done
  done
}

# --- Secrets that were brought: looked at before anything is done, since a proxy with a wrong pair starts for nobody ---

readonly RENEWAL_DAYS=30

# check_secrets <folder of new ones> <folder of those that are there>: adds faults and notes.
check_secrets() {
  local name file
  for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do
    file=$(secret_file "$1" "$2" "$name")
    if [[ -z $file ]]; then
      [[ ${M_SECRET_FORMAT[$name]} != given ]] ||
        fault "$E_CONFIG" "The secret $name has to be brought: put it into $OPT_DIR/secrets/$name."
    elif [[ ! -f $file || ! -s $file ]] && [[ ${M_SECRET_FORMAT[$name]} != retired-keys ]]; then
      fault "$E_CONFIG" "The secret $name is there and empty: put its value into $OPT_DIR/secrets/$name$(is_installed || printf ', or remove it, and one is made')."
    fi
  done
  check_pair "$1" "$2"
}

# A service that is stopped with a secret emptied does not start again.
need_secrets() {
  is_installed || return 0
  use_installed
  FAULTS=() FAULT_CODE=0
  check_secrets "$OPT_DIR/secrets" "$OPT_DIR/secrets"
  report_configuration
}

# secret_file <folder of new ones> <folder of those that are there> <name>: the one that is to be used.
secret_file() {
  if [[ -e $1/$3 ]]; then printf '%s' "$1/$3"; elif [[ -e $2/$3 ]]; then printf '%s' "$2/$3"; fi
}

# secret_of_format <format>: the name of the one that the tier has of it, if any.
secret_of_format() {
  local name
  for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do
    [[ ${M_SECRET_FORMAT[$name]} != "$1" ]] || printf '%s' "$name"
  done
}

# Key and certificate of the proxy: whether they are what they should be, and belong together.
check_pair() {
  local key certificate of_key
  certificate=$(secret_of_format tls-certificate)
  key=$(secret_of_format tls-key)
  [[ -n $certificate && -n $key ]] || return 0
  certificate=$(secret_file "$1" "$2" "$certificate")
  key=$(secret_file "$1" "$2" "$key")
  [[ -f $certificate && -s $certificate && -f $key && -s $key ]] || return 0
  if ! command -v openssl >/dev/null; then
    NOTES+=('openssl is not here: the certificate was not looked at.')
    return 0
  fi
  if ! of_key=$(openssl pkey -in "$key" -pubout -passin pass: 2>/dev/null); then
    fault "$E_CONFIG" "tls-key is no private key in PEM without a passphrase."
  elif ! openssl x509 -in "$certificate" -noout 2>/dev/null; then
    fault "$E_CONFIG" "tls-certificate is no certificate in PEM."
  elif [[ $of_key != "$(openssl x509 -in "$certificate" -pubkey -noout 2>/dev/null)" ]]; then
    fault "$E_CONFIG" "tls-key does not belong to tls-certificate. The server's own certificate comes first in that file, its issuers behind it."
  else
    check_dates "$certificate"
    check_name "$certificate"
  fi
}

# What was in use already must not keep anybody from an upgrade or a restore: of that, it is only said.
check_dates() {
  local from until now
  from=$(date -d "$(openssl x509 -in "$1" -noout -startdate | cut -d = -f 2)" +%s)
  until=$(date -d "$(openssl x509 -in "$1" -noout -enddate | cut -d = -f 2)" +%s)
  now=$(date +%s)
  if ((from > now)); then
    of_pair "$1" "tls-certificate is good only from $(date -u -d "@$from" +%FT%TZ) on. Is the clock of this machine right?"
  elif ((until <= now)); then
    of_pair "$1" "tls-certificate was good until $(date -u -d "@$until" +%FT%TZ): bring a new one."
  elif ((until - now < RENEWAL_DAYS * 86400)); then
    NOTES+=("tls-certificate is good until $(date -u -d "@$until" +%FT%TZ) only.")
  fi
}

# of_pair <certificate> <message>: a fault of one that is new here, a note on one that is in use.
of_pair() {
  if [[ $1 == "$OPT_DIR"/* ]] && grep -qsF $'\ttls-certificate\t' "$STATE/base/compose/tiers/$(stamp tier).flat"; then
    NOTES+=("$2")
  else
    fault "$E_CONFIG" "$2"
  fi
}

# Behind another proxy the name may be another one: it is only said.
check_name() {
  local host check=-checkhost
  host=$(public_host)
  [[ -n $host ]] || return 0
  # Of a name, openssl would say that it matches as an address.
  if [[ $host =~ ^[0-9.]+$ ]]; then check=-checkip; fi
  if [[ $(openssl x509 -in "$1" -noout "$check" "$host" 2>/dev/null) == *'NOT match'* ]]; then
    NOTES+=("tls-certificate is not for $host, which TENANTRY_PUBLIC_URL names: browsers will refuse it.")
  fi
}

# The name or address in TENANTRY_PUBLIC_URL.
public_host() {
  [[ $(env_value "$STAGE/.env" TENANTRY_PUBLIC_URL) =~ ^https?://([A-Za-z0-9.-]+) ]] || return 0
  printf '%s' "${BASH_REMATCH[1]}"
}

# --- Lock and journal -----------------------------------------------------------------------------------------

STATE=''     # <dir>/.tenantry
OPERATION='' # what is under way; empty when nothing is
LOCK_HELD=0
MADE=() # folders that this run made; a run that is refused takes them away again
FAULT_FIRED=0

# The kernel lets go of the lock when its owner is gone, however it went.
take_lock() {
  command -v flock >/dev/null || die "$E_FILES" 'flock is not here (Debian: util-linux).'
  local folder
  for folder in "$STATE" "$OPT_DIR"; do
    if [[ ! -d $folder ]]; then MADE+=("$folder"); fi
  done
  mkdir -p "$STATE" 2>/dev/null || die "$E_FILES" "Cannot write to $OPT_DIR. Nothing was done."
  chmod 0700 "$STATE" 2>/dev/null || true
  { exec 9>>"$STATE/lock"; } 2>/dev/null || die "$E_FILES" "Cannot write to $STATE. Nothing was done."
  # A file that was removed meanwhile is nobody's lock any more.
  if ! flock -n 9 || [[ ! $STATE/lock -ef /proc/self/fd/9 ]]; then
    exec 9>&-
    die "$E_LOCKED" "Another install_tier.sh is at work in $OPT_DIR. Nothing was done."
  fi
  LOCK_HELD=1
  LOG=$STATE/log
  # What a run that was killed had staged, secrets among it.
  rm -rf "$STATE/scratch"
  shorten_records
}

# Neither record grows for ever. What is under way is in the journal whole.
shorten_records() {
  [[ -z $(journal_unfinished) ]] || return 0
  shorten "$STATE/journal" 1000
  shorten "$STATE/log" 20000
}

# shorten <file> <lines>: keeps the newer half of a file that has more.
shorten() {
  if [[ -f $1 && $(wc -l <"$1") -gt $2 ]]; then
    { tail -n $(($2 / 2)) "$1" >"$1.new" && mv "$1.new" "$1"; } || rm -f "$1.new"
  fi
}

# Of a run that was refused before it did anything nothing stays, not even the folder.
leave_no_trace() {
  [[ $LOCK_HELD == 1 && ${#MADE[@]} -gt 0 && ! -s $STATE/journal && ! -e $STATE/stamp && ! -e $STATE/uninstalled ]] || return 0
  LOG=''
  if [[ ${MADE[0]} == "$STATE" ]]; then rm -rf "$STATE"; fi
  if [[ ${MADE[-1]} == "$OPT_DIR" ]]; then rmdir "$OPT_DIR" 2>/dev/null || true; fi
}

# One line for each thing that begins or ends: time, operation, step, begun or done.
journal() {
  printf '%s %s %s %s\n' "$(date -u +%FT%TZ)" "$OPERATION" "$1" "$2" >>"$STATE/journal" ||
    die "$E_FILES" "$STATE/journal cannot be written: is the disk full?"
  sync "$STATE/journal" 2>/dev/null || true
  fault_here "$1-$2"
}

# Tests end or fail the script exactly here.
fault_here() {
  [[ $FAULT_FIRED == 0 && -n $FAULT_AFTER && $FAULT_AFTER == "$1" ]] || return 0
  FAULT_FIRED=1
  if [[ $FAULT_SIGNAL == FAIL ]]; then die "$E_FAILED" "A fault was wanted after $1."; fi
  kill -s "$FAULT_SIGNAL" $$
  # The trap of a signal runs between two commands.
  sleep 0.01
}

# step <name> <command…>
step() {
  local name=$1
  shift
  journal "$name" begun
  "$@"
  journal "$name" 'done'
}

# journal_last: operation, step and state of the last line; nothing when all is finished.
journal_unfinished() {
  [[ -s $STATE/journal ]] || return 0
  # A line that was cut short by a kill says nothing.
  awk 'NF == 4 { line = $2 " " $3 " " $4 } END { if (line !~ / (finished|undone) done$/) print line }' "$STATE/journal"
}

# journal_has <operation> <step> <state>
journal_has() {
  awk -v operation="$1" -v step="$2" -v state="$3" '$2 == operation && $3 == step && $4 == state { found = 1 } END { exit !found }' "$STATE/journal"
}

stamp() {
  [[ -f $STATE/stamp ]] || return 0
  sed -n "s/^$1=//p" "$STATE/stamp"
}

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

# --- Where files come from: the release this script is part of, or a bundle ---------------------------------------

SOURCE=''  # folder that holds compose/
SCRATCH='' # folder of our own, removed at the end

# Whoever changes something has it in the installation, where the next run finds and removes what a killed one left.
scratch() {
  [[ -z $SCRATCH ]] || return 0
  if [[ $LOCK_HELD == 1 ]]; then
    SCRATCH=$STATE/scratch
    mkdir -p "$SCRATCH" || die "$E_FILES" "$SCRATCH cannot be made: is the disk full?"
    return 0
  fi
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/tenantry-install.XXXXXX") ||
    die "$E_FILES" 'No temporary folder can be made.'
}

# The second line holds the checksum of all the others.
checksum_says() {
  sed -n '2s/^# sha256 of the other lines: \([0-9a-f]\{64\}\)$/\1/p' "$SELF"
}

verify_self() {
  local wanted made
  wanted=$(checksum_says)
  made=$(sed 2d "$SELF" | sha256sum | cut -d ' ' -f 1)
  [[ -n $wanted && $wanted == "$made" ]] ||
    die "$E_ALTERED" "$SELF is not as it was released: its checksum is $made, and it says ${wanted:-nothing}. Nothing was done."
}

find_source() {
  if [[ -n $OPT_FROM_BUNDLE ]]; then
    open_bundle "$OPT_FROM_BUNDLE"
  else
    SOURCE=$(dirname "$(dirname "$SELF")")
  fi
  [[ -d $SOURCE/compose/tiers ]] ||
    die "$E_CONFIG" "$SOURCE/compose is not there: keep this script in the folder of its release, or use --from-bundle."
}

# open_bundle <file>: takes it apart in a folder of its own, and believes nothing before every checksum was right.
open_bundle() {
  local file=$1 made listed
  [[ -f $file ]] || die "$E_ALTERED" "There is no bundle $file."
  scratch
  # What is looked at is what is unpacked, whoever writes to the file meanwhile.
  cp "$file" "$SCRATCH/bundle.tar" || die "$E_FILES" "$SCRATCH cannot hold the bundle: is the disk full?"
  file=$SCRATCH/bundle.tar
  made=$(sha256sum "$file" | cut -d ' ' -f 1)
  [[ -z $OPT_BUNDLE_SHA256 || $OPT_BUNDLE_SHA256 == "$made" ]] ||
    die "$E_ALTERED" "The bundle has the checksum $made, not the wanted one. Nothing was loaded."
  SOURCE=$SCRATCH/bundle
  mkdir -p "$SOURCE"
  listed=$(tar --force-local -tvf "$file" 2>/dev/null) || die "$E_ALTERED" "$1 is no bundle, or was cut short. Nothing was loaded."
  # Only plain files and folders, and none of them outside.
  if [[ $(awk '{ print substr($1, 1, 1) }' <<<"$listed" | grep -cv '^[-d]$') != 0 ||
  $(tar --force-local -tf "$file" 2>/dev/null | grep -cE '^/|(^|/)\.\.(/|$)') != 0 ]]; then
    die "$E_ALTERED" "$1 holds what a bundle does not. Nothing was loaded."
  fi
  tar --force-local -xf "$file" -C "$SOURCE" --no-same-owner --no-same-permissions 2>/dev/null ||
    die "$E_ALTERED" "$1 was cut short, or the disk is full. Nothing was loaded."
  rm -f "$file"
  chmod -R u=rwX "$SOURCE"
  [[ -f $SOURCE/SHA256SUMS ]] || die "$E_ALTERED" "$1 has no list of checksums. Nothing was loaded."
  (cd "$SOURCE" && sha256sum --check --strict --quiet SHA256SUMS >/dev/null 2>&1) ||
    die "$E_ALTERED" "$1 was altered: a checksum is wrong. Nothing was loaded."
  listed=$(cd "$SOURCE" && find . ! -type d ! -path ./SHA256SUMS | sort)
  [[ $listed == "$(sed 's/^[0-9a-f]* [ *]//' "$SOURCE/SHA256SUMS" | sort)" ]] ||
    die "$E_ALTERED" "$1 holds files that its list does not name. Nothing was loaded."
}

# copy_compose <from folder> <to folder>: what an installation keeps of compose/.
copy_compose() {
  mkdir -p "$2"
  (cd "$1" && tar -cf - --exclude=./stand-ins --exclude='*.test.*' --exclude='*.md' .) | tar -xf - -C "$2" --no-same-owner ||
    die "$E_FILES" "$2 could not be written: is the disk full?"
  # Services read what is mounted from here as another user.
  find "$2" -type d -exec chmod 0755 {} + && find "$2" -type f -exec chmod 0644 {} +
}

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

# --- What was changed by hand: what Compose read last is kept, so that it is seen, and can be gone back from --------

# files_read_by_compose <folder>: one a line.
files_read_by_compose() {
  (cd "$1" && find .env control-plane.env compose -type f 2>/dev/null | sort) || true
}

# changed_by_hand: files that are not as they were when the services were started last.
changed_by_hand() {
  local file
  [[ -d $STATE/applied ]] || return 0
  while IFS= read -r file; do
    cmp -s "$STATE/applied/$file" "$OPT_DIR/$file" || printf '%s\n' "$file"
  done < <({ files_read_by_compose "$STATE/applied" && files_read_by_compose "$OPT_DIR"; } | sort -u)
}

# copy_settings <from> <into>: what there is of it.
copy_settings() {
  local name
  for name in .env control-plane.env compose; do
    if [[ -e $1/$name ]]; then cp -a "$1/$name" "$2/" || die "$E_FILES" "$STATE could not be written: is the disk full?"; fi
  done
}

keep_applied() {
  rm -rf "$STATE/applied.part"
  mkdir "$STATE/applied.part" && copy_settings "$OPT_DIR" "$STATE/applied.part"
  rm -rf "$STATE/applied"
  mv -T "$STATE/applied.part" "$STATE/applied"
}

# stage_services_env [folder that has another one]: the control plane's further settings are the admin's alone.
stage_services_env() {
  local file=$OPT_DIR/control-plane.env
  [[ ! -L $file ]] || die "$E_CONFIG" "$file is a link: put the file itself there. Nothing was done."
  if [[ -f ${1:-}/control-plane.env ]]; then file=$1/control-plane.env; fi
  if [[ -f $file ]]; then cp -p "$file" "$STAGE/control-plane.env"; fi
}

# What does not come up is taken out of use, and not thrown away.
put_aside_by_hand() {
  local changed
  changed=$(changed_by_hand | tr '\n' ' ')
  [[ -n $changed ]] || return 0
  rm -rf "$STATE/refused"
  mkdir "$STATE/refused" && copy_settings "$OPT_DIR" "$STATE/refused" && printf '%s\n' "$OPERATION" >"$STATE/refused/operation"
  warn "What you had changed by hand is in $STATE/refused: ${changed% }."
}

# A run that was killed before it had started anything with them says nothing against the admin's own files.
take_back_by_hand() {
  local file
  [[ $RECOVERING == 1 && $OPERATION =~ ^(install|upgrade|rotate-secret)\. && $(cat "$STATE/refused/operation" 2>/dev/null) == "$OPERATION" ]] || return 0
  if journal_has "$OPERATION" start begun; then return 0; fi
  for file in control-plane.env compose/compose.local.yaml; do
    if [[ -f $STATE/refused/$file ]]; then put "$STATE/refused/$file" "$OPT_DIR/$file"; fi
  done
}

put_back_services_env() {
  if [[ -f $STATE/former/control-plane.env ]]; then
    put "$STATE/former/control-plane.env" "$OPT_DIR/control-plane.env"
  elif [[ -d $STATE/applied ]]; then
    rm -f "$OPT_DIR/control-plane.env"
  fi
}

# tight <file>: only its owner reads what has passwords in it.
tight() {
  if [[ -f $1 && ! -L $1 ]]; then chmod 0600 "$1" 2>/dev/null || true; fi
}

# --- The data folder: whether it is ours to fill, and to remove -------------------------------------------------------

# What says so, by its own path: a copy of the folder is not ours.
readonly DATA_MARK=.tenantry-data

# data_folder <env file>
data_folder() {
  local data
  data=$(env_value "$1" TENANTRY_DATA_DIR)
  printf '%s' "${data:-$OPT_DIR/data}"
}

# is_inside <path>: of the installation, wherever links and .. lead.
is_inside() {
  [[ $(readlink -m "$1") == "$(readlink -m "$OPT_DIR")"/* ]]
}

is_marked() {
  [[ -f $1/$DATA_MARK && ! -L $1/$DATA_MARK && $(cat "$1/$DATA_MARK") == "$(readlink -m "$1")" ]]
}

mark_data_folder() {
  is_marked "$1" || { rm -f "$1/$DATA_MARK" && readlink -m "$1" >"$1/$DATA_MARK"; } || die "$E_FILES" "$1 cannot be written."
}

# check_data_folder <path>: adds a fault when the folder is somebody else's.
check_data_folder() {
  local name other
  if [[ $1 != /* || "$1/" == */../* || $(readlink -m "$1") == / ]]; then
    fault "$E_CONFIG" "TENANTRY_DATA_DIR=$1: a whole path is wanted, without .., and not /."
    return 0
  fi
  for name in secrets backups compose .tenantry; do
    if [[ "$(readlink -m "$1")/" == "$(readlink -m "$OPT_DIR/$name")"/* ]]; then
      fault "$E_CONFIG" "TENANTRY_DATA_DIR=$1: $OPT_DIR/$name is kept for other files."
      return 0
    fi
  done
  if [[ $(readlink -m "$1") == "$(readlink -m "$OPT_DIR")" ]]; then
    fault "$E_CONFIG" "TENANTRY_DATA_DIR=$1: it is the folder of the installation itself. Take one in it, such as $1/data."
  elif [[ -d $1 ]] && ! is_inside "$1" && ! is_marked "$1"; then
    other=$(foreign_entry "$1")
    [[ -z $other ]] || fault "$E_CONFIG" "TENANTRY_DATA_DIR=$1: $other in it is not Tenantry's. Take a folder that is empty, or is not there yet, such as $1/tenantry."
  fi
}

# The first thing in a folder that is not of a tier, if any.
foreign_entry() {
  local name ours
  ours=" $DATA_MARK lost+found $(tier_directories "$STAGE/compose") "
  while IFS= read -r name; do
    if [[ $ours != *" $name "* ]]; then
      printf '%s' "$name"
      return 0
    fi
  done < <(find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null)
}

# tier_directories <compose folder>: of all tiers, on one line.
tier_directories() {
  cat "$1"/tiers/*.flat 2>/dev/null | awk -F '\t' '$1 == "directory" && !seen[$2]++ { printf "%s%s", space, $2; space = " " }'
}

# purge_data: what is ours below the installation goes; the rest stays, and is named.
purge_data() {
  local data name sub
  data=$(data_folder "$OPT_DIR/.env")
  for name in "$OPT_DIR"/data "$OPT_DIR"/data-* "$data"; do
    [[ -d $name ]] || continue
    if [[ -L $name ]] || ! is_inside "$name"; then
      if [[ $name == "$data" || -L $name ]]; then warn "$name is outside of $OPT_DIR, and stays: remove it yourself."; fi
    elif is_marked "$name"; then
      rm -rf "$name"
    elif [[ $name == "$OPT_DIR/data" || $name == "$data" ]]; then
      # Made by a version that left no mark.
      for sub in $(tier_directories "$OPT_DIR/compose"); do rm -rf "${name:?}/$sub"; done
      rmdir "$name" 2>/dev/null || warn "$name holds what is not Tenantry's, and stays."
    else
      warn "$name was not made by this script, as far as it can tell, and stays."
    fi
  done
}

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

# --- A backup: one file and one passphrase, from which a lost machine comes back -------------------------------------
#
#   <name>.backup, a tar of    configuration   settings, secrets and Compose files, encrypted with the passphrase
#                              data.export     the control plane's own export, encrypted with the passphrase
#                              seal            checksums of both, and an HMAC of those by the passphrase
#
# The passphrase is secrets/export-passphrase, and the only secret that is not in the file. AES-256-CBC by openssl keeps
# the configuration secret; the HMAC is looked at before anything is decrypted. docs/reference/installer.md has the
# commands to open one by hand.

readonly BACKUP_FORMAT='tenantry-backup 1'
# Of PBKDF2 with SHA-256. Never read from a file: whoever alters one could have this machine count for years.
readonly KEY_ITERATIONS=600000
# What only they open is in the data: they come along with it.
readonly KEYS_OF_DATA='sealing-key sealing-old-keys webhook-key webhook-old-keys'

# bytes_of <hex>: as they are, to stdout. No program gets to see a key as an argument.
bytes_of() {
  local rest=$1
  while [[ -n $rest ]]; do
    # shellcheck disable=SC2059
    printf "\\x${rest:0:2}"
    rest=${rest:2}
  done
}

# padded <hex of a key of 32 bytes> <number>: the key of one round of HMAC, a block of 64 bytes.
padded() {
  local text='' at
  for ((at = 0; at < 64; at += 2)); do text+=$(printf '%02x' $((16#${1:at:2} ^ $2))); done
  for ((at = 0; at < 32; at++)); do text+=$(printf '%02x' "$2"); done
  bytes_of "$text"
}

# hmac_sha256 <hex of a key of 32 bytes>: of stdin, in hex (RFC 2104).
hmac_sha256() {
  local inner
  inner=$({ padded "$1" 0x36 && cat; } | sha256sum | cut -d ' ' -f 1)
  { padded "$1" 0x5c && bytes_of "$inner"; } | sha256sum | cut -d ' ' -f 1
}

# key_of <file with a passphrase> <salt in hex>: 32 bytes in hex.
key_of() {
  openssl enc -aes-256-cbc -pbkdf2 -iter "$KEY_ITERATIONS" -md sha256 -S "$2" -pass "file:$1" -P </dev/null | sed -n 's/^key *= *//p' | tr 'A-F' 'a-f'
}

# wrap_backup <name> <export below backups/>: makes backups/<name>.backup of it, whole or not at all.
wrap_backup() {
  need_openssl "$1.backup"
  rm -rf "$STATE/work"
  write_backup "$STATE/work" "$OPT_DIR/backups/$2" "$OPT_DIR/backups/$1.backup" ||
    die "$E_DATA" "$OPT_DIR/backups/$1.backup could not be written: is the disk full?"
  rm -rf "$STATE/work"
}

# write_backup <folder to work in> <export> <backup to be>
write_backup() {
  local passphrase=$OPT_DIR/secrets/export-passphrase
  mkdir -p "$1/configuration.d" &&
    pack_configuration "$1/configuration.d" && mv -T "$2" "$1/data.export" && [[ -f $1/data.export && ! -L $1/data.export ]] &&
    tar -czf - -C "$1/configuration.d" . |
    openssl enc -aes-256-cbc -pbkdf2 -iter "$KEY_ITERATIONS" -md sha256 -salt -pass "file:$passphrase" -out "$1/configuration" &&
    seal_of "$1" "$passphrase" "$(random_bytes 8 | od -An -v -tx1 | tr -d ' \n')" >"$1/seal" &&
    tar --owner=0 --group=0 --numeric-owner -cf "$1/backup" -C "$1" configuration data.export seal &&
    mv -T "$1/backup" "$3"
}

# pack_configuration <folder>: everything of an installation but its data, its past and the passphrase.
pack_configuration() {
  cp -a "$OPT_DIR/.env" "$OPT_DIR/compose" "$OPT_DIR/secrets" "$STATE/base" "$STATE/stamp" "$1/" || return 1
  if [[ -f $OPT_DIR/control-plane.env ]]; then cp -a "$OPT_DIR/control-plane.env" "$1/" || return 1; fi
  printf '%s\n' "$OPT_DIR" >"$1/directory" && rm -f "$1/secrets/export-passphrase"
}

# seal_of <folder with both parts> <file with the passphrase> <salt>
seal_of() {
  local text key
  text=$(printf '%s\nsalt %s\n' "$BACKUP_FORMAT" "$3" && cd "$1" && sha256sum configuration data.export) || return 1
  key=$(key_of "$2" "$3")
  [[ $key =~ ^[0-9a-f]{64}$ ]] || return 1
  printf '%s\nhmac %s\n' "$text" "$(hmac_sha256 "$key" <<<"$text")"
}

# is_backup_file <file>: or an export, which is the data alone.
is_backup_file() {
  [[ $(tar -tf "$1" 2>/dev/null | head -n 1) == configuration ]]
}

# open_backup <file> <file with the passphrase>: the parts in STATE/work, the configuration in SCRATCH/configuration.
open_backup() {
  local work=$STATE/work salt
  scratch
  need_openssl 'a backup'
  rm -rf "$work" "$SCRATCH/configuration"
  mkdir -p "$work" "$SCRATCH/configuration"
  # Three plain files, and nothing else.
  [[ $(tar -tvf "$1" 2>/dev/null | awk '{ print substr($1, 1, 1) $NF }' | tr '\n' ' ') == '-configuration -data.export -seal ' ]] ||
    die "$E_ALTERED" "$1 is no backup, or was cut short. Nothing was done."
  tar -xf "$1" -C "$work" --no-same-owner 2>/dev/null ||
    die "$E_ALTERED" "$1 was cut short, or the disk is full. Nothing was done."
  [[ $(head -n 1 "$work/seal") == "$BACKUP_FORMAT" ]] || die "$E_ALTERED" "$1 is a backup of another kind than this script knows. Nothing was done."
  salt=$(sed -n '2s/^salt \([0-9a-f]\{16\}\)$/\1/p' "$work/seal")
  [[ -n $salt ]] || die "$E_ALTERED" "$1 was altered. Nothing was done."
  (cd "$work" && sed -n '3,4p' seal | sha256sum --check --strict --quiet >/dev/null 2>&1) ||
    die "$E_ALTERED" "$1 was altered: a checksum is wrong. Nothing was done."
  pick_passphrase "$work" "$2" "$salt" ||
    die "$E_ALTERED" "$1 opens with another passphrase, or was altered. Nothing was done."
  openssl enc -d -aes-256-cbc -pbkdf2 -iter "$KEY_ITERATIONS" -md sha256 -pass "file:$2" -in "$work/configuration" |
    tar -xzf - -C "$SCRATCH/configuration" --no-same-owner ||
    die "$E_ALTERED" "The configuration in $1 cannot be read, or the disk is full. Nothing was done."
}

# pick_passphrase <folder of the parts> <file with the passphrase> <salt>: the file gets the one that fits, of those that
# were rotated away here, too; 1 when none does.
pick_passphrase() {
  local file
  for file in "$2" "$OPT_DIR"/secrets/export-passphrase.*; do
    [[ -f $file && $(seal_of "$1" "$file" "$3") == "$(cat "$1/seal")" ]] || continue
    [[ $file == "$2" ]] || cp "$file" "$2"
    return 0
  done
  return 1
}

# find_passphrase: PASSPHRASE becomes a file with it: the one given, the one that is here, or what a person types.
PASSPHRASE=''
find_passphrase() {
  scratch
  PASSPHRASE=$SCRATCH/passphrase
  if [[ $OPT_PASSPHRASE_FILE == - ]]; then
    cat >"$PASSPHRASE"
  elif [[ -n $OPT_PASSPHRASE_FILE ]]; then
    cat "$OPT_PASSPHRASE_FILE" >"$PASSPHRASE" || die "$E_FILES" "$OPT_PASSPHRASE_FILE cannot be read. Nothing was done."
  elif [[ -f $OPT_DIR/secrets/export-passphrase ]]; then
    cat "$OPT_DIR/secrets/export-passphrase" >"$PASSPHRASE"
  elif [[ -t 0 ]]; then
    local typed
    read -r -s -p 'Passphrase of the backup: ' typed
    printf '\n'
    printf '%s' "$typed" >"$PASSPHRASE"
  else
    die "$E_USAGE" 'What is the passphrase of the backup? Give it by --passphrase-file FILE. Nothing was done.'
  fi
  # The end of the line that an editor adds is no part of it.
  printf '%s' "$(tr -d '\r' <"$PASSPHRASE")" >"$PASSPHRASE.plain" && mv "$PASSPHRASE.plain" "$PASSPHRASE"
  [[ -s $PASSPHRASE ]] || die "$E_CONFIG" 'The passphrase is empty. Nothing was done.'
}

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

# --- Another value of a secret, or the reason why a file alone cannot change it --------------------------------------

command_rotate_secret() {
  need_installation
  [[ -n ${M_SECRET_FORMAT[$OPT_SECRET]:-} ]] || die "$E_CONFIG" "The tier $M_TIER has no secret $OPT_SECRET. It has: ${M_SECRETS[*]}."
  [[ -z $OPT_FROM || -r $OPT_FROM ]] || die "$E_FILES" "$OPT_FROM cannot be read. Nothing was done."
  [[ -z $OPT_KEY || -r $OPT_KEY ]] || die "$E_FILES" "$OPT_KEY cannot be read. Nothing was done."
  refuse_rotation
  SOURCE=$STATE/base
  stage "$M_TIER"
  stage_rotation
  chmod 0600 "$STAGE"/secrets/*
  check_staged
  ! cmp -s "$STAGE/secrets/$OPT_SECRET" "$OPT_DIR/secrets/$OPT_SECRET" || die "$E_REFUSED" "$OPT_SECRET is the same already. Nothing was done."
  REPLACES_SECRETS=1
  preflight "$STAGE"
  local note
  for note in "${NOTES[@]+"${NOTES[@]}"}"; do say "note: $note"; done
  apply rotate-secret
  OUTCOME="$OPT_SECRET is another one"
  say "$OPT_SECRET is another one. The one before is in .tenantry/previous/secrets until the next change."
}

# Why not, and what to do in its place.
refuse_rotation() {
  local refused=''
  case ${M_SECRET_FORMAT[$OPT_SECRET]} in
    url) refused='it is made of others: rotate those' ;;
    given) [[ -n $OPT_FROM ]] || refused='somebody else makes it: get another one there, and bring it by --from FILE' ;;
    tls-certificate | tls-key) refused=$(refuse_pair) ;;
    retired-keys) refused='it holds the keys of before: rotate the key itself' ;;
  esac
  case $OPT_SECRET in
    sealing-key | webhook-key)
      [[ -n $(retired_list) ]] || refused="version $M_VERSION keeps no keys of before, and what this one signed or encrypted would be unreadable: upgrade first"
      ;;
    # It is taken at the first start alone.
    grafana-admin-password) refused='Grafana keeps its own since the first start: change it there, in the profile of the user admin' ;;
  esac
  if is_part_of_others && [[ -z $OPT_FROM ]]; then
    refused='the store itself knows it: change it there first, and then bring the same by --from FILE'
  fi
  [[ -z $refused ]] || die "$E_REFUSED" "$OPT_SECRET is not changed: $refused. Nothing was done."
}

# One that somebody signed is never replaced by one that nobody did.
refuse_pair() {
  local certificate
  certificate=$OPT_DIR/secrets/$(secret_of_format tls-certificate)
  if [[ -n $OPT_KEY && ${M_SECRET_FORMAT[$OPT_SECRET]} != tls-certificate ]]; then
    printf 'key and certificate go together: rotate-secret tls-certificate --from CERTIFICATE --key KEY'
  elif [[ -z $OPT_FROM && $(openssl x509 -in "$certificate" -noout -issuer 2>/dev/null | cut -d = -f 2-) != "$(openssl x509 -in "$certificate" -noout -subject 2>/dev/null | cut -d = -f 2-)" ]]; then
    printf 'somebody signed it: get another one there, and bring it by --from CERTIFICATE --key KEY'
  fi
}

# Whether another secret has it within, such as the address of a store.
is_part_of_others() {
  local name
  for name in "${M_SECRETS[@]}"; do
    [[ ${M_SECRET_TEMPLATE[$name]} != *"{$OPT_SECRET}"* ]] || return 0
  done
  return 1
}

# Fills STAGE/secrets with what changes, and nothing else.
stage_rotation() {
  local name key
  if [[ -n $OPT_FROM ]]; then
    cp "$OPT_FROM" "$STAGE/secrets/$OPT_SECRET" || die "$E_FILES" "$OPT_FROM cannot be read."
    key=$(secret_of_format tls-key)
    [[ -z $OPT_KEY ]] || cp "$OPT_KEY" "$STAGE/secrets/$key" || die "$E_FILES" "$OPT_KEY cannot be read."
  else
    make_secret "$OPT_SECRET" "$STAGE/secrets" "$SCRATCH/none"
  fi
  for name in "${M_SECRETS[@]}"; do
    if [[ ${M_SECRET_TEMPLATE[$name]} == *"{$OPT_SECRET}"* ]]; then make_secret "$name" "$STAGE/secrets" "$OPT_DIR/secrets"; fi
  done
  retire_key
  consequences
}

# The secret that holds the former values of the one to be changed, if it has such a one.
retired_list() {
  local list=${OPT_SECRET%-key}-old-keys
  [[ ${M_SECRET_FORMAT[$list]:-} != retired-keys ]] || printf '%s' "$list"
}

# What was encrypted or signed with the former key stays readable by it. The list goes from the newest to the oldest.
retire_key() {
  local list
  list=$(retired_list)
  [[ -n $list ]] || return 0
  if [[ ${M_SECRET_FORMAT[$OPT_SECRET]} == ed25519 ]]; then
    need_openssl "$list"
    { openssl pkey -in "$OPT_DIR/secrets/$OPT_SECRET" -pubout && cat "$OPT_DIR/secrets/$list"; } >"$STAGE/secrets/$list" 2>/dev/null ||
      die "$E_CONFIG" "$OPT_SECRET is no key in PEM. Nothing was done."
  else
    { cat "$OPT_DIR/secrets/$OPT_SECRET" && sed 's/^./,&/' "$OPT_DIR/secrets/$list"; } | tr -d '\n' >"$STAGE/secrets/$list"
  fi
}

# What is to be known of it.
consequences() {
  local key
  case ${M_SECRET_FORMAT[$OPT_SECRET]} in
    api-key) NOTES+=('the key of before still opens: revoke it, see docs/how-to/keys.md.') ;;
  esac
  case $OPT_SECRET in
    export-passphrase)
      # Nothing is written into this file but a passphrase that backups were made with.
      key=export-passphrase.$(now_in_names)
      cp "$OPT_DIR/secrets/export-passphrase" "$STAGE/secrets/$key"
      NOTES+=("backups of before open with the passphrase of before only: secrets/$key. Keep both elsewhere.")
      ;;
    # Members that know each other by two files would not meet.
    mongodb-keyfile) WANT_DOWN=1 ;;
  esac
}

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

# --- Main: on the last line, so that a script that was cut short does nothing, and one that is replaced while it runs ---
# --- reads nothing of what took its place ------------------------------------------------------------------------------

main() {
  SELF=$(readlink -f "${BASH_SOURCE[0]}")
  readonly SELF
  parse_options "$@"
  STATE=$OPT_DIR/.tenantry
  trap 'on_exit $?' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  trap '' PIPE
  if [[ $COMMAND == verify ]]; then
    command_verify
    return 0
  fi
  skipped checksum || verify_self
  case $COMMAND in
    status) command_status ;;
    support-bundle) command_support_bundle ;;
    bundle) command_bundle ;;
    *) change "$@" ;;
  esac
}

change() {
  if [[ $OPT_DRY_RUN == 1 ]]; then
    [[ -z $(journal_unfinished) ]] || say 'A run was ended before it was through: a real run would put that right first.'
  else
    need_a_folder
    take_lock
    if [[ $COMMAND != install && $COMMAND != restore ]] || is_installed; then need_engine; fi
    recover
  fi
  case $COMMAND in
    install) command_install ;;
    upgrade) command_upgrade ;;
    rollback) command_rollback ;;
    change-tier) command_change_tier ;;
    rotate-secret) command_rotate_secret ;;
    backup)
      need_secrets
      command_backup
      ;;
    restore) command_restore ;;
    uninstall) command_uninstall ;;
  esac
}

# An installation makes its folder; nothing else has a reason to.
need_a_folder() {
  if [[ $COMMAND != install && $COMMAND != restore && ! -d $STATE ]]; then
    die "$E_NOT_INSTALLED" "Nothing is installed in $OPT_DIR. Nothing was done."
  fi
}

# Read as one piece, with its end.
{
  main "$@"
  builtin exit
}
