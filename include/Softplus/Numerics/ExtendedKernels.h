//===- ExtendedKernels.h - Softplus and its gradient, in f64 ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The kernels for f32 and the halves that compute in f64, in which the product
// of beta and x is exact and no intermediate result over- or underflows.
//
// Derivation. Let t = |z|, u = e^-t, so that
//
//   softplus = max(x, 0) + ln(1 + u) / beta
//
// With -t = n ln 2 + r, |r| <= ln 2 / 2, u is 2^n times a polynomial in r, and
// ln(1 + u) is u times a polynomial in u on [0, 1], its coefficients divided by
// beta beforehand. No division, no branch. The degrees of the polynomials are
// those that the rounding at the end requires; for f32 in `correct`, where they
// reach the precision of f64, the leading terms are added last.
//
// The sigmoid is 1 / (1 + u) or u / (1 + u). Where softplus computes in f32, so
// that there is no u in f64 to share, fewer operations do: with
//
//   e^z = 2^n A / B,   A, B = 1 +- r/2 + c,   c = (r/2) coth(r/2) - 1
//
// it is 2^n A / (2^n A + B), for either sign of z.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -t is clamped at -700: e^-700 < 2^-1009, and 1 / beta and dy are below 2^150.
//
// Bounds, evidence, and worst inputs with got and want: the rows of `extended`
// in KernelTable.h, measured by `softplus-check --op=all --type=f32|f16|bf16`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_EXTENDEDKERNELS_H
#define SOFTPLUS_NUMERICS_EXTENDEDKERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Horner.h"
#include <utility>

