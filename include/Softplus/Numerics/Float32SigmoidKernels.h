//===- Float32SigmoidKernels.h - Sigmoid and gradient in f32 ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. With u = e^(-beta |x|), as softplusFastAnyBeta computes it,
//
//   sigmoid(beta x) = N / D,   D = 1 + u,   N = u for a negative x, else 1
//
// Nothing is divided: a polynomial q in D is 1 / D but for E = 1 - q D, and
// 1 / D = q (1 + E + E^2 + ...), of which three terms suffice.
//
// The gradient is dy N q. A dy of 2^127 shows in it a u of 2^-278. Where u may
// be too small for f32, from 2^-110 on, it is multiplied by 2^178 and dy by
// 2^-100; what a small dy loses is less than 2^-10 of the least number. The
// last factor, 2^-78, rounds the result once.
//
// That serves `fast` and the gradient of halves, whose bound only asks for an
// error of some ulp before the one rounding.
//
// Faithful. N, D and the quotient are sums of two numbers. As in
// Float32BetaKernels.h everything is in units of x, times a power of two: with
// e^(beta r) / beta = h + l from there and m = 2^k / beta, at most 1 if beta is
// not less,
//
//   D = m + U,   U = 2^(n + k) (h + l),   N = U for a negative x, else m
//
// h is exact only where x is not small; what it lacks enters l. The quotient s
// of the high parts, corrected by its remainder, has an error of 2^-27 and is
// rounded with the product. Its reciprocal is taken a little too small, so that
// the correction is positive: of a sum with it no zero loses its sign, and no
// infinity becomes NaN. From u = 2^-64 on, U is multiplied by 2^152, and D is
// m. dy has factors, which are undone, so that the product is a normal number;
// where the result is subnormal, it is rounded twice, first to 24 bits.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -beta |x| is clamped at -193, beyond 2^-278. An infinite dy gives itself, but
// NaN at x = -inf, where the sigmoid is 0.
//
// Bounds, evidence, and worst inputs with got and want: the rows of
// sigmoidFast, sigmoidFaithful, softplusGradFast and softplusGradFaithful in
// KernelTable.h, measured by `softplus-check --op=softplus_grad|sigmoid
// --type=f32 --accuracy=fast|faithful`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32SIGMOIDKERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT32SIGMOIDKERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32BetaKernels.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/Horner.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <cmath>

