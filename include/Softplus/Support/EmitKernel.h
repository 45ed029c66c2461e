//===- EmitKernel.h - Emit the kernel of an operation -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_EMITKERNEL_H
#define SOFTPLUS_SUPPORT_EMITKERNEL_H

#include "Softplus/IR/SoftplusInterfaces.h"
#include "Softplus/Numerics/Kernel.h"

namespace mlir::softplus {

/// Returns the kernel of an operation. `nnan` and `ninf` spare operations on
/// NaN and infinities.
inline numerics::Kernel getKernel(SoftplusOpInterface op) {
  arith::FastMathFlags flags = op.getFastmath();
  numerics::Assumptions assumptions;
  assumptions.noNaNs =
      arith::bitEnumContainsAll(flags, arith::FastMathFlags::nnan);
  assumptions.noInfinities =
      arith::bitEnumContainsAll(flags, arith::FastMathFlags::ninf);
  return numerics::Kernel(
      op.getFunction(), op.getElementType().getFloatSemantics(), op.getBeta(),
      op.getEffectiveThreshold(), op.getEffectiveAccuracy(), assumptions);
}

/// Emits the kernel of `op` on `operands`, those of the operation or what they
/// were converted to, by a builder of kernels; see Numerics/Expressions.h.
template <typename B>
Value emitKernel(SoftplusOpInterface op, ValueRange operands, B &builder) {
  SmallVector<numerics::FloatExpr<B>> values;
  for (Value operand : operands)
    values.push_back({&builder, operand});
  return getKernel(op).template emit<B>(values).value;
}

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_EMITKERNEL_H
