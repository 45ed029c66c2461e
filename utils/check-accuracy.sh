#!/bin/sh
# Prints tables of the errors of compiled code on one element type, over all
# inputs or very many, and fails where one is above its bound. All types take
# about half an hour of one core.
#
# usage: utils/check-accuracy.sh MODE TYPE     (faithful, correct or fast;
#                                               f16, bf16, f32 or f64)
# SOFTPLUS_CHECK is the checker, by default that of the default preset.
set -eu
mode=$1
type=$2
root=$(cd "$(dirname "$0")/.." && pwd)
checker=${SOFTPLUS_CHECK:-$root/build/bin/softplus-check}
betas=0.1,0.5,0.7,2,3.3,10,100,1e-3,1e4,-1,-1.7

# The bounds of softplus and of its gradient, the same at other betas, and what
# is checked at beta 1 and at others.
grad=1.5
case $type in
f16 | bf16) one="" others="" grad=0.51 ;;
f32) one="" others="--stride=15" ;;
f64) one="--points=100000000" others="--points=10000000" ;;
esac
case $mode-$type in
faithful-*16 | correct-*16 | correct-f32)
  bound=--require-correct-rounding
  ;;
fast-*16) bound=--max-ulp=0.52 grad=0.52 ;;
faithful-*) bound=--max-ulp=0.99999 ;;
correct-f64) bound=--max-ulp=0.50999 ;;
fast-*) bound=--max-ulp=4 grad=4 ;;
esac

status=0
check() {
  if [ "$mode" = faithful ]; then
    "$checker" --type="$type" --threshold=20,inf "$@" || status=1
  else
    "$checker" --type="$type" --threshold=20,inf --accuracy="$mode" "$@" ||
      status=1
  fi
  echo
}

check --beta=1 $one "$bound"
check --beta=1 $one --grad --max-ulp="$grad"
# At other betas the fast mode has no bound.
if [ "$mode" != fast ]; then
  check --beta="$betas" $others "$bound"
  check --beta="$betas" $others --grad --max-ulp="$grad"
fi
exit $status
