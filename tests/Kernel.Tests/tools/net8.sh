#!/usr/bin/env bash
# Runs these tests on the library's .NET 8 build, which `dotnet build -c Release` has made, in place of the one they were built with:
# tests/Kernel.Tests/tools/net8.sh --filter Golden
set -euo pipefail
cd "$(dirname "$0")/../../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r tests/Kernel.Tests/bin/Release/net10.0/. "$folder"
cp src/Runtime/bin/Release/net8.0/Conv3DGen.dll src/Runtime/bin/Release/net8.0/Conv3DGen.pdb "$folder"
CONV3D_LIBRARY=net8.0 dotnet test "$folder/Conv3DGen.Kernel.Tests.dll" "$@"
