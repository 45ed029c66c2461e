//===- Tileable.h - Where upstream's tiling is right ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_TILEABLE_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_TILEABLE_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Whether tiling the loops of `op` keeps what it computes. Upstream's tiling
/// takes the elements of a tile to be contiguous and ascending in every operand
/// dimension, and its body to address them from the first one on. That holds
/// where each dimension is a loop itself, or none; it fails for `d0 floordiv
/// 3`, `d0 mod 8`, `7 - d0` and `d0 + 1`.
inline bool isTileable(linalg::GenericOp op) {
  return llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
    return llvm::all_of(map.getResults(), [](AffineExpr result) {
      return isa<AffineDimExpr, AffineConstantExpr>(result);
    });
  });
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_TILEABLE_H
