#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# Files that an admin changes by hand are applied by the next install, shown before, and never lost.

restarted() {
  grep -q ' up ' "$FAKE/calls"
}

@test "a change by hand of each file that Compose reads is shown, applied, and then as it should be" {
  installed
  for change in 'control-plane.env TENANTRY_SESSION_IDLE_MS=1800000' '.env TENANTRY_LOG_LEVEL=debug' 'compose/compose.local.yaml #mine'; do
    echo "${change#* }" >>"$HERE/${change%% *}"
    installer install --dry-run
    exits 10
    says "would apply ${change%% *}, which was changed by hand"
    says "+${change#* }"
    : >"$FAKE/calls"
    installer install
    exits 0
    restarted
    installer install
    says 'Nothing to change'
  done
}

@test "settings of the control plane are only its owner's to read, and no password of them is shown" {
  installed
  echo 'TENANTRY_SMTP_PASSWORD=hunter22' >"$HERE/control-plane.env"
  chmod 0644 "$HERE/control-plane.env"
  echo 'signing in with hunter22' >"$FAKE/leak"
  installer install --dry-run
  says 'set mode 0600 of control-plane.env'
  [[ $output$stderr != *hunter22* ]]
  installer install
  [[ $(stat -c %a "$HERE/control-plane.env") == 600 ]]
  installer support-bundle --to "$BATS_TEST_TMPDIR/support.tar.gz"
  run ! bash -c "tar -xzOf '$BATS_TEST_TMPDIR/support.tar.gz' | grep -q hunter22"
}

@test "what does not come up is put aside, and what ran before runs" {
  installed
  echo 'TENANTRY_SESSION_IDLE_MS=1' >"$HERE/control-plane.env"
  installer install
  echo 'TENANTRY_SESSION_IDLE_MS=loud' >"$HERE/control-plane.env"
  echo 'TENANTRY_LOG_LEVEL=loud' >>"$HERE/.env"
  TENANTRY_FAULT_AFTER=start-done TENANTRY_FAULT_SIGNAL=FAIL installer install
  exits 1
  says 'What you had changed by hand is in'
  [[ $(cat "$HERE/control-plane.env") == TENANTRY_SESSION_IDLE_MS=1 && $(cat "$HERE/.tenantry/refused/control-plane.env") == TENANTRY_SESSION_IDLE_MS=loud ]]
  run ! grep -q loud "$HERE/.env"
  grep -q loud "$HERE/.tenantry/refused/.env"
  installer install
  says 'Nothing to change'
}

@test "a first file of settings that does not come up is put aside, too, and rollback goes back over one that did" {
  installed
  echo 'TENANTRY_SESSION_IDLE_MS=loud' >"$HERE/control-plane.env"
  TENANTRY_FAULT_AFTER=start-done TENANTRY_FAULT_SIGNAL=FAIL installer install
  [[ ! -e $HERE/control-plane.env && -f $HERE/.tenantry/refused/control-plane.env ]]
  for value in 1 2; do
    echo "TENANTRY_SESSION_IDLE_MS=$value" >"$HERE/control-plane.env"
    installer install
    exits 0
  done
  installer rollback --yes
  exits 0
  [[ $(cat "$HERE/control-plane.env") == TENANTRY_SESSION_IDLE_MS=1 ]]
}

@test "a run that was killed loses none of what was written by hand" {
  installed
  echo 'TENANTRY_SESSION_IDLE_MS=loud' >"$HERE/control-plane.env"
  TENANTRY_FAULT_AFTER=switch-done TENANTRY_FAULT_SIGNAL=KILL installer install
  [[ $status == 137 ]]
  installer install
  exits 0
  [[ $(cat "$HERE/control-plane.env") == TENANTRY_SESSION_IDLE_MS=loud ]]
  installer install
  says 'Nothing to change'
}
