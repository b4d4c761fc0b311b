#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What belongs to somebody else, inside and outside of the installation, and what root must not be led to.

owner_and_mode() {
  stat -c '%u %a' "$1"
}

needs_root() {
  [[ $(id -u) == 0 ]] || skip 'only root can give files away'
}

with_data_in() {
  installer install --set "TENANTRY_DATA_DIR=$1"
}

@test "folders are root's, and only what a service reads or writes is its user's" {
  needs_root
  installed
  [[ $(owner_and_mode "$HERE/secrets") == '0 700' && $(owner_and_mode "$HERE/data") == '0 700' ]]
  [[ $(stat -c '%u %a' "$HERE"/secrets/* | sort -u) == '10001 600' ]]
  [[ $(owner_and_mode "$HERE/backups") == '10001 700' && $(owner_and_mode "$HERE/data/control-plane") == '10001 700' ]]
}

@test "a link or a second name among the secrets, made by whoever owned that folder, is not followed by root" {
  needs_root
  installed
  # As a version before left it.
  chown 10001 "$HERE/secrets" "$HERE/data"
  for name in victim second third; do echo root >"$BATS_TEST_TMPDIR/$name" && chmod 0644 "$BATS_TEST_TMPDIR/$name"; done
  ln -s "$BATS_TEST_TMPDIR/victim" "$HERE/secrets/zz"
  rm "$HERE/secrets/webhook-key"
  ln "$BATS_TEST_TMPDIR/second" "$HERE/secrets/webhook-key"
  ln -s "$BATS_TEST_TMPDIR/third" "$HERE/secrets/bootstrap-key.new"
  installer install --set TENANTRY_LOG_LEVEL=warn
  exits 0
  installer rotate-secret bootstrap-key
  exits 0
  for name in victim second third; do
    [[ $(owner_and_mode "$BATS_TEST_TMPDIR/$name") == '0 644' && $(cat "$BATS_TEST_TMPDIR/$name") == root ]]
  done
  [[ $(owner_and_mode "$HERE/secrets") == '0 700' ]]
}

@test "a link in place of a service's folder is not followed by root" {
  needs_root
  installed
  chown 10001 "$HERE/data"
  mkdir -m 0755 "$BATS_TEST_TMPDIR/victim"
  mv "$HERE/data/grafana" "$HERE/data/kept"
  ln -s "$BATS_TEST_TMPDIR/victim" "$HERE/data/grafana"
  installer install --set TENANTRY_LOG_LEVEL=warn
  exits 0
  [[ $(owner_and_mode "$BATS_TEST_TMPDIR/victim") == '0 755' ]]
}

@test "a data folder that somebody else uses is refused with 8, in a dry run too; so is one that is no whole path" {
  mkdir "$BATS_TEST_TMPDIR/srv"
  echo x >"$BATS_TEST_TMPDIR/srv/web"
  before=$(tree_hash "$BATS_TEST_TMPDIR/srv")
  for folder in "$BATS_TEST_TMPDIR/srv" / /../ "$HERE/../srv" data "$HERE" "$HERE/secrets" "$HERE/.tenantry/data" "$HERE/compose"; do
    with_data_in "$folder"
    exits 8
    installer install --dry-run --set "TENANTRY_DATA_DIR=$folder"
    exits 8
  done
  [[ $before == "$(tree_hash "$BATS_TEST_TMPDIR/srv")" && ! -e $HERE/compose ]]
}

@test "an empty data folder that somebody else made keeps its owner and its mode, and is taken again after an uninstall" {
  mkdir "$BATS_TEST_TMPDIR/srv"
  chmod 0755 "$BATS_TEST_TMPDIR/srv"
  mkdir "$BATS_TEST_TMPDIR/srv/lost+found"
  with_data_in "$BATS_TEST_TMPDIR/srv"
  exits 0
  [[ $(owner_and_mode "$BATS_TEST_TMPDIR/srv") == "$(id -u) 755" ]]
  installer uninstall --yes
  installed
  grep -q '^schema' "$BATS_TEST_TMPDIR/srv/control-plane/store"
  installer uninstall --purge --yes
  exits 0
  says "$BATS_TEST_TMPDIR/srv is outside"
  grep -q '^schema' "$BATS_TEST_TMPDIR/srv/control-plane/store"
}

@test "uninstall --purge removes no folder outside, by no path, and no copy that the admin made" {
  mkdir "$BATS_TEST_TMPDIR/precious"
  echo x >"$BATS_TEST_TMPDIR/precious/x"
  installed
  cp -a "$HERE/data" "$HERE/data-2024-copy"
  cp -a "$HERE/data" "$HERE/data-7"
  # As a version before took it.
  sed -i "s|^TENANTRY_DATA_DIR=.*|TENANTRY_DATA_DIR=$HERE/../precious|" "$HERE/.env"
  installer uninstall --purge --yes
  exits 0
  [[ -f $BATS_TEST_TMPDIR/precious/x && -d $HERE/data-2024-copy/control-plane && -d $HERE/data-7/control-plane ]]
  [[ ! -e $HERE/data ]]
}

@test "uninstall --purge removes what a version before made, without a mark, but for what is not Tenantry's in it" {
  installed
  rm "$HERE/data/.tenantry-data"
  echo mine >"$HERE/data/mine"
  installer uninstall --purge --yes
  exits 0
  says 'holds what is not'
  [[ $(ls -A "$HERE/data") == mine ]]
}

@test "another user of the services gets the files, too, and gives them back when that does not come up" {
  needs_root
  installed
  touch "$HERE/data/control-plane/wal"
  chown 10001:10001 "$HERE/data/control-plane"/*
  echo "control-plane tenantry/control-plane:$THIS" >"$FAKE/unhealthy"
  TENANTRY_FAULT_AFTER=switch-done TENANTRY_FAULT_SIGNAL=FAIL installer install --set TENANTRY_UID=12345 --set TENANTRY_GID=12346
  [[ $status == 17 || $status == 1 ]]
  rm "$FAKE/unhealthy"
  installer install
  exits 0
  [[ $(stat -c '%u:%g' "$HERE"/data/control-plane "$HERE"/data/control-plane/* "$HERE"/secrets/* "$HERE/backups" | sort -u) == '10001:10001' ]]
  : >"$FAKE/calls"
  installer install --set TENANTRY_UID=12345 --set TENANTRY_GID=12346
  exits 0
  [[ $(stat -c '%u:%g' "$HERE"/data/control-plane "$HERE"/data/control-plane/* "$HERE"/secrets/* "$HERE/backups" | sort -u) == '12345:12346' ]]
  # Nobody had them open.
  grep -q ' down ' "$FAKE/calls"
}
