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

double CheckedOp::getReference(double dy, double x) const {
  return isGradient ? reference::softplusGrad(dy, x, parameters, type.format)
                    : reference::softplus(x, parameters, type.format);
}

double CheckedOp::getError(double result, double dy, double x) const {
  if (result == 0.0 &&
      std::signbit(result) != std::signbit(getReference(dy, x)))
    return std::numeric_limits<double>::infinity();
  return isGradient
             ? reference::softplusGradError(result, dy, x, parameters,
                                            type.format)
             : reference::softplusError(result, x, parameters, type.format);
}

void Statistics::add(const double *results, const double *dy, const double *x,
                     size_t size) {
  errors.resize((size + 7) / 8 * 8);
  if (op.isGradient)
    estimator.softplusGradErrors(results, dy, x, errors.data(), errors.size());
  else
    estimator.softplusErrors(results, x, errors.data(), errors.size());

  double tolerance = estimator.getTolerance();
  for (size_t i = 0; i < size; ++i) {
    double error = errors[i];
    if (!(error <= max + tolerance && std::fabs(error - 0.5) > tolerance)) {
      Input input{results[i], dy[i], x[i]};
      error = op.getError(input.result, input.dy, input.x);
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
