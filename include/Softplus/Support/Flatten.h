//===- Flatten.h - Linalg operations of one dimension -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_FLATTEN_H
#define SOFTPLUS_SUPPORT_FLATTEN_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Returns an elementwise operation on memrefs of rank 1 in place of `op`, or
/// `op` itself if it has one dimension, reduces, or has operands that are not
/// memrefs of identity layout, traversed in order.
linalg::GenericOp flatten(RewriterBase &rewriter, linalg::GenericOp op);

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_FLATTEN_H
