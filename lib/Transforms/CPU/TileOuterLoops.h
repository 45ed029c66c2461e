//===- TileOuterLoops.h - Linalg operations of one loop ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_TILEOUTERLOOPS_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_TILEOUTERLOOPS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Whether the innermost loop of `op` moves each operand along one dimension at
/// most, and always by the same number of elements, forward.
bool hasOneInnermostDim(linalg::GenericOp op);

/// Makes loops of all but the innermost loop of `op`, of which the above holds.
/// Returns what is in them, in place of `op`: it has one loop, and its memrefs
/// the dimensions along that. Upstream's tiling takes the elements of a tile to
/// be contiguous and ascending, and its `dropUnitDims` declines memrefs whose
/// layout is not the identity.
linalg::GenericOp tileOuterLoops(RewriterBase &rewriter, linalg::GenericOp op);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_TILEOUTERLOOPS_H
