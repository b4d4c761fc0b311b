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
