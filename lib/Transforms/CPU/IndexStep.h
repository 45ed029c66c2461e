//===- IndexStep.h - How loops move indices ---------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_INDEXSTEP_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_INDEXSTEP_H

#include "mlir/IR/AffineExpr.h"

namespace mlir::softplus {

/// Returns by how much a step of `loop`, one of `numLoops`, changes `index`, or
/// nothing if that is not always the same.
inline std::optional<int64_t> getIndexStep(AffineExpr index, unsigned loop,
                                           unsigned numLoops) {
  if (!index.isFunctionOfDim(loop))
    return 0;
  AffineExpr dim = getAffineDimExpr(loop, index.getContext());
  AffineExpr step = simplifyAffineExpr(index.replace(dim, dim + 1) - index,
                                       numLoops, /*numSymbols=*/0);
  if (auto constant = dyn_cast<AffineConstantExpr>(step))
    return constant.getValue();
  return std::nullopt;
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_INDEXSTEP_H
