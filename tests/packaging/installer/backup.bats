#!/usr/bin/env bats
bats_require_minimum_version 1.5.0
load setup

store() {
  printf '%s/control-plane/store' "$(sed -n 's/^TENANTRY_DATA_DIR=//p' "$HERE/.env")"
}

# A running installation with an event, settings, secrets and files of its own; its backup and its passphrase elsewhere.
backed_up() {
  installer install --profile observability --set TENANTRY_LOG_LEVEL=warn
  exits 0
  printf 'event 1\n' >>"$(store)"
  printf 'TENANTRY_SMTP_PASSWORD=a$b\n' >"$HERE/control-plane.env"
  printf 'services: {}\n' >"$HERE/compose/compose.local.yaml"
  printf '# mine\n' >>"$HERE/compose/config/prometheus/prometheus.yml"
  COPY=$BATS_TEST_TMPDIR/copy.backup
  KEPT=$BATS_TEST_TMPDIR/passphrase
  installer backup --to "$COPY"
  exits 0
  # As an editor would save it.
  printf '%s\n' "$(cat "$HERE/secrets/export-passphrase")" >"$KEPT"
}

lost() {
  mv "$HERE" "$BATS_TEST_TMPDIR/lost"
  : >"$FAKE/containers"
  LOST=$BATS_TEST_TMPDIR/lost
}

same_secrets() {
  local name
  for name in "$LOST"/secrets/*; do
    [[ $(basename "$name") == bootstrap-key ]] || diff <(cat "$name") <(cat "$HERE/secrets/$(basename "$name")")
  done
}

came_back() {
  serving "$THIS"
  [[ $(grep -c '^event' "$(store)") == 1 ]]
  opens control-plane
  same_secrets
  cmp "$LOST/control-plane.env" "$HERE/control-plane.env"
  diff -r "$LOST/compose" "$HERE/compose"
  cmp "$LOST/.tenantry/stamp" "$HERE/.tenantry/stamp"
}

@test "one file and one passphrase bring a lost machine back by one command: data, settings, secrets, files, add-ons" {
  backed_up
  lost
  installer restore --from "$COPY" --passphrase-file "$KEPT"
  exits 0
  came_back
  diff "$LOST/.env" "$HERE/.env"
  # It is what it was: the same command as ever has nothing to do.
  installer install --dry-run
  exits 0
}

@test "into another folder, what lay in the old one lies in the new one, and another port is taken" {
  backed_up
  lost
  HERE=$BATS_TEST_TMPDIR/elsewhere
  installer restore --from "$COPY" --passphrase-file - --set TENANTRY_PORT=18099 <"$KEPT"
  exits 0
  came_back
  grep -q "^TENANTRY_SECRETS_DIR=$HERE/secrets\$" "$HERE/.env"
  installer install --dry-run
  exits 0
  grep -q '^TENANTRY_PORT=18099$' "$HERE/.env"
  run ! grep -q "$BATS_TEST_TMPDIR/installation" "$HERE/.env"
}

@test "nothing in the file can be read without the passphrase, and the passphrase is not in it" {
  backed_up
  mkdir "$BATS_TEST_TMPDIR/open"
  tar -xf "$COPY" -C "$BATS_TEST_TMPDIR/open"
  [[ $(ls "$BATS_TEST_TMPDIR/open") == $'configuration\ndata.export\nseal' ]]
  for file in "$HERE"/secrets/* "$HERE/control-plane.env"; do
    while IFS= read -r line || [[ -n $line ]]; do
      [[ ${#line} -lt 6 ]] || run ! grep -qaF -- "$line" "$COPY"
    done <"$file"
  done
  # By hand, as the reference says.
  openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -pass "file:$KEPT" -in "$BATS_TEST_TMPDIR/open/configuration" | tar -tzf - | grep -qx './secrets/webhook-key'
}

@test "the seal is HMAC-SHA-256 by a key of the passphrase, as openssl computes it" {
  backed_up
  mkdir "$BATS_TEST_TMPDIR/open"
  tar -xf "$COPY" -C "$BATS_TEST_TMPDIR/open"
  seal=$BATS_TEST_TMPDIR/open/seal
  key=$(openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -S "$(sed -n 's/^salt //p' "$seal")" -pass "file:$KEPT" -P </dev/null | sed -n 's/^key=//p')
  [[ $(sed -n 's/^hmac //p' "$seal") == "$(head -n 4 "$seal" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -r | cut -d ' ' -f 1)" ]]
}

@test "a backup cut short, altered in any part, or opened with another passphrase is refused with 12, and nothing is done" {
  backed_up
  lost
  size=$(stat -c %s "$COPY")
  for part in 0 600 $((size / 2)) $((size - 10240)); do
    head -c "$part" "$COPY" >"$BATS_TEST_TMPDIR/short"
    installer restore --from "$BATS_TEST_TMPDIR/short" --passphrase-file "$KEPT"
    [[ $status == 12 || $status == 13 ]]
  done
  mkdir "$BATS_TEST_TMPDIR/open"
  tar -xf "$COPY" -C "$BATS_TEST_TMPDIR/open"
  # Whoever alters a part can mend its checksum, too; the HMAC he cannot make.
  for change in 'echo x >>configuration' 'echo x >>data.export' 'sed -i "2s/.$/0/;2s/^salt \(.\)/salt \1/" seal; sed -i "2s/[0-7]$/8/;t;2s/[89a-f]$/1/" seal' \
    'echo x >>configuration; sed -i "3s/.*/$(sha256sum configuration)/" seal' 'echo x >>data.export; sed -i "4s/.*/$(sha256sum data.export)/" seal' \
    'sed -i 1s/1/2/ seal' 'rm seal' 'ln -sf /etc/passwd data.export'; do
    rm -rf "$BATS_TEST_TMPDIR/changed"
    cp -a "$BATS_TEST_TMPDIR/open" "$BATS_TEST_TMPDIR/changed"
    (cd "$BATS_TEST_TMPDIR/changed" && eval "$change" && tar -cf "$BATS_TEST_TMPDIR/altered" configuration data.export $([[ ! -e seal ]] || echo seal))
    installer restore --from "$BATS_TEST_TMPDIR/altered" --passphrase-file "$KEPT"
    exits 12
  done
  printf 'another passphrase, long enough' >"$BATS_TEST_TMPDIR/other"
  installer restore --from "$COPY" --passphrase-file "$BATS_TEST_TMPDIR/other"
  exits 12
  says 'another passphrase'
  installer restore --from "$COPY" </dev/null
  exits 2
  [[ ! -e $HERE/.env && ! -e $HERE/secrets && ! -e $HERE/data && ! -s $FAKE/containers ]]
}

