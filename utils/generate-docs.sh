#!/bin/sh
# Generates the reference pages of the dialect and the passes from TableGen, and
# the tables of the kernels in README.md, docs/Numerics.md and docs/Passes.md.
#
# usage: utils/generate-docs.sh [FOLDER]           (default: this repository)
# SOFTPLUS_KERNELS prints the tables, by default that of the default preset.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target=${1:-$root}
out=$target/docs
kernels=${SOFTPLUS_KERNELS:-$root/build/bin/softplus-kernels}
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

# Fills what is between `<!-- softplus-kernels ARGUMENTS -->` and
# `<!-- end of softplus-kernels -->`.
fill_tables() { # file, filled file
  awk -v kernels="$kernels" '
    /^<!-- softplus-kernels .* -->$/ {
      print
      print ""
      fflush()
      if (system(kernels " " $3) != 0) exit 1
      print ""
      isTable = 1
    }
    /^<!-- end of softplus-kernels -->$/ { isTable = 0 }
    !isTable { print }
  ' "$1" > "$2.new"
  mv "$2.new" "$2"
}
fill_tables "$root/README.md" "$target/README.md"
fill_tables "$root/docs/Numerics.md" "$out/Numerics.md"
fill_tables "$out/Passes.md" "$out/Passes.md"
