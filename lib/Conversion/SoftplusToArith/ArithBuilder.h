//===- ArithBuilder.h - Emit kernels as arith operations --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H
#define SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H

#include "Softplus/Conversion/ElementwiseUtils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {

/// A builder of kernels that emits `arith` operations and `math.fma`, on
/// scalars, vectors or ranked tensors. No operation has fast-math flags: none
/// may be contracted or reassociated.
class ArithBuilder {
public:
  using Float = Value;
  using Int = Value;
  using Bool = Value;

  /// All values have the shape of `shapeSource`.
  ArithBuilder(OpBuilder &builder, Location loc, Value shapeSource)
      : builder(builder), loc(loc), shapeSource(shapeSource) {}

  Value floatConstant(double number, Value like) {
    Type type = getElementTypeOrSelf(like.getType());
    return createSplat(builder, loc, builder.getFloatAttr(type, number),
                       shapeSource);
  }
  Value intConstant(int64_t number, Value like) {
    Type type = getElementTypeOrSelf(like.getType());
    return createSplat(builder, loc, builder.getIntegerAttr(type, number),
                       shapeSource);
  }

  Value add(Value lhs, Value rhs) { return create<arith::AddFOp>(lhs, rhs); }
  Value sub(Value lhs, Value rhs) { return create<arith::SubFOp>(lhs, rhs); }
  Value mul(Value lhs, Value rhs) { return create<arith::MulFOp>(lhs, rhs); }
  Value div(Value lhs, Value rhs) { return create<arith::DivFOp>(lhs, rhs); }
  Value fma(Value x, Value y, Value z) { return create<math::FmaOp>(x, y, z); }
  Value neg(Value x) { return create<arith::NegFOp>(x); }
  Value abs(Value x) { return create<math::AbsFOp>(x); }
  Value less(Value lhs, Value rhs) {
    return create<arith::CmpFOp>(arith::CmpFPredicate::OLT, lhs, rhs);
  }
  Value isNaN(Value x) {
    return create<arith::CmpFOp>(arith::CmpFPredicate::UNO, x, x);
  }
  Value select(Value condition, Value trueValue, Value falseValue) {
    return create<arith::SelectOp>(condition, trueValue, falseValue);
  }

  Value convert(Value x, const llvm::fltSemantics &semantics) {
    FloatType type = getFloatType(semantics);
    unsigned width = getElementTypeOrSelf(x.getType()).getIntOrFloatBitWidth();
    Type result = withElementType(x.getType(), type);
    if (type.getWidth() > width)
      return create<arith::ExtFOp>(result, x);
    return type.getWidth() < width ? create<arith::TruncFOp>(result, x) : x;
  }

  Value encode(Value x) {
    unsigned width = getElementTypeOrSelf(x.getType()).getIntOrFloatBitWidth();
    return create<arith::BitcastOp>(getIntType(x, width), x);
  }
  Value decode(Value bits, const llvm::fltSemantics &semantics) {
    return create<arith::BitcastOp>(
        withElementType(bits.getType(), getFloatType(semantics)), bits);
  }
  Value resizeInt(Value bits, unsigned width) {
    Type type = getIntType(bits, width);
    if (getElementTypeOrSelf(bits.getType()).getIntOrFloatBitWidth() < width)
      return create<arith::ExtUIOp>(type, bits);
    return create<arith::TruncIOp>(type, bits);
  }
  Value addInt(Value lhs, Value rhs) { return create<arith::AddIOp>(lhs, rhs); }
  Value andInt(Value lhs, Value rhs) { return create<arith::AndIOp>(lhs, rhs); }
  Value orInt(Value lhs, Value rhs) { return create<arith::OrIOp>(lhs, rhs); }
  Value subInt(Value lhs, Value rhs) { return create<arith::SubIOp>(lhs, rhs); }
  Value shiftLeft(Value lhs, unsigned amount) {
    return create<arith::ShLIOp>(lhs, intConstant(amount, lhs));
  }
  Value shiftRight(Value lhs, unsigned amount) {
    return create<arith::ShRUIOp>(lhs, intConstant(amount, lhs));
  }

private:
  template <typename OpTy, typename... Args> Value create(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...);
  }

  FloatType getFloatType(const llvm::fltSemantics &semantics) {
    if (&semantics == &llvm::APFloat::BFloat())
      return builder.getBF16Type();
    if (&semantics == &llvm::APFloat::IEEEhalf())
      return builder.getF16Type();
    return &semantics == &llvm::APFloat::IEEEsingle()
               ? FloatType(builder.getF32Type())
               : builder.getF64Type();
  }
  Type getIntType(Value like, unsigned width) {
    return withElementType(like.getType(), builder.getIntegerType(width));
  }

  OpBuilder &builder;
  Location loc;
  Value shapeSource;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H
