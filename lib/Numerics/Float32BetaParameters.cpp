//===- Float32BetaParameters.cpp - Constants of f32 at any beta -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>

using namespace mlir::softplus::numerics;

static constexpr double kLn2 = 0x1.62e42fefa39efp-1;

static double roundToFloat32(double value) { return static_cast<float>(value); }

/// Rounds to a multiple of `unit`, a power of two.
static double roundToMultiple(double value, double unit) {
  return std::nearbyint(value / unit) * unit;
}

/// Rounds to `precision` significant bits.
static double roundToPrecision(double value, int precision) {
  return roundToMultiple(value,
                         std::ldexp(1.0, std::ilogb(value) + 1 - precision));
}

/// Rounds the coefficients of `scale` times a polynomial of `step` x. What
/// rounding takes from one goes into the next, so that little is missing where
/// x is `at`: where most of the error of a result comes from here.
template <size_t N>
static void roundPolynomial(const double (&polynomial)[N], double scale,
                            double step, double at, double *rounded) {
  double carry = 0.0;
  for (size_t i = 0; i < N; ++i, scale *= step) {
    double exact = polynomial[i] + carry;
    rounded[i] = roundToFloat32(exact * scale);
    carry = (exact - rounded[i] / scale) / at;
  }
}

//===----------------------------------------------------------------------===//
// Near 0
//===----------------------------------------------------------------------===//

namespace {

constexpr int kDegree = std::size(kSoftplusF32) - 1;

/// Softplus as a polynomial about a center.
struct InnerPolynomial {
  double center;
  /// In f64, and rounded.
  double exact[kDegree + 1], rounded[kDegree + 1];
};

} // namespace

/// Returns the polynomial of -|x| - center for softplus less base - |x| / 4,
/// where beta center = -z, but for its rounding.
static InnerPolynomial expandAround(double z, double beta, double base) {
  InnerPolynomial result;
  result.center = roundToFloat32(-z / beta);
  double *exact = result.exact;
  llvm::copy(kSoftplusF32, exact);
  double scaledCenter = result.center * beta;
  double shift = kSoftplusCenter + scaledCenter;
  for (int i = 0; i < kDegree; ++i)
    for (int j = kDegree - 1; j >= i; --j)
      exact[j] += shift * exact[j + 1];
  exact[0] -= beta * base + 0.25 * scaledCenter;
  exact[1] -= 0.25;
  double scale = 1.0 / beta;
  for (int i = 0; i <= kDegree; ++i, scale *= beta) {
    exact[i] *= scale;
    result.rounded[i] = roundToFloat32(exact[i]);
  }
  return result;
}

/// Returns the largest error of the polynomial in f32, in ulp of softplus, at
/// some x, the one at 0 weighing more: that is where most inputs are.
static double getError(const InnerPolynomial &polynomial, double limit,
                       double base) {
  constexpr int kSteps = 16;
  constexpr double kWeight = 0.8;
  double largest = 0.0;
  for (int k = 0; k <= kSteps; ++k) {
    float x = roundToFloat32(limit * k / kSteps);
    float distance = x - static_cast<float>(polynomial.center);
    float value = polynomial.rounded[kDegree];
    double exact = polynomial.exact[kDegree];
    for (int i = kDegree - 1; i >= 0; --i) {
      value =
          std::fma(value, distance, static_cast<float>(polynomial.rounded[i]));
      exact = exact * (x - polynomial.center) + polynomial.exact[i];
    }
    double softplus = exact + base + 0.25 * x;
    double ulp = std::ldexp(1.0, std::ilogb(softplus) - 23);
    double error = std::fabs(value - exact) / ulp;
    largest = std::max(largest, k == 0 ? error : kWeight * error);
  }
  return largest;
}

/// Returns the best of some polynomials that differ by their roundings only.
static InnerPolynomial findPolynomial(double beta, double limit, double base) {
  constexpr int kCandidates = 4;
  constexpr double kStep = 0.015;
  InnerPolynomial best;
  double leastError = std::numeric_limits<double>::infinity();
  for (int i = -kCandidates; i <= kCandidates; ++i) {
    InnerPolynomial polynomial =
        expandAround(kSoftplusCenter + i * kStep, beta, base);
    double error = getError(polynomial, limit, base);
    if (error < leastError) {
      leastError = error;
      best = polynomial;
    }
  }
  return best;
}

//===----------------------------------------------------------------------===//
// Float32BetaParameters
//===----------------------------------------------------------------------===//

Float32BetaParameters::Float32BetaParameters(const Float32Parameters &given)
    : Float32Parameters(given) {
  assert(kMin <= beta && beta <= kMax && "no f32 kernel at this beta");
  inverseLn2 = roundToFloat32(beta / kLn2);

  // Above sqrt(2) / beta, which e^(beta r) / beta does not exceed, numbers of
  // f32 are multiples of this.
  double unit = std::ldexp(1.0, std::ilogb(1.4143 / beta) + 1 - 24);
  ln2High = roundToMultiple(kLn2 / beta, unit);
  ln2Low = roundToFloat32(kLn2 / beta - ln2High);
  inverseHigh = roundToMultiple(1.0 / beta, unit);
  inverseLow = roundToFloat32(1.0 / beta - inverseHigh);

  int growth = beta < 1.0 ? -std::ilogb(beta) : 0;
  scaleExponent = float32::kScaleExponent + growth;
  inverseScale = std::ldexp(1.0, -scaleExponent);
  shrink = std::ldexp(1.0, -growth);
  // n = -151 - growth: e^(beta r) / beta is below 2^(1/2 + growth), and half of
  // the least number is 2^-150.
  limit = roundToFloat32(-(151.0 + growth) * kLn2 / beta);
  leastX = roundToFloat32(-193.0 / beta);
  greatestX = roundToFloat32(40.0 / beta);

  // Powers of beta and the growth, as many as there are coefficients, are to be
  // numbers of f32.
  scalesCoefficients = growth < 10;
  roundPolynomial(kLog1pFastF32, shrink / beta,
                  scalesCoefficients ? shrink : 1.0, /*at=*/1.0, fastLog1p);

  // r contains inverseLow, which belongs to 1 / beta.
  double excess = beta * inverseLow;
  exp[0] = roundToFloat32(-excess);
  roundPolynomial(kExpBetaF32, beta * (1.0 - excess), beta, /*at=*/-0.3,
                  exp + 1);
  double mantissa = std::ldexp(beta, -std::ilogb(beta));
  bool isMoved = 1.14 < mantissa && mantissa < 1.375;
  offset = isMoved ? roundToFloat32(0.0966 / beta) : 0.0;
  expm1[0] = beta;
  roundPolynomial(isMoved ? kExpMovedF32 : kExpBetaF32, beta * beta, beta,
                  /*at=*/-0.3, expm1 + 1);
  expLow = roundToFloat32(-beta * ln2Low);
  roundPolynomial(kLog1pBetaF32, beta, beta, /*at=*/0.2, log1p);

  innerLimit = roundToFloat32(-kInnerLimitF32 / beta);
  // At least half of the limit, after rounding.
  base = roundToPrecision((kInnerLimitF32 / 2 + 1e-4) / beta, 14);
  InnerPolynomial polynomial = findPolynomial(beta, innerLimit, base);
  center = polynomial.center;
  llvm::copy(polynomial.rounded, inner);
}
