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
// make 2^(n + 24), which is a normal number down to n = -150, where the results
// end; a factor 2^-24 is left for the multiplications.
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
// Bounds, measured over all 2^32 inputs by softplus-check:
//
//   fast      3.478 ulp
//   faithful  0.99545 ulp, near x = -0.744
//
// They hold for this order of operations and these coefficients only.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -|x| is clamped at -104, where the results have underflowed.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT32KERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Horner.h"

namespace mlir::softplus::numerics {

namespace detail {

/// -|x| = n ln 2 + r, r = rHigh - n ln2Low, and the power of two 2^(n + 24).
template <typename B> struct ReducedExpF32 {
  FloatExpr<B> minusT, n, rHigh, scale;
};

/// ln 2 = kLn2HighF32 + kLn2LowF32.
inline constexpr double kLn2HighF32 = 0x1.62e43p-1;
inline constexpr double kLn2LowF32 = -0x1.05c61p-29;
/// What the power of two has too much, and its inverse.
inline constexpr int kScaleExponent = 24;
inline constexpr double kInverseScale = 0x1p-24;

template <typename B> ReducedExpF32<B> reduceExpF32(const FloatExpr<B> &x) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the exponent of the scale in the low bits.
  constexpr double kRound = 0x1.8p23 + 127 + kScaleExponent;
  Float minusT = -abs(x);
  minusT = select(minusT < -104.0, -104.0, minusT);
  Float steps = fma(minusT, 0x1.715476p+0, kRound);
  Float n = steps - kRound;
  Float rHigh = fma(n, -kLn2HighF32, minusT); // exact
  Float scale = decode(encode(steps) << 23, llvm::APFloat::IEEEsingle());
  return {minusT, n, rHigh, scale};
}

} // namespace detail

/// Returns softplus of `x` at beta = 1; error at most 3.478 ulp.
template <typename B>
FloatExpr<B> softplusFastF32(const FloatExpr<B> &x,
                             const Float32Parameters &p) {
  using namespace detail;
  using Float = FloatExpr<B>;
  ReducedExpF32<B> e = reduceExpF32(x);
  Float r = fma(e.n, -kLn2LowF32, e.rHigh);
  Float u = horner(r, kExpFastF32, kInverseScale) * e.scale;
  Float positive = select(x < 0.0, 0.0, x);
  Float result = fma(u, horner(u, kLog1pFastF32), positive);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

/// Returns softplus of `x` at beta = 1; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusFaithfulF32(const FloatExpr<B> &x,
                                 const Float32Parameters &p) {
  using namespace detail;
  using Float = FloatExpr<B>;
  ReducedExpF32<B> e = reduceExpF32(x);
  Float scale = e.scale * kInverseScale;

  Float low = e.n * -kLn2LowF32;
  Float r = e.rHigh + low;
  Float h = e.rHigh + 1.0;
  Float l = fma(r * r, horner(r, kExpF32), low);
  Float v = h + l;
  Float u = v * scale;
  Float t = fma(v * u, horner(u, kLog1pF32), l);
  Float positive = select(x < 0.0, 0.0, x);
  Float outer = fma(h + t, scale, positive);

  Float even = horner(x * x, kLogCoshF32);
  Float inner = fma(x, fma(x, even, 0.5), kLn2HighF32);
  // Not of |x|, which would be computed once more.
  Float result = select(e.minusT > -0.75, inner, outer);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
