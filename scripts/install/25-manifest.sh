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
