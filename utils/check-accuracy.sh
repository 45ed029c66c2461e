#!/bin/sh
# Prints tables of the errors of compiled code on one element type, over all
# inputs or very many, and fails where one is above its bound. All types take
# about an hour of one core.
#
# usage: utils/check-accuracy.sh TYPE     (f16, bf16, f32 or f64)
# SOFTPLUS_CHECK is the checker, by default that of the default preset.
set -eu
type=$1
root=$(cd "$(dirname "$0")/.." && pwd)
checker=${SOFTPLUS_CHECK:-$root/build/bin/softplus-check}
betas=0.1,0.5,0.7,2,3.3,10,100,1e-3,1e4,-1,-1.7

# The bounds of softplus in each accuracy and of its gradient, and what is checked
# at beta 1 and at other betas.
fast=--max-ulp=4 faithful=--max-ulp=0.99999 correct=--require-correct-rounding
grad=1.5
case $type in
f16 | bf16) one="" others="" faithful=--require-correct-rounding grad=0.51 ;;
f32) one="" others="--stride=15" ;;
f64) one="--points=100000000" others="--points=10000000" correct=--max-ulp=0.51 ;;
*) echo "error: no type '$type'; allowed are f16, bf16, f32 and f64" >&2; exit 1 ;;
esac

status=0
check() {
  # shellcheck disable=SC2086
  "$checker" --type="$type" --threshold=20,inf "$@" || status=1
  echo
}

# shellcheck disable=SC2086
{
  printf '# Errors on %s\n\n' "$type"
  printf '<!-- Written by utils/check-accuracy.sh; do not edit. -->\n\n'
  printf '## `faithful`\n\n'
  check --beta=1 $one "$faithful"
  check --beta=1 $one --grad --max-ulp="$grad"
  check --beta="$betas" $others "$faithful"
  check --beta="$betas" $others --grad --max-ulp="$grad"
  # The kernels of the halves are those of `faithful`.
  case $type in
  f32 | f64)
    printf '## `correct`\n\n'
    check --accuracy=correct --beta=1 $one "$correct"
    check --accuracy=correct --beta="$betas" $others "$correct"
    ;;
  esac
  if [ "$type" = f32 ]; then
    printf '## `fast`\n\n'
    check --accuracy=fast --beta=1 $one "$fast"
  fi
}
exit $status
