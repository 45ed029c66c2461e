//===- Float32SigmoidKernels.h - Sigmoid and gradient in f32 ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. -beta x = n ln 2 + beta r, |beta r| <= ln 2 / 2, gives
//
//   sigmoid(beta x) = 1 / D,   D = 1 + w,   w = e^(-beta x) = 2^n e^(beta r)
//
// for both signs of x: D is at least 1, and no quotient loses what its
// numerator has more than f32. Where w exceeds 2^kMaxPower, it has that power
// in place of 2^n, and the result a factor 2^excess. As in Float32BetaKernels.h
// everything is in units of x, and powers of beta are in the coefficients.
//
// Nothing is divided. The bits of D, taken from those of a constant, are the
// bits of a number near 1 / D, within 5.1 %, since the logarithm of a number is
// nearly a line in its bits. A step of Newton's, q, lacks 2^-14 to 2^-8 of 1 /
// D: a little is taken off, so that E = 1 - q D is positive whatever rounds.
// 1 / D = q (1 + E + E^2 + ...), where a positive correction lets no zero lose
// its sign, and no infinity become NaN.
//
// That serves `fast` and halves, whose bounds only ask for an error of some
// ulp, or before the one rounding.
//
// Faithful. e^(beta r) = v + low, where v is 1 + rHigh P(rHigh), rounded, and
// low is what that lacks and v times what r has beside rHigh. D is the sum of 1
// and w in order of size, and dLow what it lacks. Then E is known to 2^-33, and
// dy q (1 + E + E^2 + E^3) to one rounding.
//
// What comes before that are the roundings of P. With m for the mantissa of
// beta, the last is by 2^-24 / m of beta at most, or half of it where P is
// below the power of two below beta; it counts for most where beta r is -ln 2 /
// 2. For m from 1.14 to 1.375 the interval of beta r is moved to [-0.25, 0.44].
// So, of e^(beta r), the last is below 0.36 2^-24, those before it below 0.08
// 2^-24, and the errors of the polynomial and its coefficients below 0.05
// 2^-24: below 0.49 ulp together.
//
// For that the product is to be a normal number: dy is multiplied by 2^100
// where it is small. The powers of two are undone by two factors, the last of
// which rounds a subnormal result, whose 24 bits are so rounded twice.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -beta x is clamped at 193, beyond 2^278, where the product with a dy of 2^128
// has ended, and at -40, where 1 + w has. An infinite dy gives itself, but NaN
// at x = -inf, where the sigmoid is 0.
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
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Horner.h"

