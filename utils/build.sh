#!/bin/sh
# Installs what is missing from Debian's packages, configures and builds.
#
# usage: utils/build.sh [PRESET [TARGET...]]     (default: the preset `default`)
set -eu
cd "$(dirname "$0")/.."
preset=${1:-default}
[ $# -eq 0 ] || shift

packages="clang-22 cmake g++ libclang-rt-22-dev libgtest-dev libmlir-22-dev
  libmpfr-dev lld-22 llvm-22-dev llvm-22-tools mlir-22-tools ninja-build python3 sollya"

missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' ||
    missing="$missing $package"
done
if [ -n "$missing" ]; then
  echo "Installing Debian packages:$missing"
  sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "error: installing packages needs root or sudo" >&2
      exit 1
    }
    sudo=sudo
  fi
  $sudo apt-get update -q
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing
fi

build=build
[ "$preset" = default ] || build=build/$preset
[ -f "$build/build.ninja" ] || cmake --preset "$preset"
if [ $# -eq 0 ]; then
  cmake --build --preset "$preset"
else
  cmake --build --preset "$preset" --target "$@"
fi
