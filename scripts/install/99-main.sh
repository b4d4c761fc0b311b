# --- Main: on the last line, so that a script that was cut short does nothing, and one that is replaced while it runs ---
# --- reads nothing of what took its place ------------------------------------------------------------------------------

main() {
  SELF=$(readlink -f "${BASH_SOURCE[0]}")
  readonly SELF
  parse_options "$@"
  STATE=$OPT_DIR/.tenantry
  trap 'on_exit $?' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  trap '' PIPE
  if [[ $COMMAND == verify ]]; then
    command_verify
    return 0
  fi
  skipped checksum || verify_self
  case $COMMAND in
    status) command_status ;;
    support-bundle) command_support_bundle ;;
    bundle) command_bundle ;;
    *) change "$@" ;;
  esac
}

change() {
  if [[ $OPT_DRY_RUN == 1 ]]; then
    [[ -z $(journal_unfinished) ]] || say 'A run was ended before it was through: a real run would put that right first.'
  else
    need_a_folder
    take_lock
    if [[ $COMMAND != install && $COMMAND != restore ]] || is_installed; then need_engine; fi
    recover
  fi
  case $COMMAND in
    install) command_install ;;
    upgrade) command_upgrade ;;
    rollback) command_rollback ;;
    change-tier) command_change_tier ;;
    rotate-secret) command_rotate_secret ;;
    backup)
      need_secrets
      command_backup
      ;;
    restore) command_restore ;;
    uninstall) command_uninstall ;;
  esac
}

# An installation makes its folder; nothing else has a reason to.
need_a_folder() {
  if [[ $COMMAND != install && $COMMAND != restore && ! -d $STATE ]]; then
    die "$E_NOT_INSTALLED" "Nothing is installed in $OPT_DIR. Nothing was done."
  fi
}

# Read as one piece, with its end.
{
  main "$@"
  builtin exit
}
