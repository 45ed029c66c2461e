//===- HalfKernels.h - Softplus for f16 and bf16, in f32 --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. With
//
//   -beta |x| / ln 2 = n + f,   |f| <= 1/2
//
// u = 2^n 2^f, with a polynomial in f, and softplus = max(x, 0) + ln(1 + u) /
// beta, with one in u, as the fast kernel of Float32Kernels.h. n is added to
// the exponent of the first polynomial; with it the growth that keeps u a
// normal number where results are subnormal or beta small. The coefficients of
// the second make up for the growth as long as they are numbers of f32.
//
// Results are in f32 within some ulp, so that a few of the 65,536 are on the
// wrong side of the middle between two halves. Which these are is found when a
// program is compiled, by trying them all (HalfSearch.cpp): the polynomials are
// those of least degrees, with low bits moved, that leave nothing misrounded,
// or little, and then inputs are compared with those that are, or with the two
// ends of an interval of them, and their results replaced. So all results are
// correctly rounded, at every beta. `fast` does without.
//
// Sigmoid is that of Float32SigmoidKernels.h, whose exponential it shares with
// the gradient; what is misrounded is replaced in the same way. Near 0, where
// it is 1/2 + beta x / 4 - (beta x)^3 / 48 + ..., it is closer to the middle of
// two numbers of f16 than f32 can tell if beta is a power of two. There a line
// that is less steep by 2^-12 is on the right side.
//
// A result of bf16 is rounded half up, not to even: as all are tried, that no
// f32 result that is halfway is rounded wrongly is part of what is known.
//
// Special values. NaN fails all comparisons, passes through the arithmetic and
// is made quiet at the end.
//
// Bounds, evidence, and worst inputs: the rows of `half` in KernelTable.h,
// measured by `softplus-check --type=f16|bf16`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_HALFKERNELS_H
#define SOFTPLUS_NUMERICS_HALFKERNELS_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Float32SigmoidKernels.h"
#include "Softplus/Numerics/HalfConversions.h"
#include "Softplus/Numerics/HalfParameters.h"
#include "Softplus/Numerics/Horner.h"
#include <cmath>
#include <limits>

namespace mlir::softplus::numerics::half {

/// Returns 2^growth e^(-beta |x|), for a half in f32.
template <typename B, typename Coefficients>
FloatExpr<B> expOfMagnitude(const FloatExpr<B> &x, const HalfParameters &p,
                            const Coefficients &exp) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the growth in the low bits.
  const double round = 0x1.8p23 + p.growth;
  Float minusT = -abs(x);
  minusT = max(minusT, p.limit);
  Float steps = fma(minusT, p.inverseLn2, round);
  Float f = fma(minusT, p.inverseLn2, -(steps - round));
  return decode(encode(horner(f, exp)) + (encode(steps) << 23),
                llvm::APFloat::IEEEsingle());
}

/// Returns softplus of a half in f32, before fix-ups and threshold.
template <typename B, typename Coefficients1, typename Coefficients2>
FloatExpr<B> evaluate(const FloatExpr<B> &x, const HalfParameters &p,
                      const Coefficients1 &exp, const Coefficients2 &log1p) {
  using Float = FloatExpr<B>;
  Float u = expOfMagnitude(x, p, exp);
  Float argument = p.undoesGrowth ? u * p.shrink : u;
  return fma(u, horner(argument, log1p), max(x, 0.0));
}

/// Returns the least number of f32 above `x`, which is one.
inline double getNext(double x) {
  return std::nextafter(static_cast<float>(x),
                        std::numeric_limits<float>::infinity());
}

/// Returns `result` where it is rounded correctly.
template <typename B>
FloatExpr<B> applyFixUps(FloatExpr<B> result, const FloatExpr<B> &x,
                         const FixUps &fixUps) {
  using Float = FloatExpr<B>;
  for (const FixUp &fixUp : fixUps) {
    if (fixUp.isOneInput()) {
      result = select(x == fixUp.least, fixUp.result, result);
      continue;
    }
    // A NaN fails both comparisons.
    Float inner = select(x < getNext(fixUp.greatest), fixUp.result, result);
    result = select(x > -getNext(-fixUp.least), inner, result);
  }
  return result;
}

/// Returns softplus of `half`.
template <typename B>
FloatExpr<B> softplus(const FloatExpr<B> &half, const HalfParameters &p,
                      bool isBF16, bool noNaNs) {
  using Float = FloatExpr<B>;
  Float x = extendHalf(half, isBF16);
  Float result = evaluate(x, p, llvm::ArrayRef(p.exp), llvm::ArrayRef(p.log1p));
  result = applyFixUps(result, x, p.fixUps);
  if (p.showsThreshold)
    result = applyThreshold(result, x, x, p);
  return roundPositiveToHalf(result, isBF16, noNaNs);
}

