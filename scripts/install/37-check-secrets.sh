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
