//===- Float32BetaKernels.h - Softplus for f32 at any beta ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The kernels of Float32Kernels.h for any beta of moderate magnitude, whose
// headline derives what is not said here.
//
// Derivation. beta x would have to be rounded, or be a sum of two numbers. So
// nothing is scaled: with a = -|x|, everything is in units of x,
//
//   softplus = max(x, 0) + ln(1 + e^(beta a)) / beta
//   a = n (ln 2 / beta) + r,   |r| <= ln 2 / (2 beta)
//
// and powers of beta are in the coefficients. What depends on beta is computed
// when a program is compiled, in f64 (Float32BetaParameters.cpp).
//
// Faithful, outer part. e^(beta r) / beta = h + l, h = (1 / beta)High + rHigh.
// The high parts of ln 2 / beta and of 1 / beta are multiples of the unit of
// the last place of the binade that holds sqrt(2) / beta. So are all a of that
// binade and above, and rHigh and h are exact. An -a below that binade is a
// multiple of half the unit, and so are they; there n = -2, and h is at most
// (1 + 2 ln 2) / beta + a, which is below -a, and so below the binade too,
// where -beta a > 1.193: exact again. The low parts enter l:
//
//   l = d + beta r^2 / 2 + ... - (beta (1 / beta)Low) r,   r = rHigh + d,
//   d = (1 / beta)Low - n (ln 2 / beta)Low
//
// ln(1 + u) / beta = 2^n (h + t), t = l + (h + l) W, W = u Q(u). A beta below 1
// makes results that are subnormal at smaller n: then the power of two grows
// by what 1 / beta has. What it has too much is taken from h and l, not from
// it: that costs no operation, and the last one rounds subnormal results once.
//
// Faithful, inner part. Where -beta a is below kInnerLimitF32,
//
//   softplus = (c x + base) + f(a - center),   c = 1/4 or 3/4
//
// with a polynomial f that stays small, as its slope in a is within 1/4 of 0.
// base has few bits and is at least kInnerLimitF32 / (2 beta), so that the sum
// s = c x + base is at least base / 2; then s - base is exact, and one fma more
// gives the error of s, which goes into f. What is left are the rounding of the
// last sum and those of f. At x = 0, near which most inputs are, the latter
// depend on nothing but the center; the parameters take the best of some.
//
// Bounds, evidence, and worst inputs with got and want: the rows of
// softplusFastAnyBeta and softplusFaithfulAnyBeta in KernelTable.h, measured by
// `softplus-check --type=f32 --accuracy=fast|faithful`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32BETAKERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT32BETAKERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/Horner.h"
#include <cmath>

namespace mlir::softplus::numerics::float32 {

template <typename B>
ReducedExp<B> reduceExp(const FloatExpr<B> &x, const Float32BetaParameters &p) {
  return reduceExp(x, p.limit, p.inverseLn2, p.ln2High, p.scaleExponent);
}

/// 2^-scaleExponent e^(beta r) / beta = high + low.
template <typename B> struct SplitExp {
  FloatExpr<B> high, low;
};

template <typename B>
SplitExp<B> splitExp(const ReducedExp<B> &e, const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  double unit = p.inverseScale;
  Float d = fma(e.n, -p.ln2Low * unit, p.inverseLow * unit);
  Float r = fma(d, 1.0 / unit, e.rHigh);
  Float high = fma(e.rHigh, unit, p.inverseHigh * unit);
  Float low = p.scalesCoefficients ? fma(horner(r, p.exp, unit), r, d)
                                   : fma(horner(r, p.exp), r * unit, d);
  return {high, low};
}

/// Returns softplus of `x`.
template <typename B>
FloatExpr<B> softplusFastAnyBeta(const FloatExpr<B> &x,
                                 const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  ReducedExp<B> e = reduceExp(x, p);
  Float r = fma(e.n, -p.ln2Low, e.rHigh);
  double scale = p.scalesCoefficients ? kInverseScale : 1.0;
  Float mantissa = horner(r, kExpF32InF64, scale, p.beta);
  Float u =
      mantissa * (p.scalesCoefficients ? e.scale : e.scale * kInverseScale);
  Float argument = p.scalesCoefficients ? u : u * p.shrink;
  Float log1p = horner(argument, p.fastLog1p);
  Float result = fma(u, log1p, max(x, 0.0));
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

/// Returns softplus of `x`; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusFaithfulAnyBeta(const FloatExpr<B> &x,
                                     const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  ReducedExp<B> e = reduceExp(x, p);
  auto [h, l] = splitExp(e, p);
  Float w = (h + l) * e.scale; // u / beta
  Float ratio = w * horner(w, p.log1p);
  Float t = fma(h, ratio, fma(l, ratio, l));
  Float outer = fma(h + t, e.scale, max(x, 0.0));

  Float f = horner(e.minusT - p.center, p.inner);
  Float slope = select(x < 0.0, x.constant(0.25), x.constant(0.75));
  Float sum = fma(x, slope, p.base);
  Float rest = fma(x, slope, -(sum - p.base));
  Float inner = sum + (f + rest);
  Float result = select(e.minusT > p.innerLimit, inner, outer);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

} // namespace mlir::softplus::numerics::float32

#endif // SOFTPLUS_NUMERICS_FLOAT32BETAKERNELS_H
