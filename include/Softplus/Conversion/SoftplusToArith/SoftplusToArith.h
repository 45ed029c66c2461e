//===- SoftplusToArith.h - Softplus to arith conversion ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOARITH_SOFTPLUSTOARITH_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOARITH_SOFTPLUSTOARITH_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::softplus {

/// Adds patterns that expand the softplus operations on scalars, vectors and
/// ranked tensors by the kernels of this project into `arith` operations,
/// `math.fma` and `math.absf`, and `tensor` operations for the constants of
/// dynamic shapes. Where operations that state no accuracy are to have another
/// than they mean, call `setDefaultAccuracy` before: a conversion folds too.
void populateSoftplusToArithConversionPatterns(RewritePatternSet &patterns,
                                               PatternBenefit benefit = 1);

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOARITH_SOFTPLUSTOARITH_H
