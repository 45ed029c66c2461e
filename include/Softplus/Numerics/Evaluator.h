//===- Evaluator.h - Evaluate softplus at compile time ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_EVALUATOR_H
#define SOFTPLUS_NUMERICS_EVALUATOR_H

#include "Softplus/Numerics/Float64Parameters.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// Evaluates softplus and its gradient on elements of one format: f16, bf16,
/// f32 or f64. The same result on every host.
///
/// Values are computed by the f64 kernels and, for the narrower formats,
/// rounded once more: below 1 ulp for f64, below 0.5 + 2^-28 ulp for the
/// others.
class Evaluator {
public:
  /// Takes the attributes of an operation; beta and threshold are rounded to
  /// the compute type here.
  Evaluator(const llvm::fltSemantics &semantics, double beta, double threshold);

  llvm::APFloat softplus(const llvm::APFloat &x) const;
  llvm::APFloat softplusGrad(const llvm::APFloat &dy,
                             const llvm::APFloat &x) const;
  /// Whether beta * x is above the threshold.
  bool isAboveThreshold(const llvm::APFloat &x) const;

private:
  const llvm::fltSemantics &semantics;
  Float64Parameters parameters;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_EVALUATOR_H
