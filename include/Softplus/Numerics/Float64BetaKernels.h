//===- Float64BetaKernels.h - Softplus for f64 by two parts -----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. As softplusFaithfulAnyBeta of Float32BetaKernels.h, in units of
// x, with a = -|x|:
//
//   softplus = max(x, 0) + ln(1 + e^(beta a)) / beta
//   a = n (ln 2 / beta) + r,   |r| <= ln 2 / (2 beta)
//
// Outer part. e^(beta r) / beta = h + l, h = (1 / beta)High + rHigh, which are
// exact for the reasons given there; l is what e^(beta r) / beta has besides.
// Then ln(1 + u) / beta = 2^n (h + t), t = l + (h + l) W, W = -u / 2 + u^2
// Q(u).
//
// Inner part. Where -beta a is below kInnerLimitF64,
//
//   softplus = ln 2 / beta + x / 2 + beta x^2 / 8 + x^4 P(x^2)
//
// The first sum is rounded; what it lacks is exact, as |x / 2| is the lesser,
// and enters the rest, as what x^2 lacks does.
//
// No division, and each result in one rounding of nearly all of it. The last
// factor makes subnormal results, which are rounded there once.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -|x| is clamped where the results have ended.
//
// Bounds, evidence, and worst inputs with got and want: the rows of
// float64::softplusFaithful in KernelTable.h, measured against GNU MPFR by
// `softplus-check --type=f64`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT64BETAKERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT64BETAKERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float64BetaParameters.h"
#include "Softplus/Numerics/Horner.h"

namespace mlir::softplus::numerics::float64 {

/// Returns softplus of `x`; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusFaithful(const FloatExpr<B> &x,
                              const Float64BetaParameters &p) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the exponent of the scale in the low bits.
  const double round = 0x1.8p52 + 1023.0 + p.scaleExponent;
  Float minusT = -abs(x);
  minusT = max(minusT, p.limit);
  Float steps = fma(minusT, p.inverseLn2, round);
  Float n = steps - round;
  Float power = decode(encode(steps) << 52, llvm::APFloat::IEEEdouble());
  Float scale = power * p.inverseScale;

  Float rHigh = fma(n, -p.ln2High, minusT); // exact
  Float h = rHigh + p.inverseHigh;          // exact
  Float d = fma(n, -p.ln2Low, p.inverseLow);
  Float r = rHigh + d;
  Float l = fma(hornerByFours(r, r * r, p.exp), r, d);
  Float w = (h + l) * scale; // u / beta
  Float w2 = w * w;
  Float ratio = fma(w, -0.5 * p.beta, w2 * hornerByFours(w, w2, p.log1p));
  Float t = fma(h, ratio, fma(l, ratio, l));
  Float positive = max(x, 0.0);
  Float outer = p.beta < 1.0 ? fma((h + t) * p.inverseScale, power, positive)
                             : fma(h + t, scale, positive);

  Float square = x * x;
  Float squareLow = fma(x, x, -square); // exact
  Float sum = fma(x, 0.5, p.ln2OverBetaHigh);
  Float rest = fma(x, 0.5, -(sum - p.ln2OverBetaHigh)); // exact
  const double eighth = 0.125 * p.beta;
  rest = fma(squareLow, eighth, rest + p.ln2OverBetaLow);
  Float fourth = square * square;
  rest = fma(fourth, hornerByFours(square, fourth, p.logCosh), rest);
  Float inner = sum + fma(square, eighth, rest);
  Float result = select(minusT > p.innerLimit, inner, outer);
  return applyThreshold(result, x, x, p);
}

} // namespace mlir::softplus::numerics::float64

#endif // SOFTPLUS_NUMERICS_FLOAT64BETAKERNELS_H
