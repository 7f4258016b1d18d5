#!/usr/bin/env bash
# Installs what the tests of this folder need: a cross linker, a disassembler and an emulator for arm64 from Debian's or Ubuntu's
# packages (as root), and the NativeAOT compiler and framework for arm64 from NuGet. Does nothing where all is there.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)

fail() {
  echo "install: $1" >&2
  echo "install: the NEON kernels will NOT be run as arm64 code; where CI=true, their tests fail" >&2
  exit 1
}

missing=0
for program in qemu-aarch64-static aarch64-linux-gnu-gcc aarch64-linux-gnu-objdump; do
  command -v "$program" > /dev/null || missing=1
done
[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ] || missing=1
if [ "$missing" -eq 1 ]; then
  command -v apt-get > /dev/null || fail "no apt-get: install qemu-user-static, a gcc and binutils for aarch64-linux-gnu and their C library by hand"
  [ "$(id -u)" -eq 0 ] || fail "not root: sudo $0"
  apt-get update -q || fail "apt-get update failed"
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    qemu-user-static gcc-aarch64-linux-gnu binutils-aarch64-linux-gnu libc6-dev-arm64-cross || fail "apt-get install failed"
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Publishing's own restore: a plain one fetches the framework of the JIT, not that of NativeAOT.
dotnet publish "$here/Runner/Conv3DGen.Neon.Runner.csproj" --runtime linux-arm64 --artifacts-path "$scratch" -t:Restore \
  || fail "NuGet does not have the NativeAOT packages of this SDK's framework version"
echo "install: ready to compile and run arm64 code"
