#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

env_line() {
  grep "^$1=" "$HERE/.env"
}

@test "an upgrade renames, adds and retires variables, takes new defaults and keeps what the admin set" {
  installer install --set TENANTRY_LOG_LEVEL=debug --set TENANTRY_GRAFANA_PORT=3111
  exits 0
  upgraded
  sed -i $'s/TENANTRY_GRAFANA_PORT\t3000/TENANTRY_GRAFANA_PORT\t3222/' "$BATS_TEST_TMPDIR/next/compose/tiers/community.flat"
  secrets=$(secrets_hash)
  installer upgrade
  exits 0
  serving "$NEXT"
  [[ $(env_line TENANTRY_LEAST_LEVEL) == TENANTRY_LEAST_LEVEL=debug ]]
  [[ $(env_line TENANTRY_NEW) == TENANTRY_NEW=fresh ]]
  [[ $(env_line TENANTRY_PROMETHEUS_PORT) == TENANTRY_PROMETHEUS_PORT=9091 ]]
  [[ $(env_line TENANTRY_GRAFANA_PORT) == TENANTRY_GRAFANA_PORT=3111 ]]
  says 'TENANTRY_GRAFANA_PORT stays as you set it'
  run ! grep -qE '^TENANTRY_(LOG_LEVEL|METRICS_RETENTION)=' "$HERE/.env"
  grep -q '^# TENANTRY_METRICS_MAX_AGE=15d' "$HERE/.env"
  [[ $secrets == "$(secrets_hash)" ]]
  [[ $(find "$HERE/backups" -name "before-$NEXT-*.export" | wc -l) == 1 ]]
  installer upgrade
  says 'Nothing to change'
}

@test "a Compose file that the admin changed keeps the change, and takes what the release changed elsewhere" {
  installed
  sed -i 's/stop_grace_period: 60s/stop_grace_period: 61s/' "$HERE/compose/compose.yaml"
  printf 'services: {}\n' >"$HERE/compose/compose.local.yaml"
  upgraded
  echo '# of the release' >>"$BATS_TEST_TMPDIR/next/compose/compose.yaml"
  installer upgrade
  exits 0
  grep -q 'stop_grace_period: 61s' "$HERE/compose/compose.yaml"
  grep -q '# of the release' "$HERE/compose/compose.yaml"
  [[ -f $HERE/compose/compose.local.yaml ]]
  grep -q -- '-f [^ ]*/compose.local.yaml' "$FAKE/calls"
}

@test "both changed at one place is a conflict: 13, and nothing is done" {
  installed
  sed -i 's/stop_grace_period: 60s/stop_grace_period: 61s/' "$HERE/compose/compose.yaml"
  upgraded
  sed -i 's/stop_grace_period: 60s/stop_grace_period: 62s/' "$BATS_TEST_TMPDIR/next/compose/compose.yaml"
  before=$(tree_hash "$HERE/compose")
  installer upgrade
  exits 13
  says 'compose/compose.yaml'
  [[ $before == "$(tree_hash "$HERE/compose")" ]]
  serving "$THIS"
}

@test "a variable that .env has under both names is a conflict" {
  installed
  echo 'TENANTRY_LEAST_LEVEL=warn' >>"$HERE/.env"
  upgraded
  installer upgrade
  exits 13
  says 'Keep one of them'
}

@test "what breaks something is gone over only by whoever says that he knows" {
  installed
  upgraded
  printf 'breaking\t%s\tthe console moved\n' "$NEXT" >>"$BATS_TEST_TMPDIR/next/compose/tiers/community.flat"
  installer upgrade
  exits 13
  says 'the console moved'
  serving "$THIS"
  installer upgrade --dry-run
  exits 10
  says 'the console moved'
  installer upgrade --accept-breaking "$NEXT"
  exits 0
}

@test "a version out of reach, an older one, and install in place of upgrade are refused with 13" {
  installed
  upgraded
  installer install
  exits 13
  sed -i '/^upgradefrom/d' "$BATS_TEST_TMPDIR/next/compose/tiers/community.flat"
  installer upgrade
  exits 13
  printf 'upgradefrom\t%s\n' "$THIS" >>"$BATS_TEST_TMPDIR/next/compose/tiers/community.flat"
  installer upgrade
  exits 0
  INSTALLER=$RELEASE/scripts/install_tier.sh installer upgrade
  exits 13
  serving "$NEXT"
}

@test "rollback --with-data brings back the version, the configuration and the data of before the upgrade" {
  installed
  printf 'event 1\n' >>"$HERE/data/control-plane/store"
  env=$(grep -v DATA_DIR "$HERE/.env")
  upgraded
  installer upgrade
  exits 0
  printf 'event 2\n' >>"$HERE/data/control-plane/store"
  # The former version cannot read this store: without --with-data the newer one stays.
  installer rollback --yes
  exits 11
  serving "$NEXT"
  installer rollback --yes --with-data
  exits 0
  serving "$THIS"
  [[ $env == "$(grep -v DATA_DIR "$HERE/.env")" ]]
  [[ $(grep -c '^event' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")/control-plane/store") == 1 ]]
  # What came after the upgrade is in the backup of the rollback.
  base64 -d <(tail -n +2 "$HERE"/backups/before-rollback-*.export | tail -n +1) | grep -q 'event 2' || tail -n +2 "$(ls -t "$HERE"/backups/before-rollback-*.export | head -n 1)" | base64 -d | grep -q 'event 2'
}

@test "a rollback of a changed setting keeps the data, and going back again is going forth" {
  installed
  installer install --set TENANTRY_PORT=8181
  exits 0
  printf 'event 1\n' >>"$HERE/data/control-plane/store"
  installer rollback --yes
  exits 0
  [[ $(env_line TENANTRY_PORT) == TENANTRY_PORT=8080 ]]
  grep -q '^event 1' "$HERE/data/control-plane/store"
  installer rollback --yes
  exits 0
  [[ $(env_line TENANTRY_PORT) == TENANTRY_PORT=8181 ]]
}

@test "without a state of before there is nothing to go back to: 14; without an installation nothing to upgrade: 14" {
  installer upgrade
  exits 14
  [[ ! -e $HERE ]]
  installed
  installer rollback --yes
  exits 14
}

@test "a retired variable that the admin set to something of his own is lost only when he says so: 13, and nothing is done" {
  installer install --set TENANTRY_METRICS_MAX_AGE=90d
  exits 0
  upgraded
  before=$(tree_hash "$HERE/compose"; cat "$HERE/.env")
  installer upgrade
  exits 13
  says 'TENANTRY_METRICS_MAX_AGE=90d'
  [[ $before == "$(tree_hash "$HERE/compose"; cat "$HERE/.env")" ]]
  serving "$THIS"
  installer upgrade --accept-breaking "$NEXT"
  exits 0
  grep -q '^# TENANTRY_METRICS_MAX_AGE=90d' "$HERE/.env"
}
