//===- HostCode.h - The part of a module that CPUs run ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_HOSTCODE_H
#define SOFTPLUS_SUPPORT_HOSTCODE_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace mlir::softplus {

/// Calls `callback` on every operation below `root` but on `gpu.module` and
/// what is in it: the code of another device. `callback` may erase its
/// operation.
template <typename CallbackT>
void walkHostCode(Operation *root, CallbackT callback) {
  root->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<gpu::GPUModuleOp>(op))
      return WalkResult::skip();
    if (op != root)
      callback(op);
    return WalkResult::advance();
  });
}

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_HOSTCODE_H
