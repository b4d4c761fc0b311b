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
