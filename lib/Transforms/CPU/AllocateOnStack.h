//===- AllocateOnStack.h - Scratch memory of loops --------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_ALLOCATEONSTACK_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_ALLOCATEONSTACK_H

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::softplus {

/// The name of a unit attribute on a `memref.alloca`: no loop that it is in
/// relies on the memory being another in each step.
inline constexpr StringLiteral kScratchAttrName = "softplus.scratch";

/// Returns memory of `type` on the stack, aligned to a cache line, for what
/// comes next. `hoist-scratch-memory` moves it out of loops.
inline Value allocateOnStack(OpBuilder &builder, Location loc,
                             MemRefType type) {
  auto memory = memref::AllocaOp::create(builder, loc, type,
                                         builder.getI64IntegerAttr(64));
  memory->setAttr(kScratchAttrName, builder.getUnitAttr());
  return memory;
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_ALLOCATEONSTACK_H
