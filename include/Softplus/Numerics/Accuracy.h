//===- Accuracy.h - Accuracy of the kernels ---------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_ACCURACY_H
#define SOFTPLUS_NUMERICS_ACCURACY_H

namespace mlir::softplus::numerics {

/// How accurate the results of softplus are, in ulp of the element type.
enum class Accuracy {
  /// f32 within 4 ulp at beta = 1; all else as `Faithful`.
  Fast,
  /// The halves correctly rounded, f32 and f64 below 1 ulp.
  Faithful,
  /// The halves and f32 correctly rounded, f64 below 0.51 ulp.
  Correct,
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_ACCURACY_H
