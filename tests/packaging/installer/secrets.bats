#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

ENTERPRISE=(--tier enterprise --set TENANTRY_PUBLIC_URL=https://sample.example.com --set TENANTRY_OIDC_ISSUER=https://issuer.example.com
  --set TENANTRY_OIDC_AUDIENCES=tenantry --set TENANTRY_OIDC_CLIENT_ID=console --set 'TENANTRY_OIDC_ROLES={"admins":["admin"]}')

# pair <folder>: a key and a certificate for sample.example.com.
pair() {
  mkdir -p "$1"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=sample.example.com \
    -addext subjectAltName=DNS:sample.example.com -days 90 -keyout "$1/tls-key" -out "$1/tls-certificate" 2>/dev/null
}

# signed <folder> <first day> <last day>: one that an issuer of its own signed.
signed() {
  mkdir -p "$1/ca"
  : >"$1/ca/index.txt"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=Sample CA' -days 90 -keyout "$1/ca/key" -out "$1/ca/certificate" 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=sample.example.com -keyout "$1/tls-key" -out "$1/request" 2>/dev/null
  printf '[ca]\ndefault_ca=it\n[it]\ndatabase=%s/ca/index.txt\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n' "$1" >"$1/ca/config"
  openssl ca -batch -notext -config "$1/ca/config" -cert "$1/ca/certificate" -keyfile "$1/ca/key" -outdir "$1/ca" \
    -startdate "$2" -enddate "$3" -in "$1/request" -out "$1/tls-certificate" 2>/dev/null
}

bring() {
  mkdir -p "$HERE/secrets"
  cp "$1/tls-key" "$1/tls-certificate" "$HERE/secrets/"
  printf 'from the issuer' >"$HERE/secrets/oidc-client-secret"
}

nothing_done() {
  [[ ! -e $HERE/compose && ! -e $HERE/.env && ! -s $FAKE/containers ]]
}

@test "what enterprise wants and nobody brought is said at once, by name, and nothing is done" {
  installer install --tier enterprise
  exits 8
  for name in TENANTRY_PUBLIC_URL TENANTRY_OIDC_ISSUER TENANTRY_OIDC_ROLES oidc-client-secret; do says "$name"; done
  nothing_done
  [[ ! -e $HERE/secrets ]]
}

@test "key and certificate that do not belong together, are none, or have a passphrase are refused with 8" {
  pair "$BATS_TEST_TMPDIR/one"
  pair "$BATS_TEST_TMPDIR/other"
  bring "$BATS_TEST_TMPDIR/one"
  cp "$BATS_TEST_TMPDIR/other/tls-key" "$HERE/secrets/tls-key"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'tls-key does not belong to tls-certificate'
  openssl pkey -in "$BATS_TEST_TMPDIR/one/tls-key" -aes256 -passout pass:sample -out "$HERE/secrets/tls-key"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'without a passphrase'
  cp "$BATS_TEST_TMPDIR/one/tls-key" "$HERE/secrets/tls-key"
  printf 'not a certificate\n' >"$HERE/secrets/tls-certificate"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'tls-certificate is no certificate'
  : >"$HERE/secrets/oidc-client-secret"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'oidc-client-secret is there and empty'
  rm "$HERE/secrets/tls-key"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'only one is in'
  nothing_done
}

@test "a certificate that is not good yet or any more is refused with 8 and its day; one in use that ran out is only a note" {
  signed "$BATS_TEST_TMPDIR/old" 20200101000000Z 20200201000000Z
  signed "$BATS_TEST_TMPDIR/early" 20450101000000Z 20460101000000Z
  bring "$BATS_TEST_TMPDIR/old"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'was good until 2020-02-01'
  bring "$BATS_TEST_TMPDIR/early"
  installer install "${ENTERPRISE[@]}"
  exits 8
  says 'is good only from 2045-01-01'
  nothing_done
  pair "$BATS_TEST_TMPDIR/good"
  bring "$BATS_TEST_TMPDIR/good"
  installer install "${ENTERPRISE[@]}"
  exits 0
  bring "$BATS_TEST_TMPDIR/old"
  installer install --set TENANTRY_LOG_LEVEL=warn
  exits 0
  says 'was good until 2020-02-01'
}

@test "a certificate for another name than TENANTRY_PUBLIC_URL is said; one that is made here is for that name" {
  pair "$BATS_TEST_TMPDIR/other"
  bring "$BATS_TEST_TMPDIR/other"
  installer install "${ENTERPRISE[@]}" --set TENANTRY_PUBLIC_URL=https://console.example.com
  exits 0
  says 'is not for console.example.com'
  rm -rf "$HERE"
  mkdir -p "$HERE/secrets"
  printf 'from the issuer' >"$HERE/secrets/oidc-client-secret"
  : >"$FAKE/containers"
  installer install "${ENTERPRISE[@]}"
  exits 0
  openssl x509 -in "$HERE/secrets/tls-certificate" -noout -checkhost sample.example.com | grep -q 'does match'
}

