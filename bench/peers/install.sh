#!/usr/bin/env bash
# Installs the libraries that the benchmark measures itself against: ONNX Runtime's native library out of the npm package
# onnxruntime-node, into the ignored folder node_modules beside this script, and oneDNN from Debian's or Ubuntu's packages (as root).
# What cannot be had is left out; the benchmark says so in its report.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
onnxruntime=1.30.0
status=0

missing() {
  echo "install: $1" >&2
  status=1
}

# --ignore-scripts: the package's own script would fetch GPU libraries, which nothing here uses.
if command -v npm > /dev/null; then
  npm install --prefix "$here" --ignore-scripts --no-save --no-package-lock --no-audit --no-fund "onnxruntime-node@$onnxruntime" \
    || missing "npm does not have onnxruntime-node $onnxruntime: ONNX Runtime will not be measured"
else
  missing "no npm: ONNX Runtime will not be measured"
fi

if ldconfig -p | grep -q 'libdnnl\.so\.2'; then
  echo "install: oneDNN is there"
elif ! command -v apt-get > /dev/null; then
  missing "no apt-get: install oneDNN 2 (libdnnl.so.2) by hand, or it will not be measured"
elif [ "$(id -u)" -ne 0 ]; then
  missing "not root: sudo apt-get install libdnnl2, or oneDNN will not be measured"
else
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends libdnnl2; } \
    || missing "apt-get install libdnnl2 failed: oneDNN will not be measured"
fi

exit "$status"
