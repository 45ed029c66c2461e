//===- SoftplusToMath.h - Softplus to math conversion -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOMATH_SOFTPLUSTOMATH_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOMATH_SOFTPLUSTOMATH_H

#include "Softplus/Support/Log1pForm.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::softplus {

/// Adds patterns that expand the softplus operations on scalars, vectors and
/// ranked tensors into `arith` and `math` operations, and `tensor` operations
/// for the constants of dynamic shapes.
void populateSoftplusToMathConversionPatterns(
    RewritePatternSet &patterns, Log1pForm form = Log1pForm::Expand,
    PatternBenefit benefit = 1);

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOMATH_SOFTPLUSTOMATH_H
