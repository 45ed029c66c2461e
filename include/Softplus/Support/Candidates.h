//===- Candidates.h - Elementwise softplus on buffers ------------*- C++
//-*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_CANDIDATES_H
#define SOFTPLUS_SUPPORT_CANDIDATES_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Whether the body of `op` has a softplus.
bool hasSoftplus(linalg::GenericOp op);

/// Returns the operations on buffers below `root` that have loops.
SmallVector<linalg::GenericOp> collectLoopNests(Operation *root);

/// Returns the elementwise operations on buffers below `root` with a softplus
/// in the body and at least one dimension.
SmallVector<linalg::GenericOp> collectCandidates(Operation *root);

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_CANDIDATES_H
