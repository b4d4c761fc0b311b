#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

bundled() {
  BUNDLE=$BATS_TEST_TMPDIR/tenantry.bundle
  installer bundle --to "$BUNDLE"
  exits 0
  SUM=$(sha256sum "$BUNDLE" | cut -d ' ' -f 1)
  says "$SUM"
  # A machine that has no image, and no registry.
  : >"$FAKE/images"
  : >"$FAKE/calls"
}

nothing_done() {
  [[ ! -e $HERE/compose && ! -s $FAKE/images ]]
  run ! grep -q '^load' "$FAKE/calls"
}

@test "a bundle installs without a registry, and nothing is pulled" {
  bundled
  installer install --from-bundle "$BUNDLE" --bundle-sha256 "$SUM"
  exits 0
  serving "$THIS"
  run ! grep -q '^pull' "$FAKE/calls"
  installer verify --from-bundle "$BUNDLE"
  exits 0
}

@test "the same release makes the same bundle, byte for byte" {
  bundled
  images_of "$RELEASE" >"$FAKE/images"
  installer bundle --to "$BATS_TEST_TMPDIR/again"
  cmp "$BUNDLE" "$BATS_TEST_TMPDIR/again"
}

@test "a bundle cut short anywhere is refused with 12 before anything is loaded" {
  bundled
  size=$(stat -c %s "$BUNDLE")
  for part in 0 1 511 512 3000 $((size / 2)) $((size - 20480)); do
    head -c "$part" "$BUNDLE" >"$BATS_TEST_TMPDIR/short"
    installer install --from-bundle "$BATS_TEST_TMPDIR/short"
    exits 12
  done
  nothing_done
}

@test "a bundle with one byte altered, a file added or one taken away is refused with 12" {
  bundled
  mkdir "$BATS_TEST_TMPDIR/open"
  tar -xf "$BUNDLE" -C "$BATS_TEST_TMPDIR/open"
  for change in 'echo x >>images.tar' 'echo x >compose/more.yaml' 'rm compose/compose.yaml' 'rm SHA256SUMS' 'ln -s /etc/passwd compose/link'; do
    rm -rf "$BATS_TEST_TMPDIR/changed"
    cp -a "$BATS_TEST_TMPDIR/open" "$BATS_TEST_TMPDIR/changed"
    (cd "$BATS_TEST_TMPDIR/changed" && eval "$change" && tar -cf "$BATS_TEST_TMPDIR/altered" .)
    installer install --from-bundle "$BATS_TEST_TMPDIR/altered"
    exits 12
  done
  (cd "$BATS_TEST_TMPDIR/open" && tar -cPf "$BATS_TEST_TMPDIR/altered" --transform 's|^compose/compose.yaml|../escaped|' SHA256SUMS compose images.tar scripts)
  installer install --from-bundle "$BATS_TEST_TMPDIR/altered"
  exits 12
  nothing_done
}

@test "a bundle that is whole but not the one that was handed over is refused with 12" {
  bundled
  installer install --from-bundle "$BUNDLE" --bundle-sha256 "$(tr 0-9a-f 1-9a-f0 <<<"$SUM")"
  exits 12
  nothing_done
}

@test "a bundle of images from a registry of one's own is installed by those names, without naming them again" {
  printf 'registry.example/mirror/tenantry/control-plane:%s\n' "$THIS" >>"$FAKE/images"
  BUNDLE=$BATS_TEST_TMPDIR/tenantry.bundle
  installer bundle --registry registry.example/mirror --to "$BUNDLE"
  exits 0
  : >"$FAKE/images"
  installer install --from-bundle "$BUNDLE"
  exits 0
  grep -q "registry.example/mirror/tenantry/control-plane:$THIS" "$FAKE/containers"
  # It stays so, without the bundle.
  installer install --dry-run
  exits 0
}

@test "a bundle of an add-on that the tier does not have is refused with 8" {
  installer bundle --profile nothing --to "$BATS_TEST_TMPDIR/tenantry.bundle"
  exits 8
  [[ ! -e $BATS_TEST_TMPDIR/tenantry.bundle ]]
}
