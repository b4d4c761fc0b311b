#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

store() {
  printf '%s/control-plane/store' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")"
}

newest() {
  find "$HERE/backups" -name "$1" | sort | tail -n 1
}

@test "a backup is restored, and what was there stays beside it" {
  installed
  printf 'event 1\n' >>"$(store)"
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  exits 0
  serving "$THIS"
  cmp "$BATS_TEST_TMPDIR/copy" "$(newest 'community-*')"
  printf 'event 2\n' >>"$(store)"
  former=$(store)
  installer restore --from "$BATS_TEST_TMPDIR/copy" --yes
  exits 0
  serving "$THIS"
  [[ $(grep -c '^event' "$(store)") == 1 ]]
  [[ $(grep -c '^event' "$former") == 2 ]]
  opens control-plane
}

@test "a backup that was altered or cut short is refused with 12, and nothing is done" {
  installed
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  # The last 10 KiB of a tar are empty: without them it is whole.
  head -c -11000 "$BATS_TEST_TMPDIR/copy" >"$BATS_TEST_TMPDIR/short"
  before=$(store)
  installer restore --from "$BATS_TEST_TMPDIR/short" --yes
  exits 12
  [[ $before == "$(store)" ]]
  serving "$THIS"
}

@test "a restore that breaks off leaves the data of before serving" {
  installed
  printf 'event 1\n' >>"$(store)"
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  touch "$FAKE/import-fails"
  installer restore --from "$BATS_TEST_TMPDIR/copy" --yes
  exits 16
  serving "$THIS"
  [[ $(grep -c '^event' "$(store)") == 1 ]]
}

@test "a secret that is rotated is another one, the others are not, and the services are made anew" {
  installed
  before=$(cat "$HERE/secrets/bootstrap-key")
  others=$(cat "$HERE/secrets/webhook-key")
  installer rotate-secret bootstrap-key
  exits 0
  [[ $before != "$(cat "$HERE/secrets/bootstrap-key")" && $others == "$(cat "$HERE/secrets/webhook-key")" ]]
  tail -n 20 "$FAKE/calls" | grep -q -- '--force-recreate'
  [[ $output$stderr != *"$(cat "$HERE/secrets/bootstrap-key")"* ]]
  # The one of before may be revoked by now: the data stays, and so does what opens it.
  installer rollback --yes
  exits 0
  [[ $before != "$(cat "$HERE/secrets/bootstrap-key")" ]]
  opens control-plane
}

@test "a rotation that does not come up puts the former secret back" {
  installed
  before=$(secrets_hash)
  TENANTRY_FAULT_AFTER=start-begun TENANTRY_FAULT_SIGNAL=KILL installer rotate-secret bootstrap-key
  echo "control-plane tenantry/control-plane:$THIS" >"$FAKE/unhealthy"
  installer install
  rm "$FAKE/unhealthy"
  installer install
  exits 0
  [[ $before == "$(secrets_hash)" ]]
}

@test "secrets that others hold too are refused with 13" {
  installer install --tier pro
  for name in mongodb-password store-url grafana-admin-password; do
    installer rotate-secret "$name"
    exits 13
  done
  installer rotate-secret nothing
  exits 8
}

@test "a support bundle has no secret in it, though the services log theirs" {
  installed
  printf 'MY_API_TOKEN=abcdefgh12345\nMAIL_URL="smtp://me:hunter22@mail"\n' >>"$HERE/.env"
  {
    cat "$HERE"/secrets/* "$HERE/.env"
    printf '\nAuthorization: Bearer abc.def-ghi mongodb://u:p4ssw0rd@host/\n'
  } >"$FAKE/leak"
  installer support-bundle --to "$BATS_TEST_TMPDIR/support.tar.gz"
  exits 0
  mkdir "$BATS_TEST_TMPDIR/open"
  tar -xzf "$BATS_TEST_TMPDIR/support.tar.gz" -C "$BATS_TEST_TMPDIR/open"
  for file in "$HERE"/secrets/*; do
    while IFS= read -r line || [[ -n $line ]]; do
      [[ $line == -----* ]] || run ! grep -rqF -- "$line" "$BATS_TEST_TMPDIR/open"
    done <"$file"
  done
  run ! grep -rqE 'abcdefgh12345|hunter22|abc\.def-ghi|p4ssw0rd' "$BATS_TEST_TMPDIR/open"
  grep -rq 'the last lines of control-plane' "$BATS_TEST_TMPDIR/open/tenantry-support/logs"
}

@test "uninstall removes containers and files, keeps the data, and another install goes on with it" {
  installed
  printf 'event 1\n' >>"$(store)"
  secrets=$(secrets_hash)
  installer uninstall --yes
  exits 0
  [[ ! -s $FAKE/containers && ! -e $HERE/compose && ! -e $HERE/.tenantry/stamp ]]
  # Another tier would start beside the data, with nothing.
  installer install --tier pro
  exits 13
  installed
  [[ $secrets == "$(secrets_hash)" ]]
  grep -q '^event 1' "$(store)"
}

@test "uninstall takes away containers of an add-on that was started by hand, too" {
  installed
  printf 'prometheus\trunning\thealthy\t0\tx\n' >>"$FAKE/containers"
  installer uninstall --yes
  exits 0
  [[ ! -s $FAKE/containers ]]
}

@test "uninstall keeps the Compose file that is the admin's own" {
  installed
  printf 'services: {}\n' >"$HERE/compose/compose.local.yaml"
  installer uninstall --yes
  exits 0
  [[ $(ls "$HERE/compose") == compose.local.yaml ]]
  installed
  [[ -f $HERE/compose/compose.local.yaml && -f $HERE/compose/compose.yaml ]]
}

@test "uninstall --purge leaves nothing of ours, and everything of others" {
  installed
  echo mine >"$HERE/mine"
  installer uninstall --purge --yes
  exits 0
  [[ $(ls -A "$HERE") == mine ]]
}

@test "an uninstall that was killed is finished by the next run" {
  installed
  TENANTRY_FAULT_AFTER=containers-done TENANTRY_FAULT_SIGNAL=KILL installer uninstall --purge --yes
  installer install
  exits 0
  serving "$THIS"
}
