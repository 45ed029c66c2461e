//===- Float64CorrectKernel.h - Softplus in f64, below 0.51 ulp -*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Derivation. As in Float64Kernels.h, with ln(1 + u) as the sum of two numbers
// throughout: the remainder r of the reduction, w = r^2, c, S = N / D, v = S^2
// and the series each have a low part. c is split on a grid of 2^-41, coarse
// enough that the sums with the exact high parts stay exact.
//
// The result is rounded once, also where it is subnormal: adding U = 2^-1022 /
// F, F the factor that remains to be applied, rounds it to what F makes a
// multiple of 2^-1074.
//
// Special values. As in Float64Kernels.h.
//
// Bounds, evidence, and worst inputs with got and want: the rows of f64 in
// `correct` in KernelTable.h, measured against GNU MPFR by `softplus-check
// --type=f64 --accuracy=correct`; and on 8.8e6 points for each of 22 other
// betas, 4.9e-324 and 1.8e308 among them, the same 0.505 ulp.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT64CORRECTKERNEL_H
#define SOFTPLUS_NUMERICS_FLOAT64CORRECTKERNEL_H

#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float64Kernels.h"
#include "Softplus/Numerics/Float64Parameters.h"

namespace mlir::softplus::numerics::float64 {

/// Returns c = w C(w) for w = r^2: rounded, and as the sum of two
/// numbers of which the high one is a multiple of 2^-41.
template <typename B>
std::pair<FloatExpr<B>, DoubleFloat<B>>
cothPolynomialCorrect(const ReducedExp<B> &e) {
  using Float = FloatExpr<B>;
  Float r = e.rHigh + e.rLow;
  Float rRest = e.rLow - (r - e.rHigh); // exact
  Float w = r * r;
  Float wLow = fma(r + r, rRest, fma(r, r, -w));

  constexpr double kRoundToFineGrid = 3072.0;
  Float w2 = w * w;
  Float sum = fma(w, kExpCorrectF64[5], kExpCorrectF64[4]);
  sum = fma(w2, sum, fma(w, kExpCorrectF64[3], kExpCorrectF64[2]));
  sum = fma(w2, sum, fma(w, kExpCorrectF64[1], kExpCorrectF64[0]));
  Float rounded = w * sum;
  Float rest = fma(w, sum, -rounded);
  rest = fma(wLow, kExpCorrectF64[0], rest);
  Float high = (rounded + kRoundToFineGrid) - kRoundToFineGrid;
  return {rounded, {high, (rounded - high) + rest}};
}

/// Returns S = 2 u / (2 + u).
template <typename B> DoubleFloat<B> quotientCorrect(const ReducedExp<B> &e) {
  using Float = FloatExpr<B>;
  auto [c, split] = cothPolynomialCorrect(e);

  Float twoK = scaleDownByClamped(2.0, e);
  Float a = fma(e.rHigh, 0.5, 1.0);      // exact
  Float b = 2.0 - e.rHigh;               // exact
  Float aHigh = a + split.high;          // exact
  Float bHigh = fma(split.high, 2.0, b); // exact
  Float nHigh = twoK * aHigh;
  Float dHigh = fma(nHigh, 0.5, bHigh);
  Float dRest = fma(nHigh, 0.5, bHigh - dHigh); // exact
  Float aLow = fma(e.rLow, 0.5, split.low);
  Float bLow = fma(split.low, 2.0, -e.rLow);
  Float nLow = twoK * aLow;
  Float dLow = fma(nLow, 0.5, bLow + dRest);

  // N and D in one number each, without waiting for the parts of c.
  Float nRough = twoK * fma(e.rLow, 0.5, a);
  Float dRough = fma(nRough, 0.5, b - e.rLow);
  Float reciprocal = 1.0 / fma(c, fma(twoK, 0.5, 2.0), dRough);
  Float s = fma(c, twoK, nRough) * reciprocal;
  Float remainder = fma(-s, dHigh, nHigh) + fma(-s, dLow, nLow);
  return {s, remainder * reciprocal};
}

/// Returns ln(1 + u) = 2 atanh(S/2) = S + S v (1/12 + v P(v)), v = S^2.
template <typename B> DoubleFloat<B> log1pCorrect(const DoubleFloat<B> &s) {
  using Float = FloatExpr<B>;
  constexpr double kTwelfth = 0x1.5555555555555p-4;
  constexpr double kTwelfthLow = 0x1.5555555555555p-58;
  Float v = s.high * s.high;
  Float vLow = fma(s.high + s.high, s.low, fma(s.high, s.high, -v));
  Float v2 = v * v;
  Float sum = fma(v, kAtanhCorrectF64[9], kAtanhCorrectF64[8]);
  sum = fma(v2, kAtanhCorrectF64[10], sum);
  for (int i = 6; i >= 0; i -= 2)
    sum = fma(v2, sum, fma(v, kAtanhCorrectF64[i + 1], kAtanhCorrectF64[i]));

  Float factor = fma(v, sum, kTwelfth);
  Float factorRest = fma(v, sum, -(factor - kTwelfth));
  Float factorLow = fma(vLow, sum, factorRest) + kTwelfthLow;
  Float cube = s.high * v;
  Float cubeLow = fma(s.high, vLow, fma(s.high, v, -cube));
  cubeLow = fma(s.low, v, cubeLow);
  Float tail = cube * factor;
  Float tailLow = fma(cubeLow, factor, fma(cube, factor, -tail));
  tailLow = fma(cube, factorLow, tailLow);
  Float high = s.high + tail;
  Float rest = (tail - (high - s.high)) + s.low;
  return {high, rest + tailLow};
}

/// Returns the sum of a number that is not negative and of a small one, times
/// `factor`, a power of two, in one rounding.
template <typename B>
FloatExpr<B> roundOnce(const DoubleFloat<B> &sum, const FloatExpr<B> &factor) {
  using Float = FloatExpr<B>;
  // The encoding of 2^-1022 / factor, negative where that is no normal number.
  Float grid = decodeF64((int64_t(1024) << 52) - encode(factor));
  grid = select(sum.high < grid, grid, 0.0);
  Float onGrid = grid + sum.high;
  Float low = (sum.high - (onGrid - grid)) + sum.low;
  return ((onGrid + low) - grid) * factor; // exact
}

/// Returns softplus of `x`.
template <typename B>
FloatExpr<B> softplusCorrect(const FloatExpr<B> &x,
                             const Float64Parameters &parameters) {
  using Float = FloatExpr<B>;
  const Float64Parameters &p = parameters;

  Float scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  DoubleFloat<B> log = log1pCorrect(quotientCorrect(e));
  if (!p.isPowerOfTwo) {
    Float product = log.high * p.inverseBetaHigh;
    Float rest = fma(log.high, p.inverseBetaHigh, -product);
    rest = fma(log.high, p.inverseBetaLow, rest);
    log = {product, fma(log.low, p.inverseBetaHigh, rest)};
  }

  auto [high, rest] = addLinearPart(scaled, log.high);
  Float low = rest + log.low;

  Float result = roundOnce({high, low}, getSoftplusFactor(e, p));
  return applyThreshold(result, x, x, p);
}

} // namespace mlir::softplus::numerics::float64

#endif // SOFTPLUS_NUMERICS_FLOAT64CORRECTKERNEL_H
