//===- Float32Parameters.h - Constants of the f32 kernels -------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32PARAMETERS_H
#define SOFTPLUS_NUMERICS_FLOAT32PARAMETERS_H

namespace mlir::softplus::numerics {

/// What the kernels for f32 and the halves need to know of a positive beta and
/// of the threshold.
struct Float32Parameters {
  double beta;
  double inverseBeta;
  /// The result is x, or dy, above this value of x; see `findThreshold`.
  double threshold;
  /// Whether the element type shows the threshold in the result.
  bool showsThreshold;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT32PARAMETERS_H
