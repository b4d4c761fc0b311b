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
