//===- EmitKernel.h - Emit the kernel of an operation -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_EMITKERNEL_H
#define SOFTPLUS_CONVERSION_EMITKERNEL_H

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Kernels.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {

/// Returns the kernels of an operation. `nnan` and `ninf` spare operations on
/// NaN and infinities.
template <typename OpTy> numerics::Kernels getKernels(OpTy op) {
  auto element = cast<FloatType>(getElementTypeOrSelf(op.getType()));
  arith::FastMathFlags flags = op.getFastmath();
  numerics::Assumptions assumptions;
  assumptions.noNaNs =
      arith::bitEnumContainsAll(flags, arith::FastMathFlags::nnan);
  assumptions.noInfinities =
      arith::bitEnumContainsAll(flags, arith::FastMathFlags::ninf);
  return numerics::Kernels(element.getFloatSemantics(), op.getBeta(),
                           op.getThreshold(),
                           getAccuracy(op.getAccuracy(), flags), assumptions);
}

/// Emits the kernel of `op` on `operands`, those of the operation or what they
/// were converted to, by a builder of kernels; see Numerics/Expressions.h.
template <typename B>
Value emitKernel(SoftplusOp op, ValueRange operands, B &builder) {
  using Float = numerics::FloatExpr<B>;
  return getKernels(op).softplus(Float{&builder, operands[0]}).value;
}
template <typename B>
Value emitKernel(SoftplusGradOp op, ValueRange operands, B &builder) {
  using Float = numerics::FloatExpr<B>;
  return getKernels(op)
      .softplusGrad(Float{&builder, operands[0]}, Float{&builder, operands[1]})
      .value;
}

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_EMITKERNEL_H
