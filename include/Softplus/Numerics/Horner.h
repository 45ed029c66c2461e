//===- Horner.h - Polynomials in Horner's form ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_HORNER_H
#define SOFTPLUS_NUMERICS_HORNER_H

#include "Softplus/Numerics/Expressions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include <cstddef>

namespace mlir::softplus::numerics {

/// Returns `scale` times the polynomial at `argumentScale` x, in Horner's form.
/// Both enter the coefficients.
template <typename B, size_t N>
FloatExpr<B> horner(const FloatExpr<B> &x, const double (&coefficients)[N],
                    double scale = 1.0, double argumentScale = 1.0) {
  double scaled[N];
  for (size_t i = 0; i < N; ++i, scale *= argumentScale)
    scaled[i] = coefficients[i] * scale;
  FloatExpr<B> sum = x.constant(scaled[N - 1]);
  for (size_t i = N - 1; i-- > 0;)
    sum = fma(sum, x, scaled[i]);
  return sum;
}

/// Returns the polynomial at x as one in x^4, in Horner's form, whose
/// coefficients are sums of four: fewer operations wait for another.
template <typename B, size_t N>
FloatExpr<B> hornerByFours(const FloatExpr<B> &x, const FloatExpr<B> &square,
                           const double (&coefficients)[N]) {
  FloatExpr<B> fourth = square * square;
  auto sumTwo = [&](size_t i) {
    return i + 1 < N ? fma(x, coefficients[i + 1], coefficients[i])
                     : x.constant(coefficients[i]);
  };
  auto sumFour = [&](size_t i) {
    return i + 2 < N ? fma(sumTwo(i + 2), square, sumTwo(i)) : sumTwo(i);
  };
  size_t i = (N - 1) & ~size_t(3);
  FloatExpr<B> sum = sumFour(i);
  while (i > 0) {
    i -= 4;
    sum = fma(sum, fourth, sumFour(i));
  }
  return sum;
}

template <typename B>
FloatExpr<B> horner(const FloatExpr<B> &x,
                    llvm::ArrayRef<double> coefficients) {
  FloatExpr<B> sum = x.constant(coefficients.back());
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    sum = fma(sum, x, coefficient);
  return sum;
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_HORNER_H
