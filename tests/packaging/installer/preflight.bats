#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

# With every check but those that other tests beside these could disturb.
checked() {
  run --separate-stderr "$INSTALLER" "$@" --dir "$HERE"
}

untouched() {
  [[ ! -e $HERE/.env && ! -e $HERE/compose && ! -e $HERE/secrets && ! -s $HERE/.tenantry/journal ]]
}

@test "without docker on PATH it ends with 3, and nothing is done" {
  mkdir "$BATS_TEST_TMPDIR/no-docker"
  for program in bash env awk sed grep id sort head tail cut tr cat date mkdir chmod mktemp readlink dirname basename sha256sum tar find flock df nproc stat rm cp mv cmp diff uname sync od base64 openssl mapfile wc; do
    path=$(type -P "$program") && ln -s "$path" "$BATS_TEST_TMPDIR/no-docker/" || true
  done
  PATH=$BATS_TEST_TMPDIR/no-docker checked install
  exits 3
  says 'docker is not on PATH'
  untouched
}

@test "an engine that does not answer ends with 3" {
  touch "$FAKE/no-engine"
  checked install
  exits 3
  untouched
}

@test "a Compose that is missing or too old ends with 4; the floor itself and its builds are taken" {
  touch "$FAKE/no-compose"
  checked install
  exits 4
  rm "$FAKE/no-compose"
  for version in 1.29.2 2.9.0 v2.29.7; do
    echo "$version" >"$FAKE/compose-version"
    checked install
    exits 4
  done
  untouched
  for version in 2.30.0 v2.31.7 2.40.3+ds1-0 5.0.0-rc.1; do
    echo "$version" >"$FAKE/compose-version"
    installer install --dry-run
    exits 10
  done
}

@test "too few CPUs or too little memory ends with 5, with a tenth of slack" {
  sed -i -e $'s/^minimum\tcpus.*/minimum\tcpus\t4/' -e $'s/^minimum\tmemory_mib.*/minimum\tmemory_mib\t16000/' "$RELEASE/compose/tiers/community.flat"
  echo 3 >"$FAKE/cpus"
  checked install
  exits 5
  says '3 CPUs, where community needs 4'
  echo 4 >"$FAKE/cpus"
  echo $((14300 * 1048576)) >"$FAKE/memory"
  checked install
  exits 5
  installer install --skip-check=memory --dry-run
  exits 10
  # What is sold as 16 GB.
  echo $((15600 * 1048576)) >"$FAKE/memory"
  installer install --dry-run
  exits 10
}

@test "too little disk ends with 5" {
  sed -i $'s/^minimum\tdisk_mib.*/minimum\tdisk_mib\t999999999/' "$RELEASE/compose/tiers/community.flat"
  checked install
  exits 5
  says 'MiB of disk are free'
  untouched
}

@test "a port that is taken ends with 6 and names the way out" {
  node -e 'require("net").createServer().listen(0,"127.0.0.1",function(){console.log(this.address().port);setTimeout(()=>process.exit(),60000)})' >"$BATS_TEST_TMPDIR/port" 3>&- &
  server=$!
  until [[ -s $BATS_TEST_TMPDIR/port ]]; do sleep 0.05; done
  run --separate-stderr "$INSTALLER" install --dir "$HERE" --skip-check=disk --set "TENANTRY_PORT=$(cat "$BATS_TEST_TMPDIR/port")"
  kill "$server"
  exits 6
  says '--set TENANTRY_PORT=PORT'
  untouched
}

@test "all that is wrong is said at once" {
  echo 1.0.0 >"$FAKE/compose-version"
  sed -i $'s/^minimum\tcpus.*/minimum\tcpus\t400/' "$RELEASE/compose/tiers/community.flat"
  checked install
  exits 4
  says 'CPUs, where'
}

@test "a folder that cannot be written ends with 7, and nothing is done" {
  [[ $(id -u) != 0 ]] && mkdir -m 0555 "$HERE"
  # Root writes everywhere but below a file.
  [[ -d $HERE ]] || : >"$HERE"
  installer install
  exits 7
  says 'Nothing was done'
}

@test "a manifest that was cut short or holds what it must not is refused with 8" {
  flat=$RELEASE/compose/tiers/community.flat
  cp "$flat" "$BATS_TEST_TMPDIR/good"
  for change in '/^composefile/d' $'s/^tier.*/tier\tcommunity/' $'s/^secret\tbootstrap-key/secret\t..\\/x/' $'s/^directory\tcontrol-plane/directory\t..\\/..\\/etc/' $'1a\\\nmystery\tx' $'s/^port\tTENANTRY_PORT\t8080/port\tTENANTRY_PORT\thttp/'; do
    sed "$change" "$BATS_TEST_TMPDIR/good" >"$flat"
    installer install
    exits 8
  done
  untouched
}

@test "what docker compose refuses is refused with 8 before anything is written" {
  echo '# BROKEN' >>"$RELEASE/compose/compose.yaml"
  installer install
  exits 8
  untouched
}

@test "an image that cannot be had ends with 15, and leaves no installation" {
  : >"$FAKE/images"
  installer install
  exits 15
  says 'The former state is back'
  [[ ! -e $HERE/compose && ! -e $HERE/.env ]]
  cp "$FAKE/calls" "$FAKE/calls.before"
  images_of "$RELEASE" >"$FAKE/registry"
  installed
  serving "$THIS"
}

@test "a required variable without a value is asked for, with 8" {
  printf 'variable\tTENANTRY_DOMAIN\t1\t-\twhere it is reached\n' >>"$RELEASE/compose/tiers/community.flat"
  installer install
  exits 8
  says 'TENANTRY_DOMAIN is required'
  installer install --set TENANTRY_DOMAIN=example.com
  exits 0
}
