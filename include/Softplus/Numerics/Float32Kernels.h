//===- Float32Kernels.h - Softplus for f32, in f32 --------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. For beta = 1, with u = e^-|x|,
//
//   softplus = max(x, 0) + ln(1 + u)
//
// With -|x| = n ln 2 + r, |r| <= ln 2 / 2, u is 2^n times a polynomial in r,
// and ln(1 + u) is u times a polynomial in u on [0, 1]. The bits of an integer
// make 2^(n + 26), which is a normal number down to n = -152, where the results
// have ended; a factor 2^-26 is left for the multiplications.
//
// In the faithful kernel e^r = h + l, h = 1 + rHigh. ln 2 rounded to f32 has 21
// bits and differs from ln 2 by less than 2^-29; so rHigh = -|x| - n ln2High is
// exact, and h too where |x| > ln 2. Then ln(1 + u) = 2^n (h + t), t = l + e^r
// u Q(u), in which only t and the last sum round at full size; the fma that
// multiplies by 2^n rounds the subnormal results once (2^-150 itself is 0). For
// |x| < 0.75, where u is too large for that, softplus = ln 2 + x (1/2 + x
// P(x^2)).
//
// Additions stand where an fma would do: processors that add beside their two
// multipliers run them for nothing.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -|x| is clamped at -104, where n = -150 and the results have ended.
//
// Bounds, evidence, and worst inputs with got and want: the rows of
// softplusFast and softplusFaithful in KernelTable.h, measured by
// `softplus-check --type=f32 --beta=1 --accuracy=fast|faithful`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya; those of the faithful kernel are
// then searched for bit by bit, by utils/search-coefficients.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT32KERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Horner.h"

namespace mlir::softplus::numerics::float32 {

/// -|x| = n ln 2 + r, r = rHigh - n ln2Low, and the power of two 2^(n + 26).
template <typename B> struct ReducedExp {
  FloatExpr<B> minusT, n, rHigh, scale;
};

/// ln 2 = kLn2High + kLn2Low.
inline constexpr double kLn2High = 0x1.62e43p-1;
inline constexpr double kLn2Low = -0x1.05c61p-29;
/// What the power of two has too much, and its inverse.
inline constexpr int kScaleExponent = 26;
inline constexpr double kInverseScale = 0x1p-26;

/// Takes what -|x| is clamped at, the inverse of ln 2, and its high part, both
/// in units of x, and the exponent that the power of two has too much.
template <typename B>
ReducedExp<B> reduceExp(const FloatExpr<B> &x, double limit, double inverseLn2,
                        double ln2High, int scaleExponent,
                        bool isLongTail = false) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the exponent of the scale in the low bits.
  const double round = 0x1.8p23 + 127 + scaleExponent;
  Float minusT = -abs(x);
  minusT = max(minusT, limit);
  Float steps = fma(minusT, inverseLn2, round);
  Float n = steps - round;
  Float rHigh = fma(n, -ln2High, minusT); // exact
  Float scale = decode(encode(steps) << 23, llvm::APFloat::IEEEsingle());
  return {minusT, n, rHigh, scale};
}

/// The same at beta = 1.
template <typename B> ReducedExp<B> reduceExp(const FloatExpr<B> &x) {
  return reduceExp(x, /*limit=*/-104.0, 0x1.715476p+0, kLn2High,
                   kScaleExponent);
}

/// Returns softplus of `x` at beta = 1.
template <typename B>
FloatExpr<B> softplusFast(const FloatExpr<B> &x, const Float32Parameters &p,
                          const double (&exp)[6] = kExpFastF32,
                          const double (&log1p)[9] = kLog1pFastF32) {
  using Float = FloatExpr<B>;
  ReducedExp<B> e = reduceExp(x);
  Float r = fma(e.n, -kLn2Low, e.rHigh);
  Float u = horner(r, exp, kInverseScale) * e.scale;
  Float positive = max(x, 0.0);
  Float result = fma(u, horner(u, log1p), positive);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

/// Returns softplus of `x` at beta = 1; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusFaithful(const FloatExpr<B> &x, const Float32Parameters &p,
                              const double (&exp)[5] = kExpF32,
                              const double (&log1p)[7] = kLog1pF32,
                              const double (&logCosh)[4] = kLogCoshF32) {
  using Float = FloatExpr<B>;
  ReducedExp<B> e = reduceExp(x);
  Float scale = e.scale * kInverseScale;
  Float rLow = e.n * -kLn2Low;
  Float r = e.rHigh + rLow;
  Float h = e.rHigh + 1.0;
  Float l = fma(r * r, horner(r, exp), rLow);
  Float v = h + l;
  Float u = v * scale;
  Float t = fma(v * u, horner(u, log1p), l);
  Float positive = max(x, 0.0);
  Float outer = fma(h + t, scale, positive);

  Float even = horner(x * x, logCosh);
  Float inner = fma(x, fma(x, even, 0.5), kLn2High);
  // Not of |x|, which would be computed once more.
  Float result = select(e.minusT > -0.75, inner, outer);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

} // namespace mlir::softplus::numerics::float32

#endif // SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
