//===- AccuracyOption.h - The option accuracy= ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_ACCURACYOPTION_H
#define SOFTPLUS_CONVERSION_ACCURACYOPTION_H

#include "Softplus/Numerics/Accuracy.h"
#include "llvm/Support/CommandLine.h"

namespace mlir::softplus {

/// Returns the values of the option `accuracy` of passes and pipelines.
inline llvm::cl::ValuesClass getAccuracyValues() {
  using numerics::Accuracy;
  return llvm::cl::values(
      clEnumValN(Accuracy::Fast, "fast", "f32 within 4 ulp at beta = 1"),
      clEnumValN(Accuracy::Faithful, "faithful",
                 "Halves correctly rounded, f32 and f64 below 1 ulp"),
      clEnumValN(Accuracy::Correct, "correct",
                 "Halves and f32 correctly rounded, f64 below 0.51 ulp"));
}

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_ACCURACYOPTION_H
