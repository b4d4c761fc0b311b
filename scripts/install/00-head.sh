#!/usr/bin/env bash
# Installs a tier of Tenantry with Docker Compose, and looks after it: install_tier.sh --help
# Needs bash 4.4, the GNU core utilities, diffutils, tar, awk, and Docker with Compose 2.30 or newer. It contacts
# nobody but the Docker engine; that one pulls images, where they are not here yet.
# Steps and traps call functions by their name.
# shellcheck disable=SC2317
set -euo pipefail
export LC_ALL=C
umask 077

# Older ones refuse `format: raw` of an environment file, which keeps a $ of control-plane.env as it is.
readonly COMPOSE_FLOOR=2.30.0
# Thresholds are met by machines that are a little smaller than their name says.
readonly SLACK_PERCENT=10
readonly DEFAULT_DIR=/opt/tenantry
# Who the services run as when root installs: they are never root.
readonly SERVICE_ID=10001
readonly LOG_LINES=40

# One code for each cause. docs/reference/installer.md lists them; they never change their meaning.
readonly E_FAILED=1 E_USAGE=2 E_ENGINE=3 E_COMPOSE=4 E_RESOURCES=5 E_PORT=6 E_FILES=7 E_CONFIG=8 E_LOCKED=9
readonly E_WOULD_CHANGE=10 E_UNHEALTHY=11 E_ALTERED=12 E_REFUSED=13 E_NOT_INSTALLED=14 E_IMAGES=15 E_DATA=16
readonly E_STUCK=17

# What steers the tests of this script; everything else named TENANTRY_… comes from .env alone, since Compose would
# let the caller's environment win over the file.
readonly FAULT_AFTER=${TENANTRY_FAULT_AFTER:-} FAULT_SIGNAL=${TENANTRY_FAULT_SIGNAL:-}
forget_environment() {
  local name
  for name in $(compgen -e); do
    case $name in TENANTRY_* | COMPOSE_*) unset "$name" ;; esac
  done
}
forget_environment
