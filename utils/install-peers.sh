#!/bin/sh
# Installs what benchmark/run.py compares with: from Debian's packages as root or
# through sudo, and from PyPI into a virtual environment. A peer that cannot be
# installed is named and skipped. 9 GB, most of it GPU libraries of PyTorch and
# oneDNN, which come along.
#
# usage: utils/install-peers.sh [FOLDER]     (default: benchmark/.venv)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
environment=${1:-$root/benchmark/.venv}

sudo=""
[ "$(id -u)" -eq 0 ] || sudo=sudo
skipped=""

$sudo apt-get update -q || true
for package in g++ python3-venv libbenchmark-dev libdnnl-dev libeigen3-dev \
  libomp-22-dev libsleef-dev; do
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "$package" ||
    skipped="$skipped $package"
done

[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
for packages in "numpy ml_dtypes gmpy2 matplotlib" "onnx onnxruntime" openvino \
  "iree-base-compiler iree-base-runtime" jax torch \
  onednn-devel; do
  # shellcheck disable=SC2086
  "$environment/bin/python" -m pip install --quiet --upgrade $packages ||
    skipped="$skipped $packages"
done

if [ -n "$skipped" ]; then
  echo "Skipped:$skipped"
fi
echo "Installed for benchmark/run.py: $environment"