namespace mlir::softplus::numerics::extended {

/// What the result of an extended kernel is rounded to.
enum class Target { Float32, Half, CorrectFloat32 };

inline constexpr double kLn2 = 0x1.62e42fefa39efp-1;

/// Returns beta x, exact for an f32 or half number in f64.
template <typename B>
FloatExpr<B> multiplyByBeta(const FloatExpr<B> &x, const Float32Parameters &p) {
  return p.beta == 1.0 ? x : x * p.beta;
}

/// Returns n and 2^n of the reduction y = n ln 2 + r.
template <typename B>
std::pair<FloatExpr<B>, FloatExpr<B>> splitExp(const FloatExpr<B> &y) {
  // Rounds to an integer, with the bias of the exponent in the low bits.
  constexpr double kRound = 0x1.8p52 + 1023.0;
  FloatExpr<B> steps = fma(y, 0x1.71547652b82fep+0, kRound);
  return {steps - kRound,
          decode(encode(steps) << 52, llvm::APFloat::IEEEdouble())};
}

/// Returns e^-t.
template <typename B>
FloatExpr<B> exp(const FloatExpr<B> &minusT, Target target) {
  using Float = FloatExpr<B>;
  Float clamped = max(minusT, -700.0);
  auto [n, scale] = splitExp(clamped);
  if (target == Target::CorrectFloat32) {
    // ln 2 in two parts; products of the first and n are exact.
    Float r = fma(n, -0x1.62e42feep-1, clamped);
    r = fma(n, -0x1.a39ef35793c76p-33, r);
    Float expm1 = fma(r * r, horner(r, kExpCorrectF32InF64), r);
    return fma(expm1, scale, scale);
  }
  Float r = fma(n, -kLn2, clamped);
  return scale * (target == Target::Half ? horner(r, kExpHalfInF64)
                                         : horner(r, kExpF32InF64));
}

/// Returns bound + ln(1 + u) / beta.
template <typename B>
FloatExpr<B> addLog1p(const FloatExpr<B> &u, const FloatExpr<B> &bound,
                      const Float32Parameters &p, Target target) {
  using Float = FloatExpr<B>;
  switch (target) {
  case Target::Float32:
    return fma(u, horner(u, kLog1pF32InF64, p.inverseBeta), bound);
  case Target::Half:
    return fma(u, horner(u, kLog1pHalfInF64, p.inverseBeta), bound);
  case Target::CorrectFloat32:
    break;
  }
  Float rest = horner(u, kLog1pCorrectF32InF64, p.inverseBeta);
  if (p.beta == 1.0)
    return bound + fma(u * u, rest, u);
  return fma(u, fma(u, rest, p.inverseBeta), bound);
}

/// The quotient numerator / denominator.
template <typename B> struct Quotient {
  FloatExpr<B> numerator, denominator;
};

/// Returns sigmoid(beta x) in f64 for an f32 number, by the exponential of
/// `softplus`.
template <typename B>
Quotient<B> sigmoidByExp(const FloatExpr<B> &x, const Float32Parameters &p,
                         Target target) {
  using Float = FloatExpr<B>;
  Float z = multiplyByBeta(convert(x, llvm::APFloat::IEEEdouble()), p);
  Float u = exp(-abs(z), target);
  return {select(z < 0.0, u, 1.0), u + 1.0};
}

/// Returns sigmoid(beta x) in f64 for an f32 number.
template <typename B>
Quotient<B> sigmoidByCoth(const FloatExpr<B> &x, const Float32Parameters &p) {
  using Float = FloatExpr<B>;
  // Far beyond underflow, of any dy, and saturation.
  auto clamp = [](Float value) {
    value = max(value, -700.0);
    return min(value, 60.0);
  };
  const llvm::fltSemantics &extended = llvm::APFloat::IEEEdouble();
  Float z = p.beta == 1.0 ? convert(clamp(x), extended)
                          : clamp(convert(x, extended) * p.beta);
  auto [n, scale] = splitExp(z);
  Float r = fma(n, -kLn2, z);
  Float w = r * r;
  Float even = fma(w, horner(w, kCothF32InF64), 1.0);
  Float numerator = scale * fma(r, 0.5, even);
  return {numerator, fma(r, -0.5, even) + numerator};
}

/// Returns sigmoid(beta x) in f64 for an f32 number. With `sharesExp` the
/// exponential is that of `softplus`; it is for beta = 1 only that
/// there is another way.
template <typename B>
Quotient<B> sigmoidQuotient(const FloatExpr<B> &x, const Float32Parameters &p,
                            Target target, bool sharesExp) {
  return sharesExp ? sigmoidByExp(x, p, target) : sigmoidByCoth(x, p);
}

/// Returns softplus of `x`, an f32 or half number in f64, for one rounding to
/// its type.
template <typename B>
FloatExpr<B> softplus(const FloatExpr<B> &x, const Float32Parameters &p,
                      Target target) {
  using Float = FloatExpr<B>;
  Float u = exp(-abs(multiplyByBeta(x, p)), target);
  Float bound = max(x, 0.0);
  Float result = addLog1p(u, bound, p, target);
  return p.showsThreshold ? applyThreshold(result, x, x, p) : result;
}

/// Returns dy * sigmoid(beta x) in f64, for one rounding to f32 or a half.
/// Takes both in f32, where infinities cost half as many operations.
template <typename B>
FloatExpr<B> softplusGrad(FloatExpr<B> dy, FloatExpr<B> x,
                          const Float32Parameters &p, Target target,
                          bool sharesExp, bool noInfinities) {
  using Float = FloatExpr<B>;
  const llvm::fltSemantics &extended = llvm::APFloat::IEEEdouble();

  // An infinite dy times the sigmoid of -inf, 0, is NaN.
  constexpr double kMax = 0x1.fffffep+127;
  if (!noInfinities)
    dy = select(x < -kMax, dy * 0.0, dy);
  Float dyExtended = convert(dy, extended);
  Quotient<B> sigmoid = sigmoidQuotient(x, p, target, sharesExp);
  Float result = dyExtended * sigmoid.numerator / sigmoid.denominator;
  if (!p.showsThreshold)
    return result;
  return applyThreshold(result, dyExtended, convert(x, extended), p);
}

} // namespace mlir::softplus::numerics::extended

#endif // SOFTPLUS_NUMERICS_EXTENDEDKERNELS_H
