//===- LoadsInBodies.h - Loads by index in linalg operations ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_LOADSINBODIES_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_LOADSINBODIES_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Moves the loads in the body of `op`, which has one loop on buffers, out of
/// it, so that what is left, which is returned, has a form on vectors. Those of
/// one element for all steps come before `op`, which is to take at least one
/// step. The others become loops of their own, which fill memory on the stack,
/// of `maxSize` elements: more steps `op` does not take. A body that does more
/// than read and compute is left as it is.
linalg::GenericOp moveLoadsOut(RewriterBase &rewriter, linalg::GenericOp op,
                               int64_t maxSize);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_LOADSINBODIES_H
