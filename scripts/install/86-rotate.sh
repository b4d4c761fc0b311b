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
