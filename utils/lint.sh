#!/bin/sh
# Checks layout, style and generated files of the repository: clang-format,
# clang-tidy, shellcheck, black, utils/generate-docs.sh, utils/generate-coefficients.sh
# and utils/check-not-directives.py. The last line counts the findings; the exit code
# is 1 if there is one.
#
# usage: utils/lint.sh [--fast] [FILE...]     (default: all files)
#
# --fast leaves out clang's static analyzer, most of the time of clang-tidy. With
# FILE, only what concerns these files is checked. What was built by utils/build.sh is
# used.
set -eu
cd "$(dirname "$0")/.."
tidy_checks=""
if [ "${1:-}" = --fast ]; then
  tidy_checks='-clang-analyzer-*'
  shift
fi
case ${1:-} in
-*)
  echo "usage: utils/lint.sh [--fast] [FILE...]" >&2
  exit 2
  ;;
esac

missing=""
for tool in black clang-format-22 clang-tidy-22 shellcheck sollya; do
  command -v $tool >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then
  echo "error: not found:$missing; Debian's packages of these names have them," \
    "and utils/install-packages.sh installs packages" >&2
  exit 2
fi
if [ ! -x build/bin/softplus-opt ]; then
  echo "error: build/bin/softplus-opt not found; utils/build.sh builds it" >&2
  exit 2
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git ls-files -- "$@" >"$scratch/files"
: >"$scratch/findings"

select_files() { # regular expression of paths
  grep -E "$1" "$scratch/files" || true
}
is_concerned() { # regular expression of paths
  [ -n "$(select_files "$1")" ]
}
for_each() { # command that takes a file; the standard input has a file a line
  tr '\n' '\0' | xargs -0 -r -n 1 -P "$(nproc)" "$@" || true
}
report() { # what was checked; the standard input has a finding a line
  sort -u >"$scratch/new"
  cat "$scratch/new" >>"$scratch/findings"
  cat "$scratch/new"
  echo "$1: $(wc -l <"$scratch/new")"
}

# shellcheck disable=SC2016
select_files '\.(c|cpp|h)$' |
  for_each sh -c 'clang-format-22 "$0" | cmp -s - "$0" || echo "$0: badly formatted"' |
  report clang-format

# Without FILE, headers are seen from the sources that include them. Other projects
# have no compile commands here.
sources='^(lib|tools|test|utils)/.*\.cpp$'
[ $# -eq 0 ] || sources='^(include|lib|tools|test|utils)/.*\.(cpp|h)$'
# shellcheck disable=SC2016
select_files "$sources" | grep -v '^test/Package/' |
  for_each sh -c 'clang-tidy-22 --quiet -p build --checks="$0" "$1" 2>/dev/null ||
    echo "$1: error: clang-tidy-22 fails"' "$tidy_checks" |
  grep -E '(warning|error): ' | sed "s|^$PWD/||" | report clang-tidy

select_files '(\.sh|^\.ci/run)$' | for_each shellcheck -f gcc | report shellcheck

select_files '\.py$' | tr '\n' '\0' | xargs -0 -r black --check 2>&1 |
  grep -E '^(would reformat|error:)' | report black

{
  if is_concerned '^(README\.md|docs/(Dialect|Numerics|Passes)\.md|include/.*)$'; then
    utils/generate-docs.sh "$scratch"
    for page in README.md docs/Dialect.md docs/Numerics.md docs/Passes.md; do
      cmp -s "$page" "$scratch/$page" ||
        echo "$page: stale; run utils/generate-docs.sh"
    done
  fi
  coefficients=include/Softplus/Numerics/Coefficients.h
  if is_concerned "^($coefficients|utils/.*coefficients.*)$"; then
    utils/generate-coefficients.sh | cmp -s - $coefficients ||
      echo "$coefficients: stale; run utils/generate-coefficients.sh"
  fi
} | report 'generated files'

tests=$(select_files '^test/.*\.mlir$' | sed 's|^test/||' | paste -sd '|')
if [ -n "$tests" ]; then
  utils/check-not-directives.py build "$tests" >"$scratch/log" ||
    grep -q '^not found' "$scratch/log" || echo 'error: it fails' >>"$scratch/log"
  grep -E '^(not found|error):' "$scratch/log" | report check-not-directives
fi

echo "$(wc -l <"$scratch/findings") findings"
[ ! -s "$scratch/findings" ]
