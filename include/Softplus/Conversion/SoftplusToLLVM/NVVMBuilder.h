//===- NVVMBuilder.h - Emit kernels for NVIDIA GPUs -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_NVVMBUILDER_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_NVVMBUILDER_H

#include "Softplus/Conversion/SoftplusToLLVM/LLVMBuilder.h"
#include "Softplus/Numerics/Division.h"
#include "mlir/IR/Matchers.h"

namespace mlir::softplus {

/// Emits kernels on scalars or vectors of rank one, as `LLVMBuilder` does but
/// for what `convert-gpu-to-nvvm` or the instruction set have no operation for.
class NVVMBuilder : public LLVMBuilder {
public:
  using LLVMBuilder::LLVMBuilder;

  /// `convert-gpu-to-nvvm` calls a library for `llvm.intr.fabs`, not for what
  /// calls the same intrinsic by its name.
  Value abs(Value x) { return callIntrinsic("llvm.fabs", x); }

  /// One instruction that passes NaN on, from sm_80 on; f64 has none.
  Value max(Value x, Value y) {
    return isF32(x) ? callIntrinsic("llvm.maximum", {x, y})
                    : LLVMBuilder::max(x, y);
  }
  Value min(Value x, Value y) {
    return isF32(x) ? callIntrinsic("llvm.minimum", {x, y})
                    : LLVMBuilder::min(x, y);
  }

  /// PTX's `div.rn.f64` becomes a call.
  Value div(Value numerator, Value denominator) {
    using namespace numerics;
    auto kind = float64::Numerator::Any;
    if (matchPattern(numerator, m_OneFloat()))
      kind = float64::Numerator::One;
    else if (matchPattern(numerator, m_Constant()))
      kind = float64::Numerator::FiniteConstant;
    using Float = FloatExpr<NVVMBuilder>;
    return float64::divide(Float{this, numerator}, Float{this, denominator},
                           Float{this, approximateReciprocal(denominator)},
                           kind)
        .value;
  }

private:
  /// Returns the approximate reciprocal of an f64 number or a vector of such.
  Value approximateReciprocal(Value x) {
    constexpr StringLiteral kName = "llvm.nvvm.rcp.approx.ftz.d";
    auto vector = dyn_cast<VectorType>(x.getType());
    if (!vector)
      return callIntrinsic(kName, x);
    Value result = LLVM::PoisonOp::create(builder, loc, vector);
    for (int64_t i = 0; i < vector.getNumElements(); ++i) {
      Value position =
          LLVM::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(i));
      Value element = LLVM::ExtractElementOp::create(builder, loc, x, position);
      result = LLVM::InsertElementOp::create(
          builder, loc, result, callIntrinsic(kName, element), position);
    }
    return result;
  }

  static bool isF32(Value x) {
    return getElementTypeOrSelf(x.getType()).isF32();
  }

  /// Calls an intrinsic on operands of one type.
  Value callIntrinsic(StringRef name, ValueRange operands) {
    return LLVM::CallIntrinsicOp::create(builder, loc,
                                         operands.front().getType(),
                                         builder.getStringAttr(name), operands)
        .getResult(0);
  }
};

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_NVVMBUILDER_H
