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
# Softplus of f32 has kernels for magnitudes near 1 and for all others.
spread=1.907e-06,1e-30,-39.55,-1.555e07,0.0007188,2.421e-16,-2.799e04,-1.566e21
spread=$spread,0.9721,0.02441,-1.801e-05,-7.438e-25,362.6,2.275e12,-0.01291,-7.395e-11
spread=$spread,4.951e05,4.663e26,-4.498,-7138,0.0001661,2.145e-19,-6540,-7.003e17
spread=$spread,0.2291,1.107e-05,-2.039e-06,-3.407e-28,83.52,2.065e09,-0.00301,-3.294e-14
spread=$spread,1.165e05,2.108e23,-1.013,-3.262,3.812e-05,9.885e-23,-1521,-3.106e14
spread=$spread,0.0269,4.99e-09,-1.026e06,-1e30,19.1,9.498e05,-0.000698,-1.454e-17
spread=$spread,1.364e04,9.472e19,-0.4754,-0.001484,8.68e-06,4.539e-26,-175.9,-2.738e11
spread=$spread,0.006289,2.234e-12,-2.42e05,-2.832e25,4.328,435.2,-8.045e-05,-6.56e-21

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
  if [ "$type" = f32 ]; then
    check --op=softplus --threshold=20 --beta="$spread" $others
  fi
}
exit $status
