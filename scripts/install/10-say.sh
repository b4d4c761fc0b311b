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
