#!/bin/sh
# Prints tables of the errors of compiled code on one element type, over all
# inputs or very many, and fails where one is above its bound. All types take
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

# The bounds of softplus at beta 1 and at other betas and that of its gradient, and
# what is checked at these betas.
bound=--max-ulp=0.99999 grad=--max-ulp=1.5
case $type in
f16 | bf16) one="" others="" bound=--require-correct-rounding grad=--max-ulp=0.51 ;;
f32) one="" others="--stride=15" ;;
f64) one="--points=100000000" others="--points=10000000" ;;
*) echo "error: no type '$type'; allowed are f16, bf16, f32 and f64" >&2; exit 1 ;;
esac
one_bound=$bound
case $type-$accuracy in
*-faithful | f16-* | bf16-* | f64-fast) ;;
f32-fast) one_bound=--max-ulp=4 ;;
f32-correct) bound=--require-correct-rounding one_bound=$bound ;;
f64-correct) bound=--max-ulp=0.51 one_bound=$bound ;;
*) echo "error: no accuracy '$accuracy'; allowed are fast, faithful and correct" >&2; exit 1 ;;
esac

status=0
check() {
  # shellcheck disable=SC2086
  "$checker" --type="$type" --accuracy="$accuracy" --threshold=20,inf "$@" || status=1
  echo
}

printf '# Errors on %s, %s\n\n' "$type" "$accuracy"
printf '<!-- Written by utils/check-accuracy.sh; do not edit. -->\n\n'
# shellcheck disable=SC2086
{
  check --beta=1 $one "$one_bound"
  check --beta=1 $one --grad "$grad"
  check --beta="$betas" $others "$bound"
  check --beta="$betas" $others --grad "$grad"
}
exit $status
