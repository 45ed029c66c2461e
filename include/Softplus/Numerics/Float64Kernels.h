//===- Float64Kernels.h - Softplus and its gradient in f64 ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Derivation. Let t = |z|, u = e^-t, so that
//
//   softplus = (max(z, 0) + ln(1 + u)) / beta,   ln(1 + u) = 2 atanh(u / (2 +
//   u))
//
// and sigmoid = 1 / (1 + u) or u / (1 + u). With t = N ln 2 - r, |r| <= ln 2 /
// 2,
//
//   u = 2^-N e^r = 2^-N A / B,   A, B = 1 +- r/2 + c,   c = (r/2) coth(r/2) - 1
//
// where c = w C(w) in w = r^2 converges fast. So u / (2 + u) = 2^-N A / D with
// D = 2^-N A + 2 B: exponential and logarithm share one division. Its operands
// are sums of an exact high part and a low part, since r = high + low with high
// a multiple of 2^-40 below 1/2, and the remainder of the division gives the
// low part of the quotient. 2 atanh(S/2) = S + S v P(v), v = S^2, for S in [0,
// 2/3].
//
// Scaling. 2^-N is split into 2^-min(N, 200), with which everything is
// computed, and a factor F, which multiplies the result at the very end:
// results are rounded twice only where they are subnormal by then, and there
// exactly scaled.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// Infinities are clamped for the reduction; max(z, 0) lets +inf through. Where
// results underflow: Float64Parameters.cpp.
//
// Bounds, evidence, and worst inputs with got and want: the rows of `float64`
// in KernelTable.h, measured against GNU MPFR by `softplus-check --op=all
// --type=f64`. Results that are not subnormal stay below 0.70 ulp, those of the
// gradient below 0.53 ulp, on 3e8 points at beta = 1 and on 8.8e6 points for
// each of 22 other betas, 4.9e-324 and 1.8e308 among them.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT64KERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT64KERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float64Parameters.h"
#include "llvm/ADT/bit.h"
#include <limits>

