#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What Compose makes of .env and of the admin's own Compose file is what counts.

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

@test "a value that Compose reads otherwise is refused with 8, and nothing is done" {
  echo 'TENANTRY_LOG_LEVEL=another' >"$FAKE/environment"
  installer install
  exits 8
  says 'another value than this script from .env, of: TENANTRY_LOG_LEVEL.'
  [[ ! -e $HERE/.env ]]
}

@test "a first line behind a byte order mark, and a colon in place of the =, are read and kept, not set again" {
  given '\xef\xbb\xbfTENANTRY_LOG_LEVEL: debug\nTENANTRY_PORT : 9123\n'
  installed
  [[ $(value TENANTRY_LOG_LEVEL) == debug && $(value TENANTRY_PORT) == 9123 ]]
  [[ $(grep -c TENANTRY_LOG_LEVEL "$HERE/.env") == 1 && $(grep -c '^TENANTRY_PORT' "$HERE/.env") == 1 ]]
  upgraded
  installer upgrade
  exits 0
  [[ $(value TENANTRY_LEAST_LEVEL) == debug && $(head -c 3 "$HERE/.env") == $'\xef\xbb\xbf' ]]
}

@test "quotes, escapes and double dollars mean what they mean to Compose" {
  given 'TENANTRY_PUBLIC_URL="a\\tb\\x41$$c"\nTENANTRY_LOG_LEVEL='"'a\\\\\\\\'b'"'\nTENANTRY_PROJECT=a$$b\n'
  [[ $(value TENANTRY_PUBLIC_URL) == $'a\tb\\x41$c' ]]
  [[ $(value TENANTRY_LOG_LEVEL) == "a'b" || $(value TENANTRY_LOG_LEVEL) == 'a\'* ]]
  [[ $(value TENANTRY_PROJECT) == 'a$b' ]]
}

@test "what compose.local.yaml names by a relative path is looked for where it runs, not in a copy elsewhere" {
  installer install --dry-run
  installed
  installer install --set TENANTRY_PORT=8181
  exits 0
  grep -q -- '--project-directory' "$FAKE/calls"
  run ! grep -v -- "--project-directory $HERE/compose " <(grep -- '--project-directory' "$FAKE/calls")
}

@test "a name that the tier does not have is refused with the place that it may belong to" {
  installer install --set TENANTRY_SESSION_IDLE_MS=1
  exits 8
  says "$HERE/control-plane.env"
}

@test "a value that is no name of an image is refused with 8" {
  for bad in --help 'a b' ''; do
    installer install --set "TENANTRY_CONTROL_PLANE_IMAGE=$bad"
    exits 8
    says 'TENANTRY_CONTROL_PLANE_IMAGE is no name of an image'
  done
}

@test "an .env that was brought from another folder is refused, and names what to take out" {
  given "TENANTRY_SECRETS_DIR=$BATS_TEST_TMPDIR/old/secrets\n"
  installer install
  exits 8
  says "TENANTRY_SECRETS_DIR=$BATS_TEST_TMPDIR/old/secrets: secrets are kept in $HERE/secrets. Take that line out of .env."
  given ''
  installed
}

@test "a secret that is a link by a relative path is put back as what it was, when a rotation does not come up" {
  installed
  mv "$HERE/secrets/bootstrap-key" "$HERE/of-mine"
  ln -s ../of-mine "$HERE/secrets/bootstrap-key"
  before=$(cat "$HERE/of-mine")
  TENANTRY_FAULT_AFTER=switch-done TENANTRY_FAULT_SIGNAL=FAIL installer rotate-secret bootstrap-key
  exits 1
  [[ $before == "$(cat "$HERE/secrets/bootstrap-key")" ]]
  serving "$THIS"
}
