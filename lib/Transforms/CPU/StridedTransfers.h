//===- StridedTransfers.h - Gathers and scatters for strides ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDTRANSFERS_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDTRANSFERS_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::softplus {

/// Adds patterns that turn transfers of one-dimensional vectors from and to
/// memrefs whose innermost stride is not 1 into `vector.gather` and
/// `vector.scatter`, for which upstream loops over the elements of a buffer on
/// the stack, and reads of a single element into a load and a broadcast.
void populateStridedTransferPatterns(RewritePatternSet &patterns);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDTRANSFERS_H
