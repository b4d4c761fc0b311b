#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What is refused, taken or said of ports, registries, folders of backups, bundles and jobs that failed.

# A port of four digits that somebody listens on, for a while: PORT.
listening() {
  node -e 'const n=require("net");(function t(p){n.createServer().on("error",()=>t(p+1)).listen(p,"127.0.0.1",()=>{console.log(p);setTimeout(()=>process.exit(),60000)})})(5000+process.pid%4000)' >"$BATS_TEST_TMPDIR/port" 3>&- &
  until [[ -s $BATS_TEST_TMPDIR/port ]]; do sleep 0.05; done
  PORT=$(cat "$BATS_TEST_TMPDIR/port")
}

with_ports() {
  run --separate-stderr "$INSTALLER" "$@" --dir "$HERE" --skip-check=disk --dry-run
}

@test "the port of an add-on that is off may be taken, and is refused when the add-on is on" {
  listening
  with_ports install --set TENANTRY_PORT=18123 --set "TENANTRY_PROMETHEUS_PORT=$PORT"
  exits 10
  with_ports install --set TENANTRY_PORT=18123 --set "TENANTRY_PROMETHEUS_PORT=$PORT" --profile observability
  exits 6
}

@test "a port with a zero before it is the port that it is" {
  listening
  with_ports install --set "TENANTRY_PORT=0$PORT"
  exits 6
  says "Port $PORT is taken"
  [[ $stderr != *invalid* ]]
}

@test "images of a registry of their own come from there after an upgrade, too" {
  images_of "$RELEASE" | sed 's|^|reg.example/mirror/|' >>"$FAKE/images"
  installer install --registry reg.example/mirror
  exits 0
  upgraded
  echo "reg.example/mirror/tenantry/control-plane:$NEXT" >>"$FAKE/images"
  installer upgrade
  exits 0
  grep -q "^TENANTRY_CONTROL_PLANE_IMAGE=reg.example/mirror/tenantry/control-plane:$NEXT\$" "$HERE/.env"
  grep -q "reg.example/mirror/tenantry/control-plane:$NEXT" "$FAKE/containers"
}

@test "an upgrade that would leave a pinned image as it is, is refused with 13, and goes on with another one" {
  echo 'mine/control-plane:pinned' >>"$FAKE/images"
  installer install --set TENANTRY_CONTROL_PLANE_IMAGE=mine/control-plane:pinned
  exits 0
  upgraded
  installer upgrade
  exits 13
  grep -q "^version=$THIS" "$HERE/.tenantry/stamp"
}

@test "a folder of backups elsewhere is refused with 8: backups would not be found in it" {
  installer install --set "TENANTRY_BACKUP_DIR=$BATS_TEST_TMPDIR/elsewhere"
  exits 8
  says 'backup --to writes a copy elsewhere'
  [[ ! -e $HERE/compose ]]
}

@test "a link in a large bundle is refused with 12, as in a small one" {
  mkdir -p "$BATS_TEST_TMPDIR/bundle/compose/tiers"
  cd "$BATS_TEST_TMPDIR/bundle"
  ln -s /etc/passwd compose/aaa-link
  : >SHA256SUMS
  # Folders enough that whoever looks at the list is still writing when the link is found.
  (cd compose/tiers && seq 1 20000 | xargs mkdir)
  tar -cf "$BATS_TEST_TMPDIR/big.tar" compose/aaa-link SHA256SUMS compose/tiers
  installer verify --from-bundle "$BATS_TEST_TMPDIR/big.tar"
  exits 12
  says 'holds what a bundle does not'
}

@test "the checksum of a bundle without a bundle ends with 2" {
  installer install --bundle-sha256 0000 --dry-run
  exits 2
}

@test "a backup that fails says why, though the last line is empty, and leaves no part of a file" {
  installed
  touch "$FAKE/export-fails"
  installer backup
  exits 16
  says 'ENOSPC'
  [[ -z $(find "$HERE/backups" -type f) ]]
  serving "$THIS"
}

@test "without room for it, a backup and an upgrade are refused before anything is stopped" {
  installed
  printf '#!/bin/sh\necho; echo tmpfs 100 99 1 99%% /\n' >"$BATS_TEST_TMPDIR/bin/df"
  chmod +x "$BATS_TEST_TMPDIR/bin/df"
  upgraded
  : >"$FAKE/calls"
  for command in backup upgrade; do
    run --separate-stderr "$INSTALLER" "$command" --dir "$HERE" --skip-check=ports
    says 'MiB'
    [[ $status == 7 || $status == 5 ]]
    run ! grep -qw stop "$FAKE/calls"
  done
  serving "$THIS"
  installer backup
  exits 0
}

@test "a backup makes no container anew" {
  installed
  : >"$FAKE/calls"
  installer backup
  exits 0
  run ! grep -q -- '--force-recreate' "$FAKE/calls"
}

@test "the install of an older release says that it is older" {
  upgraded
  installed
  INSTALLER=$RELEASE/scripts/install_tier.sh installer install
  exits 13
  says "Version $NEXT is installed, and this script is of $THIS, which is older"
}

@test "with --json a fault of usage is one JSON line, too" {
  installer install --tier nope --json
  exits 2
  node -e 'if(JSON.parse(process.argv[1]).exitCode!==2)process.exit(1)' "$output"
  installer support-bundle --json --to $'/nowhere/a\x01\x1bb'
  node -e 'JSON.parse(process.argv[1])' "$output"
}
