#!/bin/sh
# Generates the reference pages of the dialect and the passes from TableGen.
#
# usage: utils/generate-docs.sh [FOLDER]     (default: docs/ of this repository)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/docs}
bin=$(llvm-config-22 --bindir)
include=$(llvm-config-22 --includedir)
mkdir -p "$out"

generate() { # mode, TableGen file, page
  # shellcheck disable=SC2086
  "$bin/mlir-tblgen" $1 -I "$root/include" -I "$include" \
    "$root/include/Softplus/$2" >> "$out/$3"
}

rm -f "$out/Dialect.md" "$out/Passes.md"
generate '-gen-dialect-doc -dialect=softplus' IR/SoftplusOps.td Dialect.md
# The enums are those of the arith dialect.
sed -i '/^## Enums/,$d' "$out/Dialect.md"
generate -gen-pass-doc Conversion/Passes.td Passes.md
generate -gen-pass-doc Transforms/Passes.td Passes.md
sed -i '1i# Passes\n' "$out/Passes.md"
