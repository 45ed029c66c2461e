//===- LoopBodies.cpp - What loops can do on vectors ----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/LoopBodies.h"

using namespace mlir;
using namespace mlir::softplus;

bool softplus::isAlongInnermost(AffineMap map) {
  return map.isFunctionOfDim(map.getNumDims() - 1);
}

bool softplus::isVectorElement(Type type) {
  return type.isIntOrFloat() && type.getIntOrFloatBitWidth() % 8 == 0 &&
         llvm::isPowerOf2_32(type.getIntOrFloatBitWidth());
}

bool softplus::hasVectorForm(Operation &op) {
  if (op.hasTrait<OpTrait::ConstantLike>() || isa<linalg::YieldOp>(op))
    return true;
  return op.getNumRegions() == 0 && OpTrait::hasElementwiseMappableTraits(&op);
}
