//===- Statistics.cpp - Errors of a run -----------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statistics.h"
#include <cmath>
#include <limits>

using namespace mlir::softplus;
using namespace mlir::softplus::test;

double CheckedFunction::getError(double result,
                                 const reference::Operands &operands) const {
  if (result == 0.0 &&
      std::signbit(result) != std::signbit(getReference(operands)))
    return std::numeric_limits<double>::infinity();
  return reference::getError(function, result, operands, parameters,
                             type.format);
}

void Statistics::add(const double *results,
                     const ErrorEstimator::OperandArrays &operands,
                     size_t size) {
  errors.resize((size + 7) / 8 * 8);
  estimator.getErrors(results, operands, errors.data(), errors.size());

  double tolerance = estimator.getTolerance();
  for (size_t i = 0; i < size; ++i) {
    double error = errors[i];
    if (!(error <= max + tolerance && std::fabs(error - 0.5) > tolerance)) {
      Input input{results[i], {}};
      for (unsigned k = 0; k < checked.getInfo().arity; ++k)
        input.operands[k] = operands[k][i];
      error = checked.getError(input.result, input.operands);
      if (error > max) {
        max = error;
        worst = input;
      }
      if (error > 0.5 && misrounded == 0)
        firstMisrounded = input;
    }
    errors[i] = error;
    misrounded += error > 0.5;
    sum += error;
  }
  count += size;
}
