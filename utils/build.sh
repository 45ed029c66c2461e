#!/bin/sh
# Installs what is missing from Debian's packages, configures and builds.
#
# usage: utils/build.sh [PRESET [TARGET...]]     (default: the preset `default`)
set -eu
cd "$(dirname "$0")/.."
preset=${1:-default}
[ $# -eq 0 ] || shift

packages="clang-22 cmake g++ libclang-rt-22-dev libgtest-dev libmlir-22-dev
  libomp-22-dev lld-22 llvm-22-dev llvm-22-tools mlir-22-tools ninja-build python3
  python3-numpy sollya"
[ "$preset" = no-runner-utils ] || packages="$packages libmpfr-dev"
# shellcheck disable=SC2086
utils/install-packages.sh $packages

build=build
[ "$preset" = default ] || build=build/$preset
[ -f "$build/build.ninja" ] || cmake --preset "$preset"
if [ $# -eq 0 ]; then
  cmake --build --preset "$preset"
else
  cmake --build --preset "$preset" --target "$@"
fi
