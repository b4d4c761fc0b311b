#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What restore brings into backups/ writes over nothing there.

exported() {
  installed
  installer install --set TENANTRY_LOG_LEVEL=warn
  installer backup
  # Data alone, as a change writes it before.
  installer change-tier --tier pro --yes
  GOOD=$(find "$HERE/backups" -name 'before-pro-*.export')
}

@test "a file of the same name that is cut short leaves the good one as it was, and itself not behind" {
  exported
  mkdir "$BATS_TEST_TMPDIR/usb"
  head -c 60 "$GOOD" >"$BATS_TEST_TMPDIR/usb/$(basename "$GOOD")"
  before=$(cd "$HERE/backups" && sha256sum ./*)
  installer restore --from "$BATS_TEST_TMPDIR/usb/$(basename "$GOOD")" --yes
  exits 12
  [[ $before == "$(cd "$HERE/backups" && sha256sum ./*)" ]]
}

@test "a link of the same name in backups is not followed, and one of the same content is taken" {
  exported
  cp "$GOOD" "$BATS_TEST_TMPDIR/other.export"
  echo root >"$BATS_TEST_TMPDIR/victim"
  ln -s "$BATS_TEST_TMPDIR/victim" "$HERE/backups/other.export"
  installer restore --from "$BATS_TEST_TMPDIR/other.export" --yes
  exits 0
  [[ $(cat "$BATS_TEST_TMPDIR/victim") == root && -L $HERE/backups/other.export && $(stat -c %u "$BATS_TEST_TMPDIR/victim") == "$(id -u)" ]]
  installer restore --from "$GOOD" --yes
  exits 0
}
