//===- Float64BetaParameters.cpp - Constants of f64 by two parts ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float64BetaParameters.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Float64Parameters.h"
#include "Softplus/Numerics/Threshold.h"
#include <algorithm>
#include <cmath>
#include <cstddef>

using namespace mlir::softplus::numerics;

static constexpr double kLn2 = 0x1.62e42fefa39efp-1,
                        kLn2Rest = 0x1.abc9e3b39803fp-56;

/// The unevaluated sum of two numbers.
namespace {
struct Sum {
  double high, low;
};
} // namespace

/// Returns (high + low) / divisor.
static Sum divide(Sum dividend, double divisor) {
  double quotient = dividend.high / divisor;
  double remainder = std::fma(-quotient, divisor, dividend.high) + dividend.low;
  return {quotient, remainder / divisor};
}

/// Moves what `value.high` has below `unit`, a power of two, to the low part.
static Sum split(Sum value, double unit) {
  double high = std::nearbyint(value.high / unit) * unit;
  return {high, (value.high - high) + value.low};
}

/// Stores the coefficients of `scale` times a polynomial of `step` x.
template <size_t N>
static void scalePolynomial(const double (&polynomial)[N], double scale,
                            double step, double *scaled) {
  for (size_t i = 0; i < N; ++i, scale *= step)
    scaled[i] = polynomial[i] * scale;
}

Float64BetaParameters::Float64BetaParameters(double givenBeta,
                                             double givenThreshold)
    : beta(givenBeta) {
  threshold =
      findThreshold(beta, std::min(givenThreshold, float64::kMaxThreshold),
                    /*comparesInFloat32=*/false);
  inverseLn2 = beta / kLn2;

  // Above sqrt(2) / beta, which e^(beta r) / beta does not exceed, numbers of
  // f64 are multiples of this.
  double unit = std::ldexp(1.0, std::ilogb(1.4143 / beta) + 1 - 53);
  Sum inverse = divide({1.0, 0.0}, beta), ln2 = divide({kLn2, kLn2Rest}, beta);
  ln2OverBetaHigh = ln2.high;
  ln2OverBetaLow = ln2.low;
  inverse = split(inverse, unit);
  ln2 = split(ln2, unit);
  inverseHigh = inverse.high;
  inverseLow = inverse.low;
  ln2High = ln2.high;
  ln2Low = ln2.low;

  // A beta below 1 makes results that are subnormal at smaller n.
  int growth = beta < 1.0 ? -std::ilogb(beta) : 0;
  scaleExponent = 54 + growth;
  inverseScale = std::ldexp(1.0, -scaleExponent);
  limit = -(1075.9 + growth) * kLn2 / beta;

  // r contains inverseLow, which belongs to 1 / beta.
  double excess = beta * inverseLow;
  exp[0] = -excess;
  scalePolynomial(kExpBetaF64, beta * (1.0 - excess), beta, exp + 1);
  scalePolynomial(kLog1pBetaF64, beta * beta, beta, log1p);
  innerLimit = -kInnerLimitF64 / beta;
  scalePolynomial(kLogCoshF64, beta * beta * beta, beta * beta, logCosh);
}
