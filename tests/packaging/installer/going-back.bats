#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# Kills and faults at the ends of things: of an undo, of an uninstall, of a start that no version could have done.

store() {
  printf '%s/%s/store' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")" "${1:-control-plane}"
}

# The next rm that is told of this word kills whoever calls it.
rm_kills() {
  # shellcheck disable=SC2016
  printf '#!/usr/bin/env bash\nif [[ "$*" == *%s* ]]; then /bin/rm -f "$0"; /bin/rm "$@"; kill -KILL $PPID; fi\nexec /bin/rm "$@"\n' "$1" >"$BATS_TEST_TMPDIR/bin/rm"
  chmod +x "$BATS_TEST_TMPDIR/bin/rm"
}

@test "a kill while an undo tidies up leaves the installation to the next run" {
  installed
  printf 'services: {}\n' >"$HERE/compose/compose.local.yaml"
  TENANTRY_FAULT_AFTER=switch-done TENANTRY_FAULT_SIGNAL=KILL installer install --set TENANTRY_LOG_LEVEL=warn
  rm_kills former.part
  installer install
  [[ $status == 137 && ! -e $HERE/.tenantry/former ]]
  installer backup
  exits 0
  serving "$THIS"
  [[ -f $HERE/compose/compose.local.yaml ]]
  grep -q '^tier=community' "$HERE/.tenantry/stamp"
}

@test "an uninstall that was killed among its files is finished by the next run, with the admin's own Compose file" {
  installed
  printf 'services: {}\n' >"$HERE/compose/compose.local.yaml"
  TENANTRY_FAULT_AFTER=containers-done TENANTRY_FAULT_SIGNAL=KILL installer uninstall --yes
  rm -r "$HERE"/compose/{compose.yaml,config,tiers}
  installer install
  exits 0
  serving "$THIS"
  [[ -f $HERE/compose/compose.local.yaml ]]
}

@test "an uninstall --purge that was killed when .env was gone is finished by the next run" {
  installed
  TENANTRY_FAULT_AFTER=containers-done TENANTRY_FAULT_SIGNAL=KILL installer uninstall --purge --yes
  rm -r "$HERE/.env" "$HERE/secrets"
  installer install
  exits 0
  serving "$THIS"
}

@test "of what an uninstall removes last, a kill leaves no stamp without a journal" {
  for word in '/.tenantry/stamp' '/.tenantry/journal'; do
    installed
    rm_kills "$word"
    installer uninstall --yes
    [[ $status == 137 ]]
    installed
    serving "$THIS"
  done
}

@test "uninstall --purge after uninstall removes what that one left, settings of services too" {
  installed
  echo 'TENANTRY_SMTP_PASSWORD=hunter22' >"$HERE/control-plane.env"
  installer uninstall --yes
  [[ -f $HERE/control-plane.env ]]
  installer uninstall --purge --yes
  exits 0
  [[ ! -e $HERE ]]
}

@test "what was taken in after the start of a killed restore stays, when nothing can be started just now" {
  installed
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  TENANTRY_FAULT_AFTER=start-done TENANTRY_FAULT_SIGNAL=KILL installer restore --from "$BATS_TEST_TMPDIR/copy" --yes
  [[ $status == 137 ]]
  echo 'event acknowledged' >>"$(store)"
  touch "$FAKE/port-taken"
  installer install
  exits 17
  says 'port is already allocated'
  rm "$FAKE/port-taken"
  installer install
  exits 0
  grep -q 'event acknowledged' "$(store)"
}

@test "data on which services had been started is put aside by going back, not removed" {
  installed
  images=$(awk -F '\t' '$1 == "image" && $2 == "TENANTRY_PROMETHEUS_IMAGE" { print $3 }' "$RELEASE/compose/tiers/pro.flat")
  echo "prometheus $images" >"$FAKE/unhealthy"
  installer change-tier --tier pro --yes
  exits 11
  serving "$THIS"
  says 'given-up'
  [[ -f $(echo "$HERE"/data-2-given-up-*/mongodb/store) && ! -e $HERE/data-2 ]]
}

