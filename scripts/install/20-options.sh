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
