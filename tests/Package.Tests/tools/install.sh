#!/usr/bin/env bash
# Installs what NativeAOT links with, from Debian's or Ubuntu's packages (as root). Does nothing where it is there.
set -euo pipefail

fail() {
  echo "install: $1" >&2
  exit 1
}

command -v clang > /dev/null || command -v gcc > /dev/null || {
  command -v apt-get > /dev/null || fail "no apt-get: install clang or gcc by hand"
  [ "$(id -u)" -eq 0 ] || fail "not root: sudo $0"
  apt-get update -q || fail "apt-get update failed"
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends gcc libc6-dev || fail "apt-get install failed"
}
echo "install: ready to link native programs"
