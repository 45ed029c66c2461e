//===- LoopBodies.h - What loops can do on vectors --------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_LOOPBODIES_H
#define SOFTPLUS_SUPPORT_LOOPBODIES_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::softplus {

/// Whether the innermost dimension moves the operand with this map.
bool isAlongInnermost(AffineMap map);

/// Whether a vector of `type` is in memory what its elements are there.
bool isVectorElement(Type type);

/// Whether `op`, of the body of a linalg operation, is a constant, yields, or
/// has a form on vectors.
bool hasVectorForm(Operation &op);

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_LOOPBODIES_H