namespace mlir::softplus::numerics::float32 {

/// e^(-beta x) = 2^n e^(beta r), r = rHigh - n ln2Low.
template <typename B> struct SignedExp {
  FloatExpr<B> n, rHigh;
  /// n + `round`, which has 127 - shift in the low bits.
  FloatExpr<B> steps;
  double round;
  int shift;
};

/// Takes what x is clamped at from below, and what is added to it to choose n.
template <typename B>
SignedExp<B> reduceSignedExp(FloatExpr<B> x, double leastX, double offset,
                             int shift, const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  // Rounds to an integer.
  const double round = 0x1.8p23 + 127 - shift;
  x = min(max(x, leastX), p.greatestX);
  Float steps = fma(offset == 0.0 ? x : x + offset, -p.inverseLn2, round);
  Float n = steps - round;
  Float rHigh = fma(n, -p.ln2High, -x); // exact
  return {n, rHigh, steps, round, shift};
}

/// The shift of f32: up to n = 151, where the sigmoid has ended, 2^(n - kShift)
/// and its reciprocal are normal numbers.
inline constexpr int kShift = 26;
inline constexpr double kUnit = 0x1p-26; // 2^-kShift

template <typename B>
SignedExp<B> reduceSignedExp(const FloatExpr<B> &x,
                             const Float32BetaParameters &p) {
  return reduceSignedExp(x, p.leastX, p.offset, kShift, p);
}

/// Returns 2^(n - shift) from a clamped `steps`.
template <typename B> FloatExpr<B> getPower(const FloatExpr<B> &steps) {
  return decode(encode(steps) << 23, llvm::APFloat::IEEEsingle());
}

/// q (1 + rest), the sigmoid or a multiple of it; `rest` is positive.
template <typename B> struct SplitSigmoid {
  FloatExpr<B> q, rest;
};

/// Returns 1 / d, less 2^-14 to 2^-8 of it.
template <typename B> FloatExpr<B> reciprocalFromBelow(const FloatExpr<B> &d) {
  // Of all such constants the one with the least error.
  constexpr int64_t kSeed = 0x7ef31000;
  constexpr double kBelowTwo = 2.0 - 0x1p-13;
  FloatExpr<B> seed = decode(kSeed - encode(d), llvm::APFloat::IEEEsingle());
  return seed * fma(-seed, d, kBelowTwo);
}

/// Returns 1 / (unit + power e^(beta r)), from a polynomial in `step` r for
/// (e^(beta r) - 1) / (step r).
template <typename B, size_t N>
SplitSigmoid<B> splitSigmoidFast(const SignedExp<B> &e,
                                 const FloatExpr<B> &power, double unit,
                                 const Float32BetaParameters &p,
                                 const double (&slope)[N], double step) {
  using Float = FloatExpr<B>;
  Float r = fma(e.n, -p.ln2Low, e.rHigh);
  Float v = fma(r, horner(r, slope, step, step), 1.0);
  Float d = fma(v, power, unit);
  Float q = reciprocalFromBelow(d);
  Float error = fma(-q, d, 1.0);
  return {q, fma(error, error, error)};
}

template <typename B>
SplitSigmoid<B> splitSigmoidFaithful(const SignedExp<B> &e,
                                     const FloatExpr<B> &power, double unit,
                                     const Float32BetaParameters &p) {
  using Float = FloatExpr<B>;
  Float slope = horner(e.rHigh, p.expm1);
  Float v = fma(e.rHigh, slope, 1.0);
  Float low = fma(v, e.n * p.expLow, fma(e.rHigh, slope, 1.0 - v));

  Float w = v * power;
  Float larger = max(w, unit), smaller = min(w, unit);
  Float d = larger + smaller;
  Float dLow = fma(low, power, (larger - d) + smaller);

  Float q = reciprocalFromBelow(d);
  Float error = fma(-q, dLow, fma(-q, d, 1.0));
  return {q, fma(error, fma(error, error, error), error)};
}

//===----------------------------------------------------------------------===//
// Sigmoid
//===----------------------------------------------------------------------===//

/// Returns 2^(n - shift) as far as it and its reciprocal are normal numbers.
template <typename B> FloatExpr<B> getSigmoidPower(const SignedExp<B> &e) {
  return getPower(min(e.steps, e.round + (125 + e.shift)));
}

template <typename B> FloatExpr<B> sum(const SplitSigmoid<B> &s) {
  return fma(s.q, s.rest, s.q);
}

/// Returns sigmoid(beta x).
template <typename B>
FloatExpr<B> sigmoidFast(const FloatExpr<B> &x,
                         const Float32BetaParameters &p) {
  SignedExp<B> e = reduceSignedExp(x, p);
  return sum(splitSigmoidFast(e, getSigmoidPower(e), kUnit, p, p.expm1, 1.0)) *
         kUnit;
}

/// Returns sigmoid(beta x); error below 1 ulp.
template <typename B>
FloatExpr<B> sigmoidFaithful(const FloatExpr<B> &x,
                             const Float32BetaParameters &p) {
  SignedExp<B> e = reduceSignedExp(x, p);
  return sum(splitSigmoidFaithful(e, getSigmoidPower(e), kUnit, p)) * kUnit;
}

//===----------------------------------------------------------------------===//
// Gradient
//===----------------------------------------------------------------------===//

/// The bits of 2^exponent.
constexpr int64_t encodePower(int exponent) {
  return int64_t(exponent + 127) << 23;
}

/// `power` is 2^(n - shift), but with n at most `maxSteps`; `rest` is what n
/// exceeds that by, negative and shifted to the exponent of a number.
template <typename B> struct SplitPower {
  FloatExpr<B> power;
  IntExpr<B> rest;
};

template <typename B>
SplitPower<B> splitPower(const SignedExp<B> &e, int maxSteps) {
  FloatExpr<B> clamped = min(e.steps, e.round + maxSteps);
  return {getPower(clamped), (encode(clamped) - encode(e.steps)) << 23};
}

/// The gradients of f32 clamp n there: the product of 2^-n and a dy of 2^-49,
/// the least after scaling, has all of its bits.
inline constexpr int kMaxSteps = 64;

/// The factors of a product with 2^exponent, before it is formed and after.
template <typename B> struct Scales {
  FloatExpr<B> first, last;
};

/// Takes the bits of the last factor, but for `rest`, and the exponent of the
/// product of both, but for it.
template <typename B>
Scales<B> splitScale(const IntExpr<B> &rest, const IntExpr<B> &lastBits,
                     int exponent) {
  // Leaves a first factor that is a normal number.
  constexpr int kLeastExponent = -125;
  IntExpr<B> last = max(rest + lastBits, encodePower(kLeastExponent));
  IntExpr<B> first = (rest - last) + (encodePower(exponent) + encodePower(0));
  const llvm::fltSemantics &f32 = llvm::APFloat::IEEEsingle();
  return {decode(first, f32), decode(last, f32)};
}

/// Returns q, or 0 where the sigmoid is.
template <typename B>
FloatExpr<B> clearAtInfinity(const FloatExpr<B> &q, const FloatExpr<B> &x,
                             bool noInfinities) {
  constexpr double kMax = 0x1.fffffep+127;
  return noInfinities ? q : select(x < -kMax, 0.0, q);
}

/// Returns dy q (1 + rest).
template <typename B>
FloatExpr<B> multiplyFast(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                          const SplitSigmoid<B> &s, bool noInfinities) {
  FloatExpr<B> product = dy * clearAtInfinity(s.q, x, noInfinities);
  return fma(product, s.rest, product);
}

/// Returns dy * sigmoid(beta x), or dy above the threshold.
template <typename B>
FloatExpr<B> softplusGradFast(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                              const Float32BetaParameters &p,
                              bool noInfinities) {
  using Float = FloatExpr<B>;
  SignedExp<B> e = reduceSignedExp(x, p);
  SplitPower<B> split = splitPower(e, kMaxSteps);
  // A small dy cannot take the shift.
  Float power = decode(encode(split.power) + (int64_t(kShift) << 23),
                       llvm::APFloat::IEEEsingle());
  SplitSigmoid<B> s = splitSigmoidFast(e, power, 1.0, p, p.expm1, 1.0);
  Scales<B> scales =
      splitScale(split.rest, split.rest.constant(encodePower(0)), 0);
  Float result =
      multiplyFast(dy * scales.first, x, s, noInfinities) * scales.last;
  return p.showsThreshold ? applyThreshold(result, dy, x, p) : result;
}

/// Returns dy * sigmoid(beta x), or dy above the threshold; error below 1 ulp.
template <typename B>
FloatExpr<B> softplusGradFaithful(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                                  const Float32BetaParameters &p,
                                  bool noInfinities) {
  using Float = FloatExpr<B>;
  SignedExp<B> e = reduceSignedExp(x, p);
  SplitPower<B> split = splitPower(e, kMaxSteps);
  SplitSigmoid<B> s = splitSigmoidFaithful(e, split.power, kUnit, p);
  // A small dy is multiplied by 2^100.
  IntExpr<B> lastBits =
      select(abs(dy) < 0x1p-20, split.rest.constant(encodePower(-100)),
             split.rest.constant(encodePower(0)));
  Scales<B> scales = splitScale(split.rest, lastBits, -kShift);
  Float scaledDy = dy * scales.first;
  Float q = clearAtInfinity(s.q, x, noInfinities);
  Float result = fma(scaledDy, q, (scaledDy * q) * s.rest) * scales.last;
  return p.showsThreshold ? applyThreshold(result, dy, x, p) : result;
}

} // namespace mlir::softplus::numerics::float32

#endif // SOFTPLUS_NUMERICS_FLOAT32SIGMOIDKERNELS_H