namespace mlir::softplus::numerics::float32 {

/// Where e^(-beta |x|) is too small for f32, it has 2^kTailSteps too much, and
/// the rest of a gradient these factors.
inline constexpr int kTailSteps = 178;
inline constexpr double kTailFirst = 0x1p-100, kTailLast = 0x1p-78;

/// The same for the faithful kernels, which begin with it earlier.
inline constexpr int kFarSteps = 152;
inline constexpr double kFarFirst = 0x1p-100, kFarLast = 0x1p-52;
/// More below 1 than the rounding errors of a quotient add up to.
inline constexpr double kBelowOne = 1.0 - 0x1p-21;

/// Returns `product` / D for D from m to 2 m, where m is 1 / `inverseLeast` and
/// `product` is 1 or close to it.
template <typename B, size_t N>
FloatExpr<B> reciprocalFast(const FloatExpr<B> &d,
                            const double (&reciprocal)[N],
                            double inverseLeast = 1.0, double product = 1.0) {
  FloatExpr<B> q = horner(d, reciprocal, inverseLeast, inverseLeast);
  FloatExpr<B> rest = fma(-q, d, product);
  return fma(q, fma(rest, rest, rest), q);
}

/// Returns e^(-beta |x|) without the growth of the power of two.
template <typename B>
FloatExpr<B> shrink(const FloatExpr<B> &u, const Float32BetaParameters &p) {
  return p.shrink == 1.0 ? u : u * p.shrink;
}

/// Returns sigmoid(beta x) from its exponential.
template <typename B, size_t N>
FloatExpr<B> sigmoidByExp(const FloatExpr<B> &x, const FastExp<B> &exp,
                          const double (&reciprocal)[N],
                          const Float32BetaParameters &p) {
  FloatExpr<B> u = shrink(exp.u, p);
  FloatExpr<B> q = reciprocalFast(u + 1.0, reciprocal);
  return select(x < 0.0, u, 1.0) * q;
}

/// Returns sigmoid(beta x).
template <typename B>
FloatExpr<B> sigmoidFast(const FloatExpr<B> &x,
                         const Float32BetaParameters &p) {
  return sigmoidByExp(x, expFast(reduceLongExp(x, p), p), kReciprocalF32, p);
}

/// Returns e^(-beta |x|), or 0 for an infinite x.
template <typename B>
FloatExpr<B> clearAtInfinity(const FloatExpr<B> &u, const FloatExpr<B> &x,
                             bool noInfinities) {
  constexpr double kMax = 0x1.fffffep+127;
  return noInfinities ? u : select(x < -kMax, 0.0, u);
}

/// Returns dy N / D with an N that may be too small for f32.
template <typename B>
FloatExpr<B> multiplyByTail(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                            const ReducedExp<B> &e, const FastExp<B> &exp,
                            const FloatExpr<B> &q,
                            const Float32BetaParameters &p, bool noInfinities) {
  using Float = FloatExpr<B>;
  BoolExpr<B> isTail = x < p.gradientTail;
  Float one = x.constant(1.0);
  // The exponents of scale, of exp and of what is in `steps` too much.
  int excess = p.scaleExponent + std::ilogb(exp.scale);
  IntExpr<B> steps =
      e.steps + select(isTail, e.steps.constant(kTailSteps - excess),
                       e.steps.constant(-excess));
  Float u = exp.mantissa * decode(steps << 23, llvm::APFloat::IEEEsingle());
  u = clearAtInfinity(u, x, noInfinities);
  Float quotient = select(x < 0.0, u, 1.0) * q;
  return dy * select(isTail, kTailFirst, one) * quotient *
         select(isTail, kTailLast, one);
}

/// Returns dy * sigmoid(beta x), or dy above the threshold, from exponentials.
template <typename B, size_t N>
FloatExpr<B> softplusGradByExp(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                               const ReducedExp<B> &e, const FastExp<B> &exp,
                               const double (&reciprocal)[N],
                               const Float32BetaParameters &p, bool hasTail,
                               bool noInfinities) {
  using Float = FloatExpr<B>;
  Float u = shrink(exp.u, p);
  Float q = reciprocalFast(u + 1.0, reciprocal);
  Float result =
      hasTail
          ? multiplyByTail(dy, x, e, exp, q, p, noInfinities)
          : dy *
                (select(x < 0.0, clearAtInfinity(u, x, noInfinities), 1.0) * q);
  return p.showsThreshold ? applyThreshold(result, dy, x, p) : result;
}

/// Returns dy * sigmoid(beta x), or dy above the threshold.
template <typename B>
FloatExpr<B> softplusGradFast(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                              const Float32BetaParameters &p,
                              bool noInfinities) {
  ReducedExp<B> e = reduceLongExp(x, p);
  return softplusGradByExp(dy, x, e, expFast(e, p), kReciprocalF32, p,
                           /*hasTail=*/true, noInfinities);
}

/// sigmoid(beta x) = high + low, or 2^kFarSteps times that where `isFar`. The
/// low part is positive, or 0 if both are.
template <typename B> struct SplitSigmoid {
  FloatExpr<B> high, low;
  BoolExpr<B> isFar;
};

/// With `clearsAtInfinity` it is 0 for an x of -inf.
template <typename B>
SplitSigmoid<B> splitSigmoid(const FloatExpr<B> &x,
                             const Float32BetaParameters &p,
                             bool clearsAtInfinity) {
  using Float = FloatExpr<B>;
  ReducedExp<B> e = reduceLongExp(x, p);
  auto [h, l] = splitExp(e, p);
  Float rest = ((p.inverseHigh - h) + e.rHigh) + l;
  Float high = h + rest, low = (h - high) + rest;

  // For either sign of x.
  BoolExpr<B> isFar = e.minusT < p.farLimit;
  int k = std::max(std::ilogb(p.beta), 0), excess = p.scaleExponent - k;
  IntExpr<B> steps =
      e.steps + select(isFar, e.steps.constant(kFarSteps - excess),
                       e.steps.constant(-excess));
  Float power = decode(steps << 23, llvm::APFloat::IEEEsingle());
  power = clearAtInfinity(power, x, !clearsAtInfinity);
  Float uHigh = high * power, uLow = low * power;

  double mHigh = std::ldexp(p.inverseHigh, k),
         mLow = std::ldexp(p.inverseLow, k);
  Float bodyHigh = select(isFar, 0.0, uHigh),
        bodyLow = select(isFar, 0.0, uLow);
  Float dHigh = bodyHigh + mHigh;
  Float dLow = ((mHigh - dHigh) + bodyHigh) + (bodyLow + mLow);
  Float q = reciprocalFast(dHigh, kReciprocalF32, 1.0 / mHigh, kBelowOne);

  BoolExpr<B> isNegative = x < 0.0;
  Float nHigh = select(isNegative, uHigh, mHigh);
  Float nLow = select(isNegative, uLow, mLow);
  Float s = nHigh * q;
  Float remainder = fma(-s, dHigh, nHigh) + fma(-s, dLow, nLow);
  return {s, remainder * q, x < p.farLimit};
}

/// Returns sigmoid(beta x); error below 1 ulp.
template <typename B>
FloatExpr<B> sigmoidFaithful(const FloatExpr<B> &x,
                             const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  Float one = x.constant(1.0);
  SplitSigmoid<B> s = splitSigmoid(x, p, /*clearsAtInfinity=*/false);
  return (s.high + s.low) * select(s.isFar, kFarFirst, one) *
         select(s.isFar, kFarLast, one);
}

/// Returns dy * sigmoid(beta x), or dy above the threshold; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusGradFaithful(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                                  const Float32BetaParameters &p,
                                  bool noInfinities) {
  using Float = FloatExpr<B>;
  Float one = x.constant(1.0);
  SplitSigmoid<B> s = splitSigmoid(x, p, /*clearsAtInfinity=*/!noInfinities);
  // The product is far from overflow and underflow.
  BoolExpr<B> isSmall = abs(dy) < 0x1p-20;
  Float scaled = dy * select(isSmall, 1.0 / kFarFirst, one) *
                 select(s.isFar, kFarFirst, one);
  Float product = fma(scaled, s.high, scaled * s.low);
  Float result = product * select(s.isFar, kFarLast, one) *
                 select(isSmall, kFarFirst, one);
  return p.showsThreshold ? applyThreshold(result, dy, x, p) : result;
}

} // namespace mlir::softplus::numerics::float32

#endif // SOFTPLUS_NUMERICS_FLOAT32SIGMOIDKERNELS_H
