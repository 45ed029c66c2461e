//===- OrderLoops.h - Order of loops by strides -----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_ORDERLOOPS_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_ORDERLOOPS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Interchanges the loops of `op`, which is on buffers, as `order-loops` does.
void orderLoops(IRRewriter &rewriter, linalg::GenericOp op);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_ORDERLOOPS_H
