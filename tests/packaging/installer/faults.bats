#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# A running release with events in its store, and the next one that brings the store up to date.
prepared() {
  installed
  printf 'event 1\nevent 2\n' >>"$HERE/data/control-plane/store"
  upgraded
  rm -rf "$BATS_TEST_TMPDIR/kept"
  mkdir "$BATS_TEST_TMPDIR/kept"
  cp -a "$HERE" "$FAKE" "$BATS_TEST_TMPDIR/kept/"
  SECRETS=$(secrets_hash bootstrap-key)
}

again() {
  rm -rf "$HERE" "$FAKE"
  cp -a "$BATS_TEST_TMPDIR/kept/$(basename "$HERE")" "$HERE"
  cp -a "$BATS_TEST_TMPDIR/kept/$(basename "$FAKE")" "$FAKE"
}

events() {
  grep -c '^event' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")/$1/store"
}

settled() {
  [[ $(tail -n 1 "$HERE/.tenantry/journal") =~ (finished|undone)\ done$ ]]
  [[ ! -e $HERE/.tenantry/next && ! -e $HERE/.tenantry/former ]]
  [[ -z $(find "$HERE" -name '*.new' -o -name '*.part') ]]
  [[ $SECRETS == "$(secrets_hash bootstrap-key)" ]]
}

# Where an upgrade can be stopped.
readonly UPGRADE_POINTS='operation-begun stage-begun stage-done images-begun images-done keep-begun keep-done backup-begun backup-done switch-begun switch-done start-begun start-done commit-begun commit-done'

@test "an upgrade that fails at any step leaves the former version running with its data, or is through" {
  prepared
  for point in $UPGRADE_POINTS; do
    again
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=FAIL installer upgrade
    exits 1
    settled
    [[ $(events control-plane) == 2 ]]
    opens control-plane
    if [[ $point == commit-* ]]; then
      serving "$NEXT"
    else
      serving "$THIS"
      cmp "$HERE/.tenantry/stamp" "$BATS_TEST_TMPDIR/kept/$(basename "$HERE")/.tenantry/stamp"
      diff -r "$HERE/compose" "$BATS_TEST_TMPDIR/kept/$(basename "$HERE")/compose"
    fi
  done
}

@test "an upgrade that is interrupted at any step leaves the former version running with its data, or is through" {
  prepared
  for point in $UPGRADE_POINTS; do
    again
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=INT installer upgrade
    exits 130
    settled
    [[ $(events control-plane) == 2 ]]
    if [[ $point == commit-* ]]; then serving "$NEXT"; else serving "$THIS"; fi
  done
}

@test "an upgrade that is killed at any step is finished or undone by the next run, which then does its own work" {
  prepared
  for point in $UPGRADE_POINTS; do
    again
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=KILL installer upgrade
    [[ $status == 137 ]]
    installer status
    says 'A run was ended before it was through'
    installer upgrade
    exits 0
    says 'putting that right first'
    settled
    serving "$NEXT"
    [[ $(events control-plane) == 2 ]]
  done
}

@test "an upgrade that is killed before the new version starts leaves the former one to the next run of the former release" {
  prepared
  for point in backup-begun switch-begun switch-done; do
    again
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=KILL installer upgrade
    INSTALLER=$RELEASE/scripts/install_tier.sh installer install
    exits 0
    settled
    serving "$THIS"
    [[ $(events control-plane) == 2 ]]
  done
}

@test "a first install that is killed or interrupted at any step is brought through by the next one, with the same secrets" {
  for point in operation-begun stage-done images-done keep-done switch-begun switch-done start-begun start-done commit-begun commit-done; do
    for signal in KILL INT; do
      rm -rf "$HERE"
      : >"$FAKE/containers"
      TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=$signal installer install
      [[ $status == 137 || $status == 130 ]]
      if [[ -e $HERE/secrets/webhook-key ]]; then kept=$(cat "$HERE/secrets/webhook-key"); else kept=''; fi
      installed
      SECRETS=$(secrets_hash bootstrap-key)
      settled
      serving "$THIS"
      [[ -z $kept || $kept == "$(cat "$HERE/secrets/webhook-key")" ]]
    done
  done
}

@test "a change of tier that is killed at any step is finished or undone, and no event is lost" {
  installed
  printf 'event 1\nevent 2\n' >>"$HERE/data/control-plane/store"
  mkdir "$BATS_TEST_TMPDIR/kept"
  cp -a "$HERE" "$FAKE" "$BATS_TEST_TMPDIR/kept/"
  for point in keep-done backup-done down-begun down-done switch-begun switch-done import-begun import-done start-begun start-done commit-done; do
    again
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=KILL installer change-tier --tier pro --yes
    [[ $status == 137 ]]
    installer change-tier --tier pro --yes
    [[ $status == 0 || $status == 13 ]]
    serving "$THIS"
    grep -q 'tier=pro' "$HERE/.tenantry/stamp"
    [[ $(events mongodb) == 2 ]]
    opens mongodb
  done
}

@test "going back can itself be killed, and is gone on with" {
  prepared
  echo "control-plane tenantry/control-plane:$NEXT" >"$FAKE/unhealthy"
  TENANTRY_FAULT_AFTER=undo-begun TENANTRY_FAULT_SIGNAL=KILL installer upgrade
  [[ $status == 137 || $status == 17 ]]
  INSTALLER=$RELEASE/scripts/install_tier.sh installer install
  exits 0
  settled
  serving "$THIS"
}

@test "a new version that does not become healthy ends with 11, shows what it said last, and the former one runs again" {
  prepared
  echo "control-plane tenantry/control-plane:$NEXT" >"$FAKE/unhealthy"
  echo "password is $(cat "$HERE/secrets/webhook-key")" >"$FAKE/leak"
  installer upgrade
  exits 11
  says 'the last lines of control-plane'
  says '[redacted]'
  [[ $stderr != *"$(cat "$HERE/secrets/webhook-key")"* ]]
  settled
  serving "$THIS"
  [[ $(events control-plane) == 2 ]]
}

@test "a backup that fails ends with 16 before anything was changed, and the former version runs" {
  prepared
  touch "$FAKE/export-fails"
  installer upgrade
  exits 16
  settled
  serving "$THIS"
}

@test "a disk that is full in the middle ends with 7 or 16, and the former version runs with its data" {
  [[ $(id -u) == 0 ]] || skip 'a file system of its own needs root'
  HERE=$BATS_TEST_TMPDIR/small
  mkdir "$HERE"
  mount -t tmpfs -o size=2m tmpfs "$HERE"
  installed
  printf 'event 1\nevent 2\n' >>"$HERE/data/control-plane/store"
  upgraded
  SECRETS=$(secrets_hash bootstrap-key)
  env=$(grep -v '^#' "$HERE/.env")
  for left in 4 40 120 300; do
    free=$(df -Pk "$HERE" | awk 'NR == 2 { print $4 }')
    dd if=/dev/zero of="$HERE/filler" bs=1k count=$((free - left)) status=none
    installer upgrade
    rm -f "$HERE/filler"
    [[ $status != 0 ]] || break
    [[ $status == 7 || $status == 16 || $status == 17 ]]
    installer status
    serving "$THIS"
    [[ $env == "$(grep -v '^#' "$HERE/.env")" && $SECRETS == "$(secrets_hash bootstrap-key)" && $(events control-plane) == 2 ]]
  done
  installer upgrade
  exits 0
  serving "$NEXT"
  umount "$HERE"
}

teardown() {
  umount "$BATS_TEST_TMPDIR/small" 2>/dev/null || true
}
