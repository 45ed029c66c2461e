//===- BFloat16Kernel.h - Softplus for bf16, in f32 -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Derivation. As the fast kernel of Float32Kernels.h, with shorter polynomials.
// The exponential is carried times 2^16, so that it is a normal number down to
// n = -138, where the results end, and the power of two is added to the
// encoding of the polynomial instead of multiplied: subnormal numbers are slow
// on some processors. The coefficients of ln(1 + u) / u make up for the factor.
//
// No f32 result is halfway between two bf16 numbers, and none is negative, so
// the final rounding adds half a unit and truncates.
//
// Special values. NaN fails all comparisons, passes through the arithmetic and
// is made quiet at the end, since adding half a unit may make it an infinity.
// -|x| is clamped at -96: the results are 0 from -134 ln 2 on.
//
// Bound. All 65536 results are correctly rounded, and would be if the f32
// results were off by up to 6 ulp of f32; test/Exhaustive/bf16.test compares
// them with GNU MPFR. The row of bfloat16 in KernelTable.h has the input that
// comes closest to the middle of two numbers; `softplus-check --type=bf16`.
//
// Rounding. Every operation rounds once, to nearest even, and none is
// contracted, reassociated or flushed; bounds hold for this order and these
// coefficients only.
//
// Coefficients: utils/coefficients.sollya.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_BFLOAT16KERNEL_H
#define SOFTPLUS_NUMERICS_BFLOAT16KERNEL_H

#include "Softplus/Numerics/ApplyThreshold.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/HalfConversions.h"
#include "Softplus/Numerics/Horner.h"

namespace mlir::softplus::numerics::bfloat16 {

/// Returns softplus of the bf16 `x` at beta = 1, correctly rounded.
template <typename B>
FloatExpr<B> softplus(const FloatExpr<B> &half, const Float32Parameters &p,
                      bool noNaNs, const double (&exp)[5] = kExpBF16,
                      const double (&log1p)[6] = kLog1pBF16) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the exponent of the factor in the low bits.
  constexpr double kRound = 0x1.8p23 + 16;
  constexpr double kInverseFactor = 0x1p-16;

  Float x = extendHalf(half, /*isBF16=*/true);
  Float minusT = -abs(x);
  minusT = max(minusT, -96.0);
  Float steps = fma(minusT, 0x1.715476p+0, kRound);
  Float r = fma(steps - kRound, -0x1.62e43p-1, minusT);
  Float mantissa = horner(r, exp);
  Float u = decode(encode(mantissa) + (encode(steps) << 23),
                   llvm::APFloat::IEEEsingle());

  Float log = horner(u, log1p, kInverseFactor, kInverseFactor);
  Float result = fma(u, log, max(x, 0.0));
  if (p.showsThreshold)
    result = applyThreshold(result, x, x, p);

  return roundPositiveToHalf(result, /*isBF16=*/true, noNaNs);
}

} // namespace mlir::softplus::numerics::bfloat16

#endif // SOFTPLUS_NUMERICS_BFLOAT16KERNEL_H
