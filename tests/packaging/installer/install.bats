#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

@test "install brings a bare folder to a running, healthy community tier" {
  installed
  serving "$THIS"
  [[ $(stat -c %a "$HERE/.env") == 600 && $(stat -c %a "$HERE/secrets") == 700 ]]
  [[ $(stat -c %a "$HERE"/secrets/* | sort -u) == 600 ]]
  says 'running and healthy'
}

@test "the installed services are told of healthy by status, and of a missing one by its exit code" {
  installed
  installer status
  exits 0
  says 'control-plane: running, healthy'
  : >"$FAKE/containers"
  installer status
  exits 11
}

@test "a second install changes nothing, and says so" {
  installed
  before=$(tree_hash "$HERE/compose"; sha256sum "$HERE/.env" "$HERE/.tenantry/journal"; grep -c ' up ' "$FAKE/calls")
  installer install
  exits 0
  says 'Nothing to change'
  [[ $before == "$(tree_hash "$HERE/compose"; sha256sum "$HERE/.env" "$HERE/.tenantry/journal"; grep -c ' up ' "$FAKE/calls")" ]]
}

@test "a dry run before the first install lists everything, and makes nothing" {
  installer install --dry-run
  exits 10
  says 'would make secret bootstrap-key'
  says 'would write compose/compose.yaml'
  says '+TENANTRY_PORT=8080'
  says 'port: TENANTRY_PORT=8080'
  says "images: tenantry/control-plane:$THIS"
  [[ ! -e $HERE ]]
  run ! grep -qE ' (up|down|run|stop) |^(pull|load)' "$FAKE/calls"
}

@test "a dry run on what is installed leaves the tree's hash as it was, and tells by its exit code whether anything would change" {
  installed
  before=$(tree_hash "$HERE"; cat "$FAKE/containers")
  installer install --dry-run
  exits 0
  installer install --dry-run --set TENANTRY_PORT=8181
  exits 10
  says '+TENANTRY_PORT=8181'
  [[ $before == "$(tree_hash "$HERE"; cat "$FAKE/containers")" ]]
}

@test "no secret is printed, by no command" {
  installed
  said=$output$stderr
  installer install --dry-run --set TENANTRY_PORT=8181
  said+=$output$stderr
  installer status
  said+=$output$stderr
  for file in "$HERE"/secrets/*; do
    while IFS= read -r line; do
      [[ ${#line} -lt 6 || $line == -----* || $said != *"$line"* ]]
    done < <(cat "$file"; echo)
  done
}

@test "secrets are the same after ten more runs, and another set of them is another" {
  installed
  before=$(secrets_hash)
  for round in 1 2 3 4 5 6 7 8 9 10; do
    installer install --set TENANTRY_PORT=$((9000 + round))
    exits 0
  done
  [[ $before == "$(secrets_hash)" ]]
}

@test "secrets have their format" {
  installed
  [[ $(cat "$HERE/secrets/bootstrap-key") =~ ^tny_[0-9a-f]{32}_[A-Za-z0-9]{43}$ ]]
  [[ $(cat "$HERE/secrets/webhook-key") =~ ^[0-9a-f]{64}$ ]]
  [[ $(base64 -d "$HERE/secrets/export-passphrase" | wc -c) == 32 ]]
  openssl pkey -in "$HERE/secrets/sealing-key" -noout
}

@test "an unknown option or command ends with 2, and nothing is done" {
  for arguments in '--dryrun install' 'install --dry-runn' 'instal' 'install extra' 'install --yes=1' 'install --tier gold' 'install --skip-check=all' 'install --tier' 'backup --dry-run' ''; do
    # shellcheck disable=SC2086
    installer $arguments
    exits 2
  done
  [[ ! -e $HERE && ! -e $FAKE/calls ]]
}

@test "--json is one line on stdout" {
  installer install --json
  exits 0
  [[ $(wc -l <<<"$output") == 1 ]]
  node -e 'const a=JSON.parse(process.argv[1]);if(a.exitCode!==0||a.tier!=="community"||!a.changes.includes("make secret bootstrap-key"))process.exit(1)' "$output"
  installer install --json --tier pro
  exits 13
  node -e 'if(JSON.parse(process.argv[1]).exitCode!==13)process.exit(1)' "$output"
}

@test "a script that was altered or cut short does nothing" {
  sed -i 's/readonly SLACK_PERCENT=10/readonly SLACK_PERCENT=99/' "$INSTALLER"
  installer install
  exits 12
  [[ ! -e $HERE ]]
  installer verify
  exits 12
  cp "$ROOT/scripts/install_tier.sh" "$INSTALLER"
  installer verify
  exits 0
  head -c 40000 "$ROOT/scripts/install_tier.sh" >"$INSTALLER"
  run bash "$INSTALLER" install --dir "$HERE"
  [[ ! -e $HERE ]]
}
