#!/bin/sh
# Installs ptxas and fatbinary of NVIDIA's CUDA toolkit from PyPI, for tests and counts
# of kernels for GPUs, and prints the folder that belongs into PATH.
#
# usage: PATH=$PATH:$(utils/install-ptxas.sh [FOLDER])    (default: build/ptxas)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$root/build/ptxas}
"$root/utils/install-packages.sh" python3-venv >&2
if [ ! -x "$folder/bin/pip" ]; then
  python3 -m venv "$folder"
fi
"$folder/bin/pip" install --quiet nvidia-cuda-nvcc >&2
tool=$(find "$folder/lib" -name ptxas -type f | head -n 1)
if [ -z "$tool" ]; then
  echo "error: nvidia-cuda-nvcc has no ptxas" >&2
  exit 1
fi
dirname "$tool"
