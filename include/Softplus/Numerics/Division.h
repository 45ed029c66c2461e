//===- Division.h - Division for targets without one ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Derivation. Let y be a reciprocal of D that errs by less than 2^-17. With E =
// 1 - y D, y (1 + E + E^2) errs by less than 2^-51, and one more step leaves
// the error of its rounding: y is the number nearest to 1 / D, but where the
// mantissa of D is all ones. Then N y, corrected by its remainder, which is
// exact, is the number nearest to N / D (Markstein, IBM Journal of Research and
// Development 34, 1990).
//
// Where the mantissa of D is all ones, 1 / D is 2^e (1 + 2^-53 + 2^-106 + ...)
// just above the middle of two numbers, and y may be the lower of them. For an
// N that is no power of two that does no harm, as N / D is far enough from such
// a middle.
//
// D is positive; N and the quotients that matter are far from overflow and
// underflow.
//
// Evidence: the test of this header in test/unit.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_DIVISION_H
#define SOFTPLUS_NUMERICS_DIVISION_H

#include "Softplus/Numerics/Expressions.h"

namespace mlir::softplus::numerics::float64 {

/// What is known of a numerator.
enum class Numerator { One, FiniteConstant, Any };

/// Returns numerator / denominator from an approximation of 1 / denominator.
/// The result is correctly rounded, but a power of two over a denominator of
/// all ones only if it is `One`.
template <typename B>
FloatExpr<B> divide(const FloatExpr<B> &numerator,
                    const FloatExpr<B> &denominator,
                    const FloatExpr<B> &approximateReciprocal, Numerator kind) {
  using Float = FloatExpr<B>;
  Float minusD = -denominator;
  Float y = approximateReciprocal;
  Float e = fma(minusD, y, 1.0);
  y = fma(y, fma(e, e, e), y);
  y = fma(y, fma(minusD, y, 1.0), y);
  Float quotient = numerator * y;
  Float remainder = fma(minusD, quotient, numerator);
  Float corrected = fma(y, remainder, quotient);
  switch (kind) {
  case Numerator::One: {
    constexpr int64_t kMantissa = (int64_t(1) << 52) - 1;
    IntExpr<B> isAllOnes = ((encode(denominator) & kMantissa) + 1) >> 52;
    return decode(encode(corrected) | isAllOnes, llvm::APFloat::IEEEdouble());
  }
  case Numerator::FiniteConstant:
    return corrected;
  case Numerator::Any:
    // An infinite numerator has no remainder, and that of -0 is 0.
    return select(abs(remainder) > 0.0, corrected, quotient);
  }
  llvm_unreachable("unknown kind");
}

} // namespace mlir::softplus::numerics::float64

#endif // SOFTPLUS_NUMERICS_DIVISION_H
