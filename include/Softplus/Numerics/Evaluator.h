//===- Evaluator.h - Evaluate softplus at compile time ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_EVALUATOR_H
#define SOFTPLUS_NUMERICS_EVALUATOR_H

#include "Softplus/Numerics/Kernels.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// Evaluates the kernels on elements of one format through APFloat. The bits
/// are those of the code that the lowerings emit, on every host.
class Evaluator {
public:
  /// Takes the arguments of `Kernels`.
  Evaluator(const llvm::fltSemantics &element, double beta, double threshold,
            Accuracy accuracy = Accuracy::Faithful)
      : kernels(element, beta, threshold, accuracy) {}

  llvm::APFloat evaluate(Function function,
                         llvm::ArrayRef<llvm::APFloat> operands) const;
  bool isAboveThreshold(const llvm::APFloat &x) const {
    return kernels.isAboveThreshold(x);
  }

private:
  Kernels kernels;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_EVALUATOR_H
