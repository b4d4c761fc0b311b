#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# What a dry run, status and a support bundle show: all that matters, and nothing else.

listening() {
  node -e 'require("net").createServer().listen(0,"127.0.0.1",function(){console.log(this.address().port);setTimeout(()=>process.exit(),60000)})' >"$BATS_TEST_TMPDIR/port" 3>&- &
  SERVER=$!
  until [[ -s $BATS_TEST_TMPDIR/port ]]; do sleep 0.05; done
  PORT=$(cat "$BATS_TEST_TMPDIR/port")
}

@test "a dry run names files that are new, and shows .env alone" {
  installer install --dry-run
  exits 10
  says 'would write compose/compose.enterprise.yaml'
  says '+TENANTRY_LOG_LEVEL=info'
  [[ $(wc -l <<<"$output") -lt 150 && $output != *'+++ compose/'* ]]
}

@test "a dry run with --show-new shows every file that would be written" {
  local file files=0
  installer install --dry-run --show-new
  exits 10
  while IFS= read -r file; do
    says "+++ $file (to be)"
    files=$((files + 1))
  done < <(sed -n 's/^  would write \(compose\/.*\)$/\1/p' <<<"$output")
  [[ $files -gt 5 ]]
}

@test "a dry run shows which secrets a service gets, and no value that somebody wrote into a file of Compose" {
  installed
  sed -i 's/^services:$/x-ours:\n  API_TOKEN: hush-hush\n  # OLD_TOKEN: hush-hush\nservices:/' "$HERE/compose/compose.yaml"
  upgraded
  sed -i 's/secrets: \[bootstrap-key, /secrets: [another-key, bootstrap-key, /' "$BATS_TEST_TMPDIR/next/compose/compose.yaml"
  installer upgrade --dry-run
  says '+    secrets: [another-key, bootstrap-key'
  says '+  API_TOKEN:[redacted]'
  [[ $output != *hush-hush* ]]
}

@test "a port of a service that does not run with these add-ons is neither named nor asked for" {
  listening
  run --separate-stderr "$INSTALLER" install --dir "$HERE" --skip-check=disk --set "TENANTRY_PROMETHEUS_PORT=$PORT" --dry-run
  exits 10
  [[ $output != *'port: TENANTRY_PROMETHEUS_PORT'* && $output == *'port: TENANTRY_PORT'* ]]
  run --separate-stderr "$INSTALLER" install --dir "$HERE" --skip-check=disk --set "TENANTRY_PROMETHEUS_PORT=$PORT" --profile observability --dry-run
  kill "$SERVER"
  exits 6
}

@test "a dry run sees that the folder cannot be written" {
  : >"$HERE"
  installer install --dry-run
  exits 7
}

@test "a service that compose.local.yaml runs no container of is not missed" {
  installer install --profile observability
  exits 0
  sed -i '/^grafana/d' "$FAKE/containers"
  installer status
  exits 11
  printf 'name: x\nservices:\n  control-plane:\n    image: x\n  grafana:\n    deploy:\n      replicas: 0\n    image: y\nvolumes:\n  scale: 0\n' >"$FAKE/config"
  installer status
  exits 0
  installer install
  says 'Nothing to change'
}

@test "status and a support bundle say which folder is in use, how many lie beside it, and what control-plane.env sets, without its values" {
  installed
  mkdir "$HERE/data-2" "$HERE/data-3"
  printf 'TENANTRY_SMTP_URL=smtp://me:hunter44@mail\n# TENANTRY_NOT=1\n' >"$HERE/control-plane.env"
  installer status
  says "data: $HERE/data; folders of before: 2"
  says 'set in control-plane.env: TENANTRY_SMTP_URL'
  [[ $output != *hunter44* && $output != *TENANTRY_NOT* ]]
  installer support-bundle --to "$BATS_TEST_TMPDIR/s.tgz"
  tar -xzf "$BATS_TEST_TMPDIR/s.tgz" -C "$BATS_TEST_TMPDIR"
  grep -q 'control-plane.env: TENANTRY_SMTP_URL' "$BATS_TEST_TMPDIR/tenantry-support/env.txt"
  run ! grep -rq hunter44 "$BATS_TEST_TMPDIR/tenantry-support"
}

@test "status says how a service ended" {
  installed
  printf 'control-plane\texited\t\t3\tx\n' >"$FAKE/containers"
  installer status
  exits 11
  says 'control-plane: exited, exit code 3'
}

@test "a support bundle ends, also when a secret is part of what takes its place, and knows shorter names of secrets" {
  installed
  printf 'MY_TOKEN=redacted\nTENANTRY_X_TOKEN=[redacted]\nMAIL_PW=hunter3hunter3\n' >>"$HERE/.env"
  printf 'redacted [redacted] hunter3hunter3\n' >"$FAKE/leak"
  run timeout 60 "$INSTALLER" support-bundle --dir "$HERE" --to "$BATS_TEST_TMPDIR/s.tgz"
  [[ $status == 0 ]]
  tar -xzf "$BATS_TEST_TMPDIR/s.tgz" -C "$BATS_TEST_TMPDIR"
  run ! grep -rq hunter3 "$BATS_TEST_TMPDIR/tenantry-support"
}
