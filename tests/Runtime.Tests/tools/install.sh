#!/usr/bin/env bash
# Installs numpy, with which the tests exchange files, from Debian's or Ubuntu's packages (as root). Does nothing where it is there.
set -euo pipefail

fail() {
  echo "install: $1" >&2
  echo "install: files will NOT be checked against numpy; where CI=true, those tests fail" >&2
  exit 1
}

for python in python3 /usr/bin/python3; do
  if "$python" -c 'import numpy' 2> /dev/null; then
    echo "install: $python has numpy"
    exit 0
  fi
done
command -v apt-get > /dev/null || fail "no apt-get: install python3 with numpy by hand"
[ "$(id -u)" -eq 0 ] || fail "not root: sudo $0"
apt-get update -q || fail "apt-get update failed"
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-numpy || fail "apt-get install failed"
/usr/bin/python3 -c 'import numpy' || fail "/usr/bin/python3 does not find numpy"
echo "install: ready to exchange files with numpy"
