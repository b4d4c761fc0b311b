# --- Secrets: files that only the services' user reads; never in .env, never shown ------------------------------

# random_bytes <n>: from the kernel, as they are.
random_bytes() {
  head -c "$1" /dev/urandom
}

# letters <n>: of 62 letters and digits, without a bias.
letters() {
  local text=''
  while [[ ${#text} -lt $1 ]]; do
    text+=$(random_bytes 256 | tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:$1}"
}

# make_secret <name> <folder to write to> <folder of those that are there>: writes the file; prints nothing.
make_secret() {
  local name=$1 into=$2 kept=$3 bytes=${M_SECRET_BYTES[$1]}
  local file=$into/$name
  case ${M_SECRET_FORMAT[$name]} in
    hex) random_bytes "$bytes" | od -An -v -tx1 | tr -d ' \n' >"$file" ;;
    base64) random_bytes "$bytes" | base64 -w 0 >"$file" ;;
    api-key) printf 'tny_%s_%s' "$(random_bytes 16 | od -An -v -tx1 | tr -d ' \n')" "$(letters 43)" >"$file" ;;
    ed25519)
      need_openssl "$name"
      openssl genpkey -algorithm ed25519 -out "$file" 2>/dev/null
      ;;
    retired-keys) : >"$file" ;;
    url) fill_template "$name" "$into" "$kept" >"$file" ;;
    tls-key | tls-certificate) make_certificate "$into" "$kept" ;;
    # check_secrets asks for it, together with all else that is missing.
    given) return 0 ;;
    *) die "$E_CONFIG" "The secret $name has an unknown format, ${M_SECRET_FORMAT[$name]}." ;;
  esac
  if [[ -f $file && ! -s $file && ${M_SECRET_FORMAT[$name]} != retired-keys ]]; then die "$E_FILES" "The secret $name could not be written: is the disk full?"; fi
}

need_openssl() {
  command -v openssl >/dev/null || die "$E_CONFIG" "openssl is needed to make $1. Install it, or bring $OPT_DIR/secrets/$1."
}

# A secret made of others, such as the address of a store with its password.
fill_template() {
  local text=${M_SECRET_TEMPLATE[$1]} other value
  while [[ $text =~ \{([a-z][a-z0-9._-]*)\} ]]; do
    other=${BASH_REMATCH[1]}
    value=$(cat "$2/$other" 2>/dev/null || cat "$3/$other" 2>/dev/null) ||
      die "$E_CONFIG" "The secret $1 is made of $other, which is not there."
    text=${text//"{$other}"/"$value"}
  done
  printf '%s' "$text"
}

# Key and certificate belong together: one of them alone is never made.
make_certificate() {
  local key='' certificate='' name
  for name in "${M_SECRETS[@]}"; do
    case ${M_SECRET_FORMAT[$name]} in tls-key) key=$name ;; tls-certificate) certificate=$name ;; esac
  done
  [[ ! -s $1/$key || ! -s $1/$certificate ]] || return 0
  [[ ! -e $2/$key && ! -e $2/$certificate ]] ||
    die "$E_CONFIG" "Of $key and $certificate only one is in $2. Bring both, or none."
  need_openssl "$key"
  local host names=DNS:localhost,IP:127.0.0.1
  host=$(public_host)
  if [[ $host =~ ^[0-9.]+$ ]]; then names+=",IP:$host"; elif [[ -n $host && $host != localhost ]]; then names+=",DNS:$host"; fi
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 397 -subj /CN=localhost \
    -addext "subjectAltName=$names" -keyout "$1/$key" -out "$1/$certificate" 2>/dev/null ||
    die "$E_CONFIG" "openssl makes no certificate for $names."
  warn "$certificate is one that this machine signed itself, for ${host:-localhost}. Bring your own: $OPT_DIR/secrets/$certificate and $key."
}

# make_missing_secrets <into> <folder of those that are there>: what is there is never touched.
make_missing_secrets() {
  local name pass
  mkdir -p "$1"
  # Those that are made of others come after them.
  for pass in plain made; do
    for name in "${M_SECRETS[@]+"${M_SECRETS[@]}"}"; do
      if [[ ${M_SECRET_FORMAT[$name]} == url ]]; then [[ $pass == made ]] || continue; else [[ $pass == plain ]] || continue; fi
      [[ ! -e $2/$name && ! -e $1/$name ]] || continue
      make_secret "$name" "$1" "$2"
    done
  done
}