@test "a folder that holds settings, secrets or data is not restored over" {
  backed_up
  installer uninstall --yes
  installer restore --from "$COPY" --passphrase-file "$KEPT"
  exits 13
  grep -q '^event 1' "$HERE/data/control-plane/store"
}

@test "a restore of a machine that is killed or fails at any step is done by the next one" {
  backed_up
  lost
  for point in operation-begun stage-done images-done keep-done switch-begun switch-done import-begun import-done start-begun start-done commit-begun commit-done; do
    for signal in KILL INT FAIL; do
      # A fault and a Ctrl-C go the same way back: where nothing is there yet, and where all of it is.
      [[ $signal == KILL || $point == import-begun || $point == start-done ]] || continue
      rm -rf "$HERE"
      : >"$FAKE/containers"
      TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=$signal installer restore --from "$COPY" --passphrase-file "$KEPT"
      [[ $status != 0 ]]
      if [[ $signal != KILL && $point != commit-* ]]; then
        [[ ! -e $HERE/.env && ! -e $HERE/secrets && ! -e $HERE/data ]]
      fi
      installer restore --from "$COPY" --passphrase-file "$KEPT" --yes
      exits 0
      came_back
    done
  done
}

@test "into a running installation come the data and the keys that it needs, and rollback puts those of today back" {
  backed_up
  LOST=$BATS_TEST_TMPDIR/lost
  cp -a "$HERE" "$LOST"
  installer uninstall --purge --yes
  installed
  printf 'event 7\nevent 8\n' >>"$(store)"
  ours=$(cat "$HERE/secrets/webhook-key")
  installer restore --from "$COPY" --passphrase-file "$KEPT" --yes
  exits 0
  [[ $(grep -c '^event' "$(store)") == 1 ]]
  opens control-plane
  for name in sealing-key webhook-key export-passphrase; do cmp <(printf '%s' "$(cat "$LOST/secrets/$name")") <(printf '%s' "$(cat "$HERE/secrets/$name")"); done
  # Settings are those of today.
  run ! grep -q '^TENANTRY_LOG_LEVEL=warn' "$HERE/.env"
  installer rollback --with-data --yes
  exits 0
  [[ $(grep -c '^event' "$(store)") == 2 ]]
  [[ $ours == "$(cat "$HERE/secrets/webhook-key")" ]]
}

@test "a backup from before the passphrase was rotated is restored all the same, also after further changes" {
  backed_up
  printf 'event 2\n' >>"$(store)"
  installer rotate-secret export-passphrase
  exits 0
  installer install --set TENANTRY_LOG_LEVEL=error
  exits 0
  installer restore --from "$COPY" --yes
  exits 0
  [[ $(grep -c '^event' "$(store)") == 1 ]]
}

@test "a restore goes on when the data of today is damaged, and that stays where it is" {
  backed_up
  touch "$FAKE/export-fails"
  former=$(store)
  installer restore --from "$COPY" --yes
  exits 0
  says 'could not be written down'
  [[ -f $former && $former != "$(store)" && $(grep -c '^event' "$(store)") == 1 ]]
  opens control-plane
}

@test "a backup that is killed or cannot be written leaves the services running and no half file" {
  installed
  for point in operation-begun backup-begun backup-done wrap-begun wrap-done; do
    TENANTRY_FAULT_AFTER=$point TENANTRY_FAULT_SIGNAL=KILL installer backup
    [[ $status == 137 ]]
    installer install
    exits 0
    serving "$THIS"
    [[ ! -e $HERE/.tenantry/work ]]
  done
  installer backup
  exits 0
  [[ -z $(find "$HERE/backups" -name '*.part') ]]
}
