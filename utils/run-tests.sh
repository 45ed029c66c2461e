#!/bin/sh
# Installs what is missing, builds and runs all tests. The last line counts them.
#
# usage: utils/run-tests.sh [PRESET]     (default: the preset `default`)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
"$root/utils/build.sh" "${1:-default}"
"$root/utils/build.sh" "${1:-default}" check-softplus >"$log" 2>&1 || status=$?
cat "$log"

count() { # label of lit's summary
  sed -n "s/^ *$1 *: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1
}
passed=$(count Passed)
failed=$(($(count Failed | grep . || echo 0) + \
          $(count 'Unresolved' | grep . || echo 0) + \
          $(count 'Timed Out' | grep . || echo 0) + \
          $(count 'Unexpectedly Passed' | grep . || echo 0)))
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
echo "${passed:-0} passed, $failed failed"
[ "$failed" -eq 0 ] && [ "${passed:-0}" -gt 0 ]