/// The exponential of sigmoid and the gradient of f16, whose results have ended
/// at -42 ln 2.
template <typename B>
float32::SignedExp<B> reduceF16(const FloatExpr<B> &x,
                                const Float32BetaParameters &p) {
  return float32::reduceSignedExp(x, static_cast<float>(-44.0 / p.beta),
                                  /*offset=*/0.0, /*shift=*/0, p);
}

template <typename B>
float32::SplitSigmoid<B> splitSigmoidF16(const float32::SignedExp<B> &e,
                                         const Float32BetaParameters &p) {
  return float32::splitSigmoidFast(e, float32::getPower(e.steps), 1.0, p,
                                   kExp2Minus1F16, p.inverseLn2);
}

/// The shift of bf16: what f32 has more digits, so that it can be taken from
/// any dy.
inline constexpr int kShiftBF16 = 16;
inline constexpr double kUnitBF16 = 0x1p-16;

/// The same for bf16, where the product with a dy of 2^128 has ended at -262 ln
/// 2.
template <typename B>
float32::SignedExp<B> reduceBF16(const FloatExpr<B> &x,
                                 const Float32BetaParameters &p) {
  return float32::reduceSignedExp(x, static_cast<float>(-182.0 / p.beta),
                                  /*offset=*/0.0, kShiftBF16, p);
}

template <typename B>
float32::SplitSigmoid<B> splitSigmoidBF16(const float32::SignedExp<B> &e,
                                          const FloatExpr<B> &power,
                                          const Float32BetaParameters &p) {
  return float32::splitSigmoidFast(e, power, kUnitBF16, p, kExp2Minus1BF16,
                                   p.inverseLn2);
}

/// Returns dy * sigmoid(beta x) of bf16 in f32.
template <typename B>
FloatExpr<B>
multiplyBySigmoidBF16(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                      const Float32BetaParameters &p, bool noInfinities) {
  using namespace float32;
  SignedExp<B> e = reduceBF16(x, p);
  SplitPower<B> split = splitPower(e, 125 + kShiftBF16);
  FloatExpr<B> scale =
      decode(split.rest + encodePower(0), llvm::APFloat::IEEEsingle());
  return multiplyFast((dy * kUnitBF16) * scale, x,
                      splitSigmoidBF16(e, split.power, p), noInfinities);
}

/// Returns dy * sigmoid(beta x), or dy above the threshold, for halves.
template <typename B>
FloatExpr<B> softplusGrad(const FloatExpr<B> &halfDy, const FloatExpr<B> &half,
                          const Float32BetaParameters &p, bool isBF16,
                          bool noNaNs, bool noInfinities) {
  using Float = FloatExpr<B>;
  Float x = extendHalf(half, isBF16), dy = extendHalf(halfDy, isBF16);
  Float result =
      isBF16 ? multiplyBySigmoidBF16(dy, x, p, noInfinities)
             : float32::multiplyFast(dy, x, splitSigmoidF16(reduceF16(x, p), p),
                                     noInfinities);
  if (p.showsThreshold)
    result = applyThreshold(result, dy, x, p);
  return roundToHalf(result, isBF16, noNaNs);
}

/// Returns sigmoid(beta x) of a half in f32, before fix-ups.
template <typename B>
FloatExpr<B> evaluateSigmoid(const FloatExpr<B> &x,
                             const HalfSigmoidConstants &p, bool isBF16) {
  using float32::sum;
  if (isBF16) {
    float32::SignedExp<B> e = reduceBF16(x, p);
    return sum(splitSigmoidBF16(e, float32::getSigmoidPower(e), p)) * kUnitBF16;
  }
  FloatExpr<B> result = sum(splitSigmoidF16(reduceF16(x, p), p));
  return p.hasLine
             ? select(abs(x) < p.lineLimit, fma(x, p.lineSlope, 0.5), result)
             : result;
}

/// Returns sigmoid(beta x) of `half`.
template <typename B>
FloatExpr<B> sigmoid(const FloatExpr<B> &half, const HalfSigmoidParameters &p,
                     bool isBF16, bool noNaNs) {
  FloatExpr<B> x = extendHalf(half, isBF16);
  FloatExpr<B> result = applyFixUps(evaluateSigmoid(x, p, isBF16), x, p.fixUps);
  return roundPositiveToHalf(result, isBF16, noNaNs);
}

} // namespace mlir::softplus::numerics::half

#endif // SOFTPLUS_NUMERICS_HALFKERNELS_H
