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