namespace mlir::softplus::numerics::float64 {

/// t = N ln 2 - r, with r = rHigh + rLow and rHigh a multiple of 2^-40.
template <typename B> struct ReducedExp {
  FloatExpr<B> rHigh, rLow;
  /// 2^52 * 1.5 + N, and the same with N clamped to 200.
  FloatExpr<B> steps, clampedSteps;
};

inline constexpr double kLog2E = 0x1.71547652b82fep+0;
/// ln 2 = kLn2High + kLn2Low; the high part is a multiple of 2^-40.
inline constexpr double kLn2High = 0x1.62e42fefa4p-1;
inline constexpr double kLn2Low = -0x1.8432a1b0e2634p-43;
/// Adding it rounds to an integer, in the low bits of the encoding.
inline constexpr double kRoundToInteger = 0x1.8p52;
/// Adding and subtracting it rounds to a multiple of 2^-40.
inline constexpr double kRoundToGrid = 6144.0;

template <typename B> FloatExpr<B> decodeF64(const IntExpr<B> &bits) {
  return decode(bits, llvm::APFloat::IEEEdouble());
}

/// Returns the encoding of the power of two `base`.
inline int64_t encodeConstant(double base) {
  return llvm::bit_cast<int64_t>(base);
}

/// Returns base / 2^(steps - fewerSteps), where both are 2^52 * 1.5 plus an
/// integer.
template <typename B>
FloatExpr<B> scaleDown(double base, const FloatExpr<B> &steps,
                       const FloatExpr<B> &fewerSteps) {
  return decodeF64(encodeConstant(base) -
                   ((encode(steps) - encode(fewerSteps)) << 52));
}

/// Returns the lesser of `steps`, as in `ReducedExp`, and `maximum`; this where
/// the former is NaN.
template <typename B>
FloatExpr<B> clampSteps(const FloatExpr<B> &steps, double maximum) {
  return select(steps < kRoundToInteger + maximum, steps,
                kRoundToInteger + maximum);
}

/// Returns base / 2^N, N clamped.
template <typename B>
FloatExpr<B> scaleDownByClamped(double base, const ReducedExp<B> &e) {
  return decodeF64(encodeConstant(base) - (encode(e.clampedSteps) << 52));
}

/// Reduces t = |beta' x'|.
template <typename B>
ReducedExp<B> reduceExp(const FloatExpr<B> &scaled,
                        const Float64Parameters &p) {
  using Float = FloatExpr<B>;
  double beta = p.beta;
  Float magnitude = abs(scaled);
  magnitude = min(magnitude, p.limit);
  Float steps = fma(magnitude, beta * kLog2E, kRoundToInteger);
  // t = tHigh + tLow exactly, the product included.
  Float grid = beta == 1.0 ? magnitude + kRoundToGrid
                           : fma(magnitude, beta, kRoundToGrid);
  Float tHigh = grid - kRoundToGrid;
  Float tLow = beta == 1.0 ? magnitude - tHigh : fma(magnitude, beta, -tHigh);
  Float n = steps - kRoundToInteger;
  Float rHigh = fma(n, kLn2High, -tHigh); // exact
  Float rLow = fma(n, kLn2Low, -tLow);
  return {rHigh, rLow, steps, clampSteps(steps, kMaxScaleSteps)};
}

/// Returns c = (r/2) coth(r/2) - 1.
template <typename B> FloatExpr<B> cothPolynomial(const ReducedExp<B> &e) {
  using Float = FloatExpr<B>;
  Float r = e.rHigh + e.rLow;
  Float w = r * r;
  Float w2 = w * w;
  Float high = fma(w, kExpF64[3], kExpF64[2]);
  Float low = fma(w, kExpF64[1], kExpF64[0]);
  high = fma(w2, kExpF64[4], high);
  return fma(w2 * w, high, w * low);
}

/// Returns P(v) with 2 atanh(S/2) = S + S v P(v), v = S^2 in [0, 4/9].
template <typename B> FloatExpr<B> atanhPolynomial(const FloatExpr<B> &v) {
  using Float = FloatExpr<B>;
  Float v2 = v * v;
  Float sum = fma(v, kAtanhF64[9], kAtanhF64[8]);
  for (int i = 6; i >= 0; i -= 2)
    sum = fma(v2, sum, fma(v, kAtanhF64[i + 1], kAtanhF64[i]));
  return sum;
}

/// The derivative of 2 atanh(S/2) is 1 / (1 - v/4), v = S^2, and within 0.0035
/// of 1 + kAtanhSlope v for v in [0, 4/9]. It multiplies the remainder of the
/// division, below 2 ulp of S, so that this costs less than 0.01 ulp.
inline constexpr double kAtanhSlope = 0.28;

/// Returns scale x.
template <typename B>
FloatExpr<B> scaleOperand(const FloatExpr<B> &x, const Float64Parameters &p) {
  return p.scale == 1.0 ? x : x * p.scale;
}

/// The unevaluated sum of two numbers.
template <typename B> struct DoubleFloat {
  FloatExpr<B> high, low;
};

/// Returns max(scaled, 0) + log without error, for log >= 0 or a NaN in both;
/// both orders of the operands let a NaN of `scaled` through.
template <typename B>
DoubleFloat<B> addLinearPart(const FloatExpr<B> &scaled,
                             const FloatExpr<B> &log) {
  using Float = FloatExpr<B>;
  Float positive = max(scaled, 0.0);
  Float larger = max(scaled, log);
  Float smaller = select(positive < log, positive, log);
  Float high = positive + log;
  return {high, smaller - (high - larger)};
}

/// Returns what remains of the factor 2^-N, over the scale.
template <typename B>
FloatExpr<B> getSoftplusFactor(const ReducedExp<B> &e,
                               const Float64Parameters &p) {
  return scaleDown(p.inverseScale, clampSteps(e.steps, p.softplusSteps),
                   e.clampedSteps);
}

/// Returns softplus of `x`.
template <typename B>
FloatExpr<B> softplus(const FloatExpr<B> &x,
                      const Float64Parameters &parameters) {
  using Float = FloatExpr<B>;
  const Float64Parameters &p = parameters;

  Float scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  Float c = cothPolynomial(e);

  // S = N / D = 2 u / (2 + u), with the numerator N = 2 k A and D = k A + 2 B.
  Float twoK = scaleDownByClamped(2.0, e);
  Float a = fma(e.rHigh, 0.5, 1.0); // exact
  Float b = 2.0 - e.rHigh;          // exact
  Float nHigh = twoK * a;           // exact
  Float dHigh = fma(nHigh, 0.5, b);
  Float dRest = fma(nHigh, 0.5, b - dHigh); // exact
  dRest = fma(fma(twoK, 0.25, -1.0), e.rLow, dRest);
  Float dLow = fma(c, fma(twoK, 0.5, 2.0), dRest);
  Float reciprocal = 1.0 / (dHigh + dLow);
  Float nLow = twoK * fma(e.rLow, 0.5, c);
  Float s = (nHigh + nLow) * reciprocal;
  Float remainder = fma(-s, dHigh, nHigh) + fma(-s, dLow, nLow);

  // ln(1 + u) / beta' = first + low + cubic P. The remainder enters S and, by
  // the derivative, the rest of the series.
  Float v = s * s;
  Float polynomial = atanhPolynomial(v);
  Float first = p.isPowerOfTwo ? s : s * p.inverseBetaHigh;
  Float cubic = first * v;
  Float correction = p.isPowerOfTwo
                         ? fma(reciprocal, v * kAtanhSlope, reciprocal)
                         : reciprocal * fma(v, kAtanhSlope * p.inverseBetaHigh,
                                            p.inverseBetaHigh);

  auto [high, low] = addLinearPart(scaled, first);
  if (!p.isPowerOfTwo)
    low = low + fma(s, p.inverseBetaLow, fma(s, p.inverseBetaHigh, -first));
  low = fma(remainder, correction, low);
  Float sum = high + fma(cubic, polynomial, low);

  return applyThreshold(sum * getSoftplusFactor(e, p), x, x, p);
}

/// Returns sigmoid 2^min(N, 200) of the reduced operand where `isNegative` says
/// that it is negative, and sigmoid elsewhere.
template <typename B>
DoubleFloat<B> sigmoidQuotient(const ReducedExp<B> &e,
                               const BoolExpr<B> &isNegative) {
  using Float = FloatExpr<B>;
  Float c = cothPolynomial(e);

  // sigmoid = N / D with D = k A + B, and N = k A for a negative z, else B.
  Float k = scaleDownByClamped(1.0, e);
  Float a = fma(e.rHigh, 0.5, 1.0);  // exact
  Float b = fma(e.rHigh, -0.5, 1.0); // exact
  Float kA = k * a;                  // exact
  Float dHigh = b + kA;
  Float dRest = (b - dHigh) + kA; // exact
  dRest = fma(fma(k, 0.5, -0.5), e.rLow, dRest);
  Float kPlus1 = k + 1.0;
  Float d = fma(c, kPlus1, dHigh + dRest);
  Float dLow = fma(c, kPlus1, dRest);
  // From below, so that the remainder is positive: an infinite dy would make a
  // NaN of a negative one.
  Float reciprocal = 0x1.ffffffffffffp-1 / d;
  Float nHigh = select(isNegative, kA, b);
  Float nLow =
      select(isNegative, k * fma(e.rLow, 0.5, c), fma(e.rLow, -0.5, c));
  Float q = (nHigh + nLow) * reciprocal;
  Float remainder = fma(-q, dLow, fma(-q, dHigh, nHigh) + nLow);
  return {q, remainder * reciprocal};
}

/// Returns dy * sigmoid(beta x), or dy above the threshold.
template <typename B>
FloatExpr<B> softplusGrad(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                          const Float64Parameters &parameters) {
  using Float = FloatExpr<B>;
  const Float64Parameters &p = parameters;

  // Scaling makes infinities of large numbers.
  BoolExpr<B> isFinite = abs(x) < std::numeric_limits<double>::infinity();
  Float scaled = scaleOperand(x, p);
  ReducedExp<B> e = reduceExp(scaled, p);
  DoubleFloat<B> sigmoid = sigmoidQuotient(e, scaled < 0.0);

  // The rest of 2^-N in two factors: dy takes one first, so that a large dy
  // keeps the product in range.
  Float firstSteps = clampSteps(e.steps, kMaxSigmoidSteps);
  // An infinite dy times the sigmoid of -inf, 0, is NaN.
  Float scaledDy =
      dy * select(isFinite, scaleDown(1.0, e.steps, firstSteps), 0.0);
  Float product = fma(scaledDy, sigmoid.high, scaledDy * sigmoid.low);
  Float result = product * scaleDown(1.0, firstSteps, e.clampedSteps);
  return applyThreshold(result, dy, x, p);
}

} // namespace mlir::softplus::numerics::float64

#endif // SOFTPLUS_NUMERICS_FLOAT64KERNELS_H
