#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What the script itself takes a value to be.
value() {
  (
    # shellcheck disable=SC1091
    source "$FAKE/functions.sh"
    env_value "$HERE/.env" "$1"
  )
}

given() {
  mkdir -p "$HERE"
  printf '%b' "$1" >"$HERE/.env"
}

@test "values and keys that are there stay byte for byte: comments, order, odd names, CRLF, a last line without an end" {
  given '# mine\r\n\r\nUNKNOWN_KEY = "a $b \\"c\\" # d" \r\n  export TENANTRY_LOG_LEVEL=debug  # loud\r\nmulti="one\nTENANTRY_PORT=1\nthree"\nLAST='"'"'it is $5'"'"''
  cp "$HERE/.env" "$BATS_TEST_TMPDIR/before"
  installed
  size=$(stat -c %s "$BATS_TEST_TMPDIR/before")
  cmp <(head -c "$size" "$HERE/.env") "$BATS_TEST_TMPDIR/before"
  [[ $(value LAST) == 'it is $5' && $(value TENANTRY_LOG_LEVEL) == debug && $(value UNKNOWN_KEY) == 'a $b "c" # d' ]]
  [[ $(value TENANTRY_PORT) == 8080 && $(value multi) == $'one\nTENANTRY_PORT=1\nthree' ]]
}

@test "a value of --set is read back as it was given, whatever is in it" {
  for wanted in "it's" 'a b' '$HOME' '"' "'\"\$\\" '#x' 'a #b' ' lead' '\n' 'a\' 'it'"'"'s\' '$$'; do
    installer install --set "TENANTRY_PUBLIC_URL=$wanted"
    exits 0
    [[ $(value TENANTRY_PUBLIC_URL) == "$wanted" ]]
    [[ $(grep -c '^TENANTRY_PUBLIC_URL=' "$HERE/.env") == 1 ]]
  done
}

@test "a \$ that Compose would put something else for is refused, and single quotes make it good" {
  given 'TENANTRY_PUBLIC_URL=https://a$b\n'
  installer install
  exits 8
  says 'single quotes'
  given "TENANTRY_PUBLIC_URL='https://a\$b'\n"
  installed
}

@test "a port that is none, and root as the services' user, are refused with 8" {
  for bad in TENANTRY_PORT=0 TENANTRY_PORT=70000 TENANTRY_PORT=http TENANTRY_UID=0 TENANTRY_UID=; do
    installer install --set "$bad"
    exits 8
  done
  [[ ! -e $HERE/.env ]]
}

@test "a name that the tier does not have is refused, not added" {
  installer install --set TENANTRY_PROT=81
  exits 8
  [[ ! -e $HERE/.env ]]
}

@test "what the caller's environment says has no say" {
  TENANTRY_PORT=1 TENANTRY_UID=0 COMPOSE_FILE=/nowhere COMPOSE_PROJECT_NAME=other installed
  [[ $(value TENANTRY_PORT) == 8080 ]]
}

@test "an add-on is kept over runs, refused where the tier has none of that name, and taken away by none" {
  installer install --profile observability
  exits 0
  grep -q '^prometheus' "$FAKE/containers"
  installer install
  says 'Nothing to change'
  grep -q -- '--profile observability' "$FAKE/calls"
  installer install --profile gold
  exits 8
  installer install --profile none
  exits 0
  run ! grep -q '^prometheus' "$FAKE/containers"
}

@test "images come from below --registry" {
  sed 's|^|registry.example/mirror/|' <(images_of "$RELEASE") >"$FAKE/registry"
  installer install --registry registry.example/mirror
  exits 0
  grep -q "^control-plane.*registry.example/mirror/tenantry/control-plane:$THIS" "$FAKE/containers"
}

@test "on an engine without root the services run as user 0, who is nobody but whoever installed; with root never" {
  (
    # shellcheck disable=SC1091
    source "$FAKE/functions.sh"
    id() { echo 1000; }
    docker() { printf '[name=seccomp,profile=default name=rootless]\n'; }
    [[ $(service_id -u) == 0 ]]
    docker() { printf '[name=seccomp,profile=default]\n'; }
    [[ $(service_id -u) == 1000 ]]
    id() { echo 0; }
    docker() { printf '[name=rootless]\n'; }
    [[ $(service_id -u) == 10001 ]]
  )
}
