#!/bin/sh
# Compiles a file of IR with softplus-opt, runs it with the stock mlir-runner, and
# prints the operand, the result and the largest error of every softplus in it.
# The reference is GNU MPFR, evaluated while the program runs.
#
# usage: utils/run-demo.sh [FILE]     (default: examples/mamba-dt.mlir)
#
# FILE holds functions of scalars, ranked tensors or memrefs of floats. If it has
# no function `main` without operands, each is called with sample operands.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
file=${1:-$root/examples/mamba-dt.mlir}
if [ ! -f "$file" ]; then
  echo "error: no file '$file'; usage: utils/run-demo.sh [FILE]" >&2
  exit 1
fi

log=$(mktemp)
compiled=$(mktemp)
trap 'rm -f "$log" "$compiled"' EXIT
echo "Building softplus (the first time takes some minutes) ..."
"$root/utils/build.sh" default softplus-opt softplus_runner_utils \
  >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
grep '^Installing' "$log" || true

echo "Compiling and running $file"
echo
"$root/build/bin/softplus-opt" "$file" \
  --call-with-samples --report-softplus --softplus-to-cpu-pipeline >"$compiled"
"$(llvm-config-22 --bindir)/mlir-runner" "$compiled" \
  --entry-point-result=void \
  --shared-libs="$(llvm-config-22 --libdir)/libmlir_c_runner_utils.so" \
  --shared-libs="$root/build/lib/libsoftplus_runner_utils.so"
