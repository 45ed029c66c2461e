//===- Evaluator.h - Evaluate softplus at compile time ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_EVALUATOR_H
#define SOFTPLUS_NUMERICS_EVALUATOR_H

#include "Softplus/Numerics/Kernel.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// Evaluates a kernel on elements of one format through APFloat. The bits are
/// those of the code that the lowerings emit, on every host.
class Evaluator {
public:
  /// Takes the arguments of `Kernel`.
  Evaluator(Function function, const llvm::fltSemantics &element, double beta,
            double threshold, Accuracy accuracy = Accuracy::Faithful)
      : kernel(function, element, beta, threshold, accuracy) {}

  /// Returns the function of `operands`, x the last of them.
  llvm::APFloat evaluate(llvm::ArrayRef<llvm::APFloat> operands) const;

  const Kernel &getKernel() const { return kernel; }

private:
  Kernel kernel;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_EVALUATOR_H