@test "a start that fails for a port is not taken for a store that is too new: keys and data stay" {
  installed
  installer install --set TENANTRY_LOG_LEVEL=warn
  before=$(secrets_hash; grep TENANTRY_DATA_DIR "$HERE/.env")
  touch "$FAKE/port-taken"
  installer rollback --yes
  exits 17
  [[ $before == "$(secrets_hash; grep TENANTRY_DATA_DIR "$HERE/.env")" ]]
  rm "$FAKE/port-taken"
  installer install
  exits 0
  serving "$THIS"
  [[ $before == "$(secrets_hash; grep TENANTRY_DATA_DIR "$HERE/.env")" ]]
}

@test "uninstall and restore go on when the former state cannot be put back" {
  installed
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  TENANTRY_FAULT_AFTER=switch-done TENANTRY_FAULT_SIGNAL=KILL installer install --set TENANTRY_LOG_LEVEL=warn
  echo "control-plane tenantry/control-plane:$THIS" >"$FAKE/unhealthy"
  installer install
  exits 17
  installer uninstall --yes
  exits 0
  [[ ! -s $FAKE/containers ]]
}

@test "after a rollback that keeps the data, the first key opens, and secrets of the data are those of today" {
  installed
  installer backup --to "$BATS_TEST_TMPDIR/copy"
  installer restore --from "$BATS_TEST_TMPDIR/copy" --yes
  exits 0
  installer rollback --yes
  exits 0
  opens control-plane
  installer install --set TENANTRY_LOG_LEVEL=warn
  installer rollback --yes
  exits 0
  says 'The data of today comes along'
  opens control-plane
}

@test "another name of the project takes the containers of the former one down" {
  installed
  : >"$FAKE/calls"
  installer install --set TENANTRY_PROJECT=other
  exits 0
  grep -q ' down ' "$FAKE/calls"
  serving "$THIS"
}

@test "the project of another installation is refused with 13, and uninstall leaves its containers" {
  mkdir -p "$BATS_TEST_TMPDIR/first/compose"
  echo "$BATS_TEST_TMPDIR/first/compose" >"$FAKE/project.tenantry"
  installer install --dry-run
  exits 13
  installer install
  exits 13
  says '--set TENANTRY_PROJECT=NAME'
  installer install --set TENANTRY_PROJECT=second
  exits 0
  echo "$BATS_TEST_TMPDIR/first/compose" >"$FAKE/project.second"
  installer status
  exits 11
  installer backup
  exits 13
  : >"$FAKE/calls"
  installer uninstall --yes
  exits 0
  says "are those of $BATS_TEST_TMPDIR/first"
  run ! grep -q ' down ' "$FAKE/calls"
  # Its own, or one that was moved away, is no other.
  echo "$HERE/compose" >"$FAKE/project.second"
  echo "$BATS_TEST_TMPDIR/gone/compose" >>"$FAKE/project.second"
  installed
}

@test "without an engine a command that changes something ends with 3, and opens no journal" {
  installed
  before=$(sha256sum "$HERE/.tenantry/journal")
  touch "$FAKE/no-engine"
  for command in status backup 'uninstall --yes' install 'rotate-secret webhook-key'; do
    # shellcheck disable=SC2086
    installer $command
    exits 3
  done
  [[ $before == "$(sha256sum "$HERE/.tenantry/journal")" ]]
}

@test "a reader that is gone ends no change in the middle" {
  installed
  env --default-signal=PIPE "$INSTALLER" install --dir "$HERE" --skip-check=disk --skip-check=ports --set TENANTRY_LOG_LEVEL=debug 2>&1 | true
  [[ $(tail -n 1 "$HERE/.tenantry/journal") == *'finished done' ]]
  grep -q '^TENANTRY_LOG_LEVEL=debug' "$HERE/.env"
}
