//===- ApplyThreshold.h - The linear part of the results --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_APPLYTHRESHOLD_H
#define SOFTPLUS_NUMERICS_APPLYTHRESHOLD_H

#include "Softplus/Numerics/Expressions.h"

namespace mlir::softplus::numerics {

/// Returns `above` where beta x is above the threshold, and `value` elsewhere.
/// `Parameters` are those of f32 or f64.
template <typename B, typename Parameters>
FloatExpr<B> applyThreshold(const FloatExpr<B> &value,
                            const FloatExpr<B> &above, const FloatExpr<B> &x,
                            const Parameters &p) {
  return select(x > p.threshold, above, value);
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_APPLYTHRESHOLD_H
