//===- Statistics.h - Errors of a run ---------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_CHECKER_STATISTICS_H
#define SOFTPLUS_TEST_CHECKER_STATISTICS_H

#include "ErrorEstimator.h"
#include "Formats.h"

namespace mlir::softplus::test {

/// A function on elements of one type, and its reference.
struct CheckedFunction {
  numerics::Function function;
  const ElementType &type;
  reference::Parameters parameters;

  const numerics::FunctionInfo &getInfo() const {
    return numerics::getInfo(function);
  }
  /// The error of a result; infinite where it is a zero of the wrong sign.
  double getError(double result, const reference::Operands &operands) const;
  double getReference(const reference::Operands &operands) const {
    return reference::evaluate(function, operands, parameters, type.format);
  }
};

/// Collects the errors of results. MPFR decides whenever an estimate could be
/// wrong about whether a result is correctly rounded or the worst one.
class Statistics {
public:
  explicit Statistics(const CheckedFunction &checked)
      : checked(checked),
        estimator(checked.function, checked.parameters, checked.type.format) {}

  /// Adds results. The arrays are readable up to a multiple of eight.
  void add(const double *results, const ErrorEstimator::OperandArrays &operands,
           size_t count);

  struct Input {
    double result;
    reference::Operands operands;
  };

  /// The errors of the results added last.
  llvm::ArrayRef<double> getErrors() const { return errors; }

  uint64_t getCount() const { return count; }
  uint64_t getMisrounded() const { return misrounded; }
  /// The first result that is not correctly rounded, if there is one.
  const Input &getFirstMisrounded() const { return firstMisrounded; }
  double getMean() const { return sum / count; }
  /// The error of `getWorst()` by MPFR. No other error is larger by more than
  /// `getTolerance()`.
  double getMax() const { return max; }
  const Input &getWorst() const { return worst; }
  double getTolerance() const { return 2.0 * estimator.getTolerance(); }

private:
  const CheckedFunction checked;
  ErrorEstimator estimator;
  std::vector<double> errors;
  uint64_t count = 0, misrounded = 0;
  double sum = 0.0, max = -1.0;
  Input firstMisrounded{}, worst{};
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_CHECKER_STATISTICS_H
