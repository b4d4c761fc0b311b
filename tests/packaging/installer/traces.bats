#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What a run that was refused, killed or left alone leaves behind.

@test "a refused install leaves nothing, not even a folder; in a folder that was there everything of it stays" {
  installer install --set TENANTRY_PORT=0
  exits 8
  [[ ! -e $HERE ]]
  mkdir "$HERE"
  echo mine >"$HERE/mine"
  installer install --tier pro --set TENANTRY_PORT=0
  exits 8
  [[ $(ls -A "$HERE") == mine ]]
}

@test "a run that is killed leaves no secret outside of the installation, and the next one removes what was staged" {
  export TMPDIR=$BATS_TEST_TMPDIR/tmp
  mkdir "$TMPDIR"
  TENANTRY_FAULT_AFTER=stage-done TENANTRY_FAULT_SIGNAL=KILL installer install
  [[ $status -ge 128 ]]
  [[ -z $(ls -A "$TMPDIR") && -e $HERE/.tenantry/scratch/stage/secrets/bootstrap-key ]]
  installed
  [[ ! -e $HERE/.tenantry/scratch ]]
}

@test "with an emptied secret a backup is refused with 8 while the services go on" {
  installed
  : >"$HERE/secrets/sealing-key"
  : >"$FAKE/calls"
  installer backup
  exits 8
  says 'sealing-key is there and empty'
  run ! grep -qE ' (stop|up|down) ' "$FAKE/calls"
}

@test "an install whose reader is gone goes through" {
  installed
  run bash -c '{ sleep 0.3; "$0" install --dir "$1" --skip-check=disk --skip-check=ports --set TENANTRY_PORT=8181 2>&1; echo $? >"$1.code"; } | true' "$INSTALLER" "$HERE"
  [[ $(cat "$HERE.code") == 0 ]]
  tail -n 1 "$HERE/.tenantry/journal" | grep -q 'finished done'
  serving "$THIS"
}

@test "--json is JSON whatever is said, also of a fault of usage" {
  installer install --tier nope --json
  exits 2
  node -e 'if(JSON.parse(process.argv[1]).exitCode!==2)process.exit(1)' "$output"
  installed
  installer support-bundle --json --to $'/nowhere/a\x01\x1b[31mb.tgz'
  exits 7
  node -e 'if(JSON.parse(process.argv[1]).exitCode!==7)process.exit(1)' "$output"
}

@test "the reason of a failure is the last thing that was said, not an empty line behind it, and its log is named" {
  installed
  printf 'the first thing\nthe disk is full\n\n\n' >"$FAKE/export-says"
  touch "$FAKE/export-fails"
  installer backup
  exits 16
  says 'the disk is full'
  says '.tenantry/data.log'
}

# A release that somebody else offers, in a bundle.
bundled() {
  BUNDLE=$BATS_TEST_TMPDIR/tenantry.bundle
  installer bundle --to "$BUNDLE"
  SUM=$(sha256sum "$BUNDLE" | cut -d ' ' -f 1)
}

@test "what is unpacked of a bundle is what its checksum was taken of, also when somebody writes to the file meanwhile" {
  bundled
  real=$(type -P sha256sum)
  printf '#!/bin/sh\n"%s" "$@"\ncode=$?\necho changed >"%s"\nexit $code\n' "$real" "$BUNDLE" >"$BATS_TEST_TMPDIR/bin/sha256sum"
  chmod +x "$BATS_TEST_TMPDIR/bin/sha256sum"
  installer install --from-bundle "$BUNDLE" --bundle-sha256 "$SUM" --skip-check=checksum
  exits 0
  serving "$THIS"
}

@test "a checksum in capitals is the same one; one that is none, or that is of no bundle, ends with 2; a colon is part of a name" {
  bundled
  mv "$BUNDLE" "$BATS_TEST_TMPDIR/a:1.tar"
  installer verify --from-bundle "$BATS_TEST_TMPDIR/a:1.tar" --bundle-sha256 "${SUM^^}"
  exits 0
  installer verify --from-bundle "$BATS_TEST_TMPDIR/a:1.tar" --bundle-sha256 0000
  exits 2
  installer install --bundle-sha256 "$SUM"
  exits 2
}

@test "a link in a bundle is refused, however much follows it" {
  bundled
  mkdir -p "$BATS_TEST_TMPDIR/open"
  tar -xf "$BUNDLE" -C "$BATS_TEST_TMPDIR/open"
  cd "$BATS_TEST_TMPDIR/open"
  ln -s /etc/passwd compose/aaa-link
  mkdir more
  (cd more && seq -f 'folder-with-a-long-name-%g' 4000 | xargs mkdir)
  tar -cf "$BUNDLE" compose/aaa-link more SHA256SUMS compose images images.tar scripts
  installer verify --from-bundle "$BUNDLE"
  exits 12
}

@test "journal and log do not grow for ever, and a run under way is not cut out of its journal" {
  installed
  printf 'time install.1.1 stage done\n%.0s' {1..1200} >"$HERE/.tenantry/journal"
  printf 'time install.1.1 finished done\n' >>"$HERE/.tenantry/journal"
  installer install
  exits 0
  [[ $(wc -l <"$HERE/.tenantry/journal") == 500 ]]
  printf 'time install.2.2 images done\n%.0s' {1..1200} >>"$HERE/.tenantry/journal"
  installer install
  says 'putting that right first'
}
