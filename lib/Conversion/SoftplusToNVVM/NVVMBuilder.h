//===- NVVMBuilder.h - Emit kernels for NVIDIA GPUs -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_CONVERSION_SOFTPLUSTONVVM_NVVMBUILDER_H
#define SOFTPLUS_LIB_CONVERSION_SOFTPLUSTONVVM_NVVMBUILDER_H

#include "Softplus/Conversion/SoftplusToLLVM/LLVMBuilder.h"
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

  /// Returns the quotient of f64 numbers, correctly rounded. PTX's `div.rn.f64`
  /// becomes a call.
  ///
  /// Denominators are positive, numerators and the quotients that matter far
  /// from overflow and underflow. The reciprocal y of the hardware errs by less
  /// than 2^-17, y (1 + E + E^2) with E = 1 - y D by less than 2^-51, the next
  /// step leaves the error of its rounding. A quotient of that, corrected by
  /// its remainder, which is exact, is the nearest number (Markstein, IBM
  /// Journal of Research and Development 34, 1990).
  Value div(Value numerator, Value denominator) {
    Value one = floatConstant(1.0, denominator);
    Value minusD = neg(denominator);
    Value y = reciprocal(denominator);
    Value e = fma(minusD, y, one);
    y = fma(y, fma(e, e, e), y);
    y = fma(y, fma(minusD, y, one), y);
    if (matchPattern(numerator, m_Constant()))
      return divideBy(numerator, minusD, y).first;
    // An infinite numerator has no remainder.
    auto [quotient, remainder] = divideBy(numerator, minusD, y);
    return select(isNaN(remainder), mul(numerator, y), quotient);
  }

private:
  std::pair<Value, Value> divideBy(Value numerator, Value minusD, Value y) {
    Value quotient = mul(numerator, y);
    Value remainder = fma(minusD, quotient, numerator);
    return {fma(y, remainder, quotient), remainder};
  }

  /// Returns the approximate reciprocal of an f64 number or a vector of such.
  Value reciprocal(Value x) {
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

  /// Calls an intrinsic on the type of `x`.
  Value callIntrinsic(StringRef name, Value x) {
    return LLVM::CallIntrinsicOp::create(builder, loc, x.getType(),
                                         builder.getStringAttr(name), x)
        .getResult(0);
  }
};

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_CONVERSION_SOFTPLUSTONVVM_NVVMBUILDER_H
