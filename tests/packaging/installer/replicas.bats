#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

@test "one of two control planes that is gone is said by status, and started by install" {
  installed
  # As enterprise has it.
  for flat in "$HERE"/compose/tiers/community.flat "$HERE"/.tenantry/base/compose/tiers/community.flat "$RELEASE/compose/tiers/community.flat" "$HERE"/.tenantry/applied/compose/tiers/community.flat; do
    sed -i $'s/^\\(service\tcontrol-plane\t.*\t\\)1$/\\12/' "$flat"
  done
  installer status
  exits 11
  says 'not healthy: control-plane'
  installer install --dry-run
  exits 10
  says 'would start control-plane'
  installer install
  exits 0
  [[ $(grep -c '^control-plane' "$FAKE/containers") == 2 ]]
  installer status
  exits 0
}

@test "an install with nothing to change says with 11 that a service is not healthy" {
  installed
  sed -i 's/healthy/unhealthy/' "$FAKE/containers"
  installer install
  exits 11
  says 'not everything is healthy: control-plane'
}
