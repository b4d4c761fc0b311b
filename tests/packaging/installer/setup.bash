# What the installer's tests share: a release of its own, a folder to install into, an engine of files.

setup() {
  ROOT=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)
  export FAKE=$BATS_TEST_TMPDIR/engine
  mkdir -p "$FAKE" "$BATS_TEST_TMPDIR/bin"
  cp "$BATS_TEST_DIRNAME/fake-docker" "$BATS_TEST_TMPDIR/bin/docker"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  HERE=$BATS_TEST_TMPDIR/installation
  RELEASE=$BATS_TEST_TMPDIR/release
  make_release "$RELEASE"
  THIS=$(awk -F '\t' '$1 == "tier" { print $3 }' "$RELEASE/compose/tiers/community.flat")
  NEXT=${THIS%%.*}.$(($(cut -d . -f 2 <<<"$THIS") + 1)).0
  INSTALLER=$RELEASE/scripts/install_tier.sh
  images_of "$RELEASE" >"$FAKE/images"
  sed '/^main() {$/,$d' "$INSTALLER" >"$FAKE/functions.sh"
}

# make_release <folder>: what this repository would ship.
make_release() {
  mkdir -p "$1/scripts"
  cp "$ROOT/scripts/install_tier.sh" "$1/scripts/"
  cp -a "$ROOT/compose" "$1/"
}

images_of() {
  cat "$1"/compose/tiers/*.flat | awk -F '\t' '$1 == "image" { print $3 }' | sort -u
}

# next_release <folder>: the version after this one, with a renamed, an added and a removed variable, and another default.
next_release() {
  local flat
  make_release "$1"
  for flat in "$1"/compose/tiers/*.flat; do
    sed -i -e $'s/^\\(tier\t[a-z]*\t\\)'"$THIS/\\1$NEXT/" -e "s|tenantry/control-plane:$THIS|tenantry/control-plane:$NEXT|" \
      -e 's/TENANTRY_LOG_LEVEL/TENANTRY_LEAST_LEVEL/' -e '/^variable.TENANTRY_METRICS_MAX_AGE/d' -e $'s/^port\tTENANTRY_PROMETHEUS_PORT\t9090/port\tTENANTRY_PROMETHEUS_PORT\t9091/' "$flat"
    printf '%s\t%s\t%s\t%s\n' renamed "$NEXT" TENANTRY_LOG_LEVEL TENANTRY_LEAST_LEVEL added "$NEXT" TENANTRY_NEW fresh >>"$flat"
    printf 'removed\t%s\tTENANTRY_METRICS_MAX_AGE\nupgradefrom\t%s\nvariable\tTENANTRY_NEW\t0\tfresh\tnew here\n' "$NEXT" "$THIS" >>"$flat"
  done
  images_of "$1" >>"$FAKE/images"
}

installer() {
  # Whoever runs the tests in the background ignores SIGINT, and so would a script that never gets it back.
  run --separate-stderr env --default-signal=INT "$INSTALLER" "$@" --dir "$HERE" --skip-check=disk --skip-check=ports
}

# Ports are looked at only where a test is about them: other tests run beside these.
installed() {
  installer install
  [[ $status == 0 ]] || {
    printf '%s\n' "$output" "$stderr" >&2
    return 1
  }
}

upgraded() {
  next_release "$BATS_TEST_TMPDIR/next"
  INSTALLER=$BATS_TEST_TMPDIR/next/scripts/install_tier.sh
}

# One word for everything in a folder: names, modes, owners, contents.
tree_hash() {
  (cd "$1" && find . -printf '%p %M %U %G %s %T@\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum) | sha256sum
}

# secrets_hash [name that does not count]
secrets_hash() {
  (cd "$HERE/secrets" && sha256sum ./* | grep -v "${1:-nothing}\$") | sha256sum
}

# The first key is in the store that is in use, and not revoked: opens <folder of the store>
opens() {
  grep -q "^key $(cat "$HERE/secrets/bootstrap-key")\$" "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")/$1/store"
}

says() {
  [[ $output$stderr == *"$1"* ]] || {
    printf 'not said: %s\n--- stdout\n%s\n--- stderr\n%s\n' "$1" "$output" "$stderr" >&2
    return 1
  }
}

exits() {
  [[ $status == "$1" ]] || {
    printf 'exit code %s, not %s\n--- stdout\n%s\n--- stderr\n%s\n' "$status" "$1" "$output" "$stderr" >&2
    return 1
  }
}

serving() {
  grep -q "^control-plane	running	healthy	0	tenantry/control-plane:$1" "$FAKE/containers"
}