# --- rotation: every secret of every tier changes, or says why not

# outcome <secret> [options]: the exit code.
outcome() {
  installer rotate-secret "$@"
  printf '%s %s\n' "$1" "$status"
}

@test "every secret of every tier is changed, or refused with 13 and what to do in its place" {
  pair "$BATS_TEST_TMPDIR/good"
  bring "$BATS_TEST_TMPDIR/good"
  installer install "${ENTERPRISE[@]}"
  exits 0
  signed "$BATS_TEST_TMPDIR/new" "$(date -u -d yesterday +%Y%m%d)000000Z" "$(date -u -d '90 days' +%Y%m%d)000000Z"
  printf 'another' >"$BATS_TEST_TMPDIR/another"
  printf '0123456789abcdef0123456789abcdef' >"$BATS_TEST_TMPDIR/password"
  mapfile -t names < <(awk -F '\t' '$1 == "secret" { print $2 }' "$HERE/compose/tiers/enterprise.flat" | sort)
  for name in "${names[@]}"; do
    before=$(sha256sum <"$HERE/secrets/$name")
    installer rotate-secret "$name"
    case $name in
      bootstrap-key | export-passphrase | mongodb-keyfile | sealing-key | webhook-key | tls-certificate | tls-key)
        exits 0
        [[ $before != "$(sha256sum <"$HERE/secrets/$name")" ]]
        ;;
      *)
        exits 13
        says "$name is not changed: "
        [[ $before == "$(sha256sum <"$HERE/secrets/$name")" ]]
        ;;
    esac
  done
  installer rotate-secret oidc-client-secret --from "$BATS_TEST_TMPDIR/another"
  exits 0
  cmp "$BATS_TEST_TMPDIR/another" "$HERE/secrets/oidc-client-secret"
  installer rotate-secret mongodb-password --from "$BATS_TEST_TMPDIR/password"
  exits 0
  grep -q 'tenantry:0123456789abcdef0123456789abcdef@' "$HERE/secrets/store-url"
}

@test "certificate and key are changed together, and one of them alone only when it fits" {
  signed "$BATS_TEST_TMPDIR/new" "$(date -u -d yesterday +%Y%m%d)000000Z" "$(date -u -d '90 days' +%Y%m%d)000000Z"
  mkdir -p "$HERE/secrets"
  printf 'from the issuer' >"$HERE/secrets/oidc-client-secret"
  installer install "${ENTERPRISE[@]}"
  exits 0
  installer rotate-secret tls-certificate --from "$BATS_TEST_TMPDIR/new/tls-certificate"
  exits 8
  says 'does not belong'
  installer rotate-secret tls-certificate --from "$BATS_TEST_TMPDIR/new/tls-certificate" --key "$BATS_TEST_TMPDIR/new/tls-key"
  exits 0
  cmp "$BATS_TEST_TMPDIR/new/tls-key" "$HERE/secrets/tls-key"
  # One that an issuer signed does not become one that nobody signed.
  installer rotate-secret tls-certificate
  exits 13
  installer rollback --yes
  exits 0
  openssl x509 -in "$HERE/secrets/tls-certificate" -noout -checkhost sample.example.com | grep -q 'does match'
  [[ $(openssl pkey -in "$HERE/secrets/tls-key" -pubout) == "$(openssl x509 -in "$HERE/secrets/tls-certificate" -pubkey -noout)" ]]
}

@test "a key that signs or encrypts stays known after two rotations, the newest first" {
  installed
  first=$(cat "$HERE/secrets/webhook-key")
  sealing=$(openssl pkey -in "$HERE/secrets/sealing-key" -pubout)
  for _ in 1 2; do
    second=$(cat "$HERE/secrets/webhook-key")
    installer rotate-secret webhook-key
    exits 0
    installer rotate-secret sealing-key
    exits 0
  done
  [[ $(cat "$HERE/secrets/webhook-old-keys") == "$second,$first" ]]
  [[ $(grep -c BEGIN "$HERE/secrets/sealing-old-keys") == 2 ]]
  [[ $(cat "$HERE/secrets/sealing-old-keys") == *"$sealing" ]]
}

@test "a rotation that is killed while services start is finished with the new secret in every container" {
  installed
  before=$(cat "$HERE/secrets/bootstrap-key")
  TENANTRY_FAULT_AFTER=start-begun TENANTRY_FAULT_SIGNAL=KILL installer rotate-secret bootstrap-key
  : >"$FAKE/calls"
  installer install
  exits 0
  [[ $before != "$(cat "$HERE/secrets/bootstrap-key")" ]]
  grep -q -- '--force-recreate' "$FAKE/calls"
}
