#!/bin/sh
# Shrinks a program on which softplus-random reports a finding, as long as it
# reports one of the same kind, and prints what is left. softplus-random and
# softplus-reduce must be in PATH.
#
# usage: test/Random/shrink.sh FILE KIND [OPTION...]
#   the options of the finding: --pipeline='...' --round-trip=text --optimize
set -eu
if [ $# -lt 2 ]; then
  sed -n 's/^# \{0,1\}//p' "$0" | tail -n +2 >&2
  exit 1
fi
file=$1
kind=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

quoted=
for option in "$@"; do
  quoted="$quoted '$option'"
done
# Exit code 1 is what the reducer takes for interesting.
cat >"$folder/test.sh" <<END
#!/bin/sh
softplus-random --only='$kind' --program="\$1" $quoted >/dev/null 2>&1
END
chmod +x "$folder/test.sh"
if "$folder/test.sh" "$file"; then
  echo "error: $file has no finding of the kind '$kind'" >&2
  exit 1
fi
softplus-reduce "$file" \
  --reduction-tree="traversal-mode=0 test=$folder/test.sh" \
  -o "$folder/reduced.mlir" >/dev/null 2>"$folder/log" ||
  { cat "$folder/log" >&2; exit 1; }
cat "$folder/reduced.mlir"
softplus-random --program="$folder/reduced.mlir" --only="$kind" "$@" |
  sed 's/^/\/\/ /; s/--program=[^ ]*//'
