#!/bin/sh
# Prints tables of the errors of compiled code on one element type, over all
# inputs or very many, and fails where one is above the bound of its kernel. All types take
# about an hour of one core.
#
# usage: utils/check-accuracy.sh TYPE [ACCURACY]
# TYPE is f16, bf16, f32 or f64, ACCURACY fast, faithful (the default) or correct.
# SOFTPLUS_CHECK is the checker, by default that of the default preset.
set -eu
type=$1
accuracy=${2:-faithful}
root=$(cd "$(dirname "$0")/.." && pwd)
checker=${SOFTPLUS_CHECK:-$root/build/bin/softplus-check}
betas=0.1,0.5,0.7,2,3.3,10,100,1e-3,1e4,-1,-1.7

# What is checked at beta 1, and at these betas.
case $type in
f16 | bf16) one="" others="" ;;
f32) one="" others="--stride=15" ;;
f64) one="--points=100000000" others="--points=10000000" ;;
*) echo "error: no type '$type'; allowed are f16, bf16, f32 and f64" >&2; exit 1 ;;
esac

status=0
check() {
  # shellcheck disable=SC2086
  "$checker" --op=all --type="$type" --accuracy="$accuracy" --threshold=20,inf "$@" || status=1
}

printf '# Errors on %s, %s\n\n' "$type" "$accuracy"
printf '<!-- Written by utils/check-accuracy.sh; do not edit. -->\n\n'
# shellcheck disable=SC2086
{
  check --beta=1 $one
  check --beta="$betas" $others
}
exit $status
