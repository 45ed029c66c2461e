//===- SigmoidKernels.h - Sigmoid, the derivative of softplus ---*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Derivation. With z = beta x, t = |z| and u = e^-t,
//
//   sigmoid = 1 / (1 + e^-z) = u / (1 + u) for a negative z, else 1 / (1 + u)
//
// The exponentials and the quotients are those of the gradients: see
// ExtendedKernels.h for f32 and the halves, which compute in f64, and
// Float64Kernels.h for f64. In `correct` numerator and denominator are sums of
// two numbers, with c as in Float64CorrectKernel.h, and the result is rounded
// once, also where it is subnormal. f32 needs that, too: for a small x the
// result is 1/2 + x/4 - x^3/48, in which f64 loses the last term where the
// others are in the middle of two numbers.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -inf is clamped where the result has underflowed. Above z = 40 the result of
// f64 is 1, to which it rounds from z = 53 ln 2 on; the others compute it.
//
// Bounds, evidence, and worst inputs with got and want: the rows of Sigmoid in
// KernelTable.h, measured by `softplus-check --op=sigmoid`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: those of the headers named above.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_SIGMOIDKERNELS_H
#define SOFTPLUS_NUMERICS_SIGMOIDKERNELS_H

#include "Softplus/Numerics/ExtendedKernels.h"
#include "Softplus/Numerics/Float64CorrectKernel.h"
#include "Softplus/Numerics/Float64Kernels.h"

namespace mlir::softplus::numerics {

namespace extended {

/// Returns sigmoid(beta x) in f64 for an f32 or half number in f32, for one
/// rounding to its type. With `sharesExp` the exponential is that of softplus.
template <typename B>
FloatExpr<B> sigmoid(const FloatExpr<B> &x, const Float32Parameters &p,
                     Target target, bool sharesExp) {
  Quotient<B> quotient = sigmoidQuotient(x, p, target, sharesExp);
  return quotient.numerator / quotient.denominator;
}

} // namespace extended

namespace float64 {

/// Returns sigmoid 2^min(N, 200) of the reduced operand where `isNegative` says
/// that it is negative, and sigmoid elsewhere.
template <typename B>
DoubleFloat<B> sigmoidQuotientCorrect(const ReducedExp<B> &e,
                                      const BoolExpr<B> &isNegative) {
  using Float = FloatExpr<B>;
  DoubleFloat<B> c = cothPolynomialCorrect(e).second;

  // sigmoid = N / D with D = k A + B, and N = k A for a negative z, else B.
  Float k = scaleDownByClamped(1.0, e);
  Float aHigh = fma(e.rHigh, 0.5, 1.0) + c.high;  // exact
  Float bHigh = fma(e.rHigh, -0.5, 1.0) + c.high; // exact
  Float aLow = fma(e.rLow, 0.5, c.low);
  Float bLow = fma(e.rLow, -0.5, c.low);
  Float kAHigh = k * aHigh; // exact
  Float kALow = k * aLow;
  Float dHigh = bHigh + kAHigh;
  Float dRest = (bHigh - dHigh) + kAHigh; // exact
  Float dLow = (bLow + kALow) + dRest;
  Float nHigh = select(isNegative, kAHigh, bHigh);
  Float nLow = select(isNegative, kALow, bLow);

  Float reciprocal = 1.0 / (dHigh + dLow);
  Float q = (nHigh + nLow) * reciprocal;
  Float remainder = fma(-q, dHigh, nHigh) + fma(-q, dLow, nLow);
  return {q, remainder * reciprocal};
}

/// Returns the sum of a positive number and of a small one, rounded to odd: a
/// second rounding to fewer bits is then as good as one of the sum.
template <typename B> FloatExpr<B> roundToOdd(const DoubleFloat<B> &sum) {
  FloatExpr<B> rounded = sum.high + sum.low;
  FloatExpr<B> rest = sum.low - (rounded - sum.high); // exact
  IntExpr<B> bits = encode(rounded);
  IntExpr<B> truncated = select(rest < 0.0, bits + -1, bits);
  IntExpr<B> odd = truncated | bits.constant(1);
  return decodeF64(select(abs(rest) > 0.0, odd, bits));
}

/// Returns what remains of the factor 2^-N of a sigmoid, over the scale.
template <typename B> FloatExpr<B> getSigmoidFactor(const ReducedExp<B> &e) {
  return scaleDown(1.0, clampSteps(e.steps, kMaxSigmoidSteps), e.clampedSteps);
}

/// Returns sigmoid(beta x).
template <typename B>
FloatExpr<B> sigmoid(const FloatExpr<B> &x, const Float64Parameters &p) {
  FloatExpr<B> scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  DoubleFloat<B> quotient = sigmoidQuotient(e, scaled < 0.0);
  FloatExpr<B> result = (quotient.high + quotient.low) * getSigmoidFactor(e);
  return applyThreshold(result, x.constant(1.0), x, p);
}

/// Returns sigmoid(beta x) of an f32 number in f64, rounded to odd, for one
/// rounding to f32. What `sigmoidQuotientCorrect` leaves of the factor 2^-N
/// is 1 where that does not give 0.
template <typename B>
FloatExpr<B> sigmoidCorrectF32(const FloatExpr<B> &x,
                               const Float64Parameters &p) {
  FloatExpr<B> scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  FloatExpr<B> result = roundToOdd(sigmoidQuotientCorrect(e, scaled < 0.0));
  return applyThreshold(result, x.constant(1.0), x, p);
}

/// Returns sigmoid(beta x), in one rounding of a sum of two numbers.
template <typename B>
FloatExpr<B> sigmoidCorrect(const FloatExpr<B> &x, const Float64Parameters &p) {
  FloatExpr<B> scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  DoubleFloat<B> quotient = sigmoidQuotientCorrect(e, scaled < 0.0);
  FloatExpr<B> result = roundOnce(quotient, getSigmoidFactor(e));
  return applyThreshold(result, x.constant(1.0), x, p);
}

} // namespace float64

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_SIGMOIDKERNELS_H
