#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

@test "of two at once one goes through, and the other ends with 9 and does nothing" {
  echo 3 >"$FAKE/slow"
  "$INSTALLER" install --dir "$HERE" --skip-check=disk --skip-check=ports >"$BATS_TEST_TMPDIR/first" 2>&1 3>&- &
  first=$!
  until grep -q 'start begun' "$HERE/.tenantry/journal" 2>/dev/null; do sleep 0.05; done
  before=$(wc -l <"$HERE/.tenantry/journal")
  installer install
  exits 9
  [[ $(wc -l <"$HERE/.tenantry/journal") == "$before" ]]
  wait "$first"
  serving "$THIS"
}

@test "the lock of one that was killed is gone with it" {
  TENANTRY_FAULT_AFTER=switch-begun TENANTRY_FAULT_SIGNAL=KILL installer install
  [[ $status -ge 128 ]]
  installed
}

@test "a script that is replaced while it runs ends as it began" {
  echo 3 >"$FAKE/slow"
  (
    sleep 1.5
    printf 'then this is no shell script\n' >>"$INSTALLER"
  ) &
  installer install
  exits 0
  run ! grep -q 'syntax error' <<<"$output$stderr"
  serving "$THIS"
}
