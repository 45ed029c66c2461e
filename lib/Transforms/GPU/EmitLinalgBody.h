//===- EmitLinalgBody.h - One point or vector of a linalg op ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_GPU_EMITLINALGBODY_H
#define SOFTPLUS_LIB_TRANSFORMS_GPU_EMITLINALGBODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Whether vectors along the innermost dimension are loaded and stored in one
/// piece, and every operation of the body has one on vectors.
bool canEmitVectors(linalg::GenericOp op);

/// Emits what `op`, which is on buffers, does at one point of its iteration
/// space: loads, a copy of the body, and stores.
void emitPoint(OpBuilder &builder, linalg::GenericOp op, ValueRange indices);

/// Emits the same for the points from there on along the innermost dimension,
/// `size` of them. The first bytes that are loaded or stored are aligned to
/// `alignment`, at most the bytes of a vector.
void emitVector(OpBuilder &builder, linalg::GenericOp op, ValueRange indices,
                int64_t size, int64_t alignment);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_GPU_EMITLINALGBODY_H
