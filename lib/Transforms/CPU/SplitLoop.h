//===- SplitLoop.h - Full parts of a loop, and the rest ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_SPLITLOOP_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_SPLITLOOP_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Returns the number of steps of the loop of `op`, which has one.
OpFoldResult getLoopSize(OpBuilder &builder, linalg::GenericOp op);

/// Returns `size` elements of a memref of rank 1, from `offset` on.
Value takePart(OpBuilder &builder, Location loc, Value memref,
               OpFoldResult offset, OpFoldResult size);

/// What a loop was split into.
struct Parts {
  /// Of `size` elements, in a loop if there are several; null if there are
  /// none.
  linalg::GenericOp full;
  int64_t size;
  /// Of less than `size` elements; null if there is none.
  linalg::GenericOp rest;

  /// Returns the number of elements of the rest, if it is known.
  std::optional<int64_t> getRestSize() const;
};

/// Splits the loop of `op`, which tileOuterLoops returned. Upstream's
/// tiling and peeling loses the sizes of full parts where the size of `op` is
/// itself what a loop left.
Parts split(RewriterBase &rewriter, linalg::GenericOp op, int64_t size);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_SPLITLOOP_H
