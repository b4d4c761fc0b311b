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
