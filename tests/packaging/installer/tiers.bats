#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

store() {
  printf '%s/%s/store' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")" "$1"
}

@test "up a tier and down again: every event comes along, and no container of the other tier stays" {
  installed
  printf 'event 1\n' >>"$(store control-plane)"
  key=$(cat "$HERE/secrets/sealing-key")
  installer change-tier --tier pro --yes
  exits 0
  grep -q '^mongodb	running' "$FAKE/containers"
  printf 'event 2\n' >>"$(store mongodb)"
  opens mongodb
  installer change-tier --tier community --yes
  exits 0
  [[ $(cut -f 1 "$FAKE/containers") == control-plane ]]
  [[ $(grep -c '^event' "$(store control-plane)") == 2 ]]
  opens control-plane
  [[ $key == "$(cat "$HERE/secrets/sealing-key")" ]]
}

@test "a dry run of a change of tier tells what it would do, and does none of it" {
  installed
  before=$(tree_hash "$HERE"; cat "$FAKE/containers")
  installer change-tier --tier pro --dry-run
  exits 10
  says 'would start mongodb'
  says 'would make secret store-url'
  [[ $before == "$(tree_hash "$HERE"; cat "$FAKE/containers")" ]]
}

@test "an import that breaks off ends with 16, and the former tier serves its data" {
  installed
  printf 'event 1\n' >>"$(store control-plane)"
  touch "$FAKE/import-fails"
  installer change-tier --tier pro --yes
  exits 16
  serving "$THIS"
  [[ $(cut -f 1 "$FAKE/containers") == control-plane ]]
  grep -q '^event 1' "$(store control-plane)"
  [[ $(find "$HERE" -maxdepth 1 -name 'data*' | wc -l) == 1 ]]
}

@test "a rollback of a change of tier takes the events of today along" {
  installed
  installer change-tier --tier pro --yes
  exits 0
  printf 'event 1\n' >>"$(store mongodb)"
  installer rollback --yes
  exits 0
  [[ $(cut -f 1 "$FAKE/containers") == control-plane ]]
  grep -q '^event 1' "$(store control-plane)"
}

@test "a store's address is made of its password, and is read by the services alone" {
  installer install --tier pro
  exits 0
  grep -qF "$(cat "$HERE/secrets/mongodb-password")" "$HERE/secrets/store-url"
  [[ $(stat -c %a "$HERE/secrets/store-url") == 600 ]]
}

@test "the same tier is refused with 13, and nobody to ask with 2" {
  installed
  installer change-tier --tier community --yes
  exits 13
  installer change-tier --tier pro </dev/null
  exits 2
}
