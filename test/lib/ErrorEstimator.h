//===- ErrorEstimator.h - Errors in ulp, fast -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Estimates of the errors that the reference by GNU MPFR gives, a few hundred
// times as fast. An estimate says how far it can be off, or that it does not
// know, and a checker asks MPFR where that matters.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_LIB_ERRORESTIMATOR_H
#define SOFTPLUS_TEST_LIB_ERRORESTIMATOR_H

#include "Softplus/ExecutionEngine/Reference.h"
#include <array>
#include <cstddef>

namespace mlir::softplus::test {

class ErrorEstimator {
public:
  ErrorEstimator(numerics::Function function, reference::Parameters parameters,
                 const reference::Format &format);

  /// Operands of a function, each in an array of its own, x the last.
  using OperandArrays = std::array<const double *, numerics::kMaxArity>;

  /// Sets `errors` to estimates of `reference::getError`, and to NaN where the
  /// reference must be asked: for errors of 8 ulp and more, wrong signs and
  /// results close to a power of two, among others. The count is a multiple of
  /// eight.
  void getErrors(const double *results, const OperandArrays &operands,
                 double *errors, size_t count) const;

  /// How far an estimate can be off, in ulp.
  double getTolerance() const;

private:
  numerics::Function function;
  /// |beta| = significand 2^exponent.
  double significand, inverseHigh, inverseLow;
  int exponent;
  /// Both rounded to the compute type.
  reference::Parameters parameters;
  reference::Format format;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_LIB_ERRORESTIMATOR_H
