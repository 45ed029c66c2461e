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

namespace mlir::softplus {

/// A builder of kernels that emits `arith` operations and `math.fma`, on
/// scalars, vectors or ranked tensors. No operation has fast-math flags: none
/// may be contracted or reassociated.
class ArithBuilder {
public:
  using Float = Value;
  using Int = Value;
  using Bool = Value;

  /// Values have the shape of `shapeSource` and elements of `elementType`.
  ArithBuilder(OpBuilder &builder, Location loc, Value shapeSource,
               FloatType elementType)
      : builder(builder), loc(loc), shapeSource(shapeSource),
        floatElement(elementType),
        intElement(builder.getIntegerType(elementType.getIntOrFloatBitWidth())),
        floatType(withElementType(shapeSource.getType(), floatElement)),
        intType(withElementType(shapeSource.getType(), intElement)) {}

  Value floatConstant(double number) {
    return createSplat(builder, loc, builder.getFloatAttr(floatElement, number),
                       shapeSource);
  }
  Value intConstant(int64_t number) {
    return createSplat(builder, loc, builder.getIntegerAttr(intElement, number),
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
  Value select(Value condition, Value trueValue, Value falseValue) {
    return create<arith::SelectOp>(condition, trueValue, falseValue);
  }

  Value encode(Value x) { return create<arith::BitcastOp>(intType, x); }
  Value decode(Value bits) { return create<arith::BitcastOp>(floatType, bits); }
  Value addInt(Value lhs, Value rhs) { return create<arith::AddIOp>(lhs, rhs); }
  Value andInt(Value lhs, Value rhs) { return create<arith::AndIOp>(lhs, rhs); }
  Value orInt(Value lhs, Value rhs) { return create<arith::OrIOp>(lhs, rhs); }
  Value subInt(Value lhs, Value rhs) { return create<arith::SubIOp>(lhs, rhs); }
  Value shiftLeft(Value lhs, unsigned amount) {
    return create<arith::ShLIOp>(lhs, intConstant(amount));
  }

private:
  template <typename OpTy, typename... Args> Value create(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...);
  }

  OpBuilder &builder;
  Location loc;
  Value shapeSource;
  FloatType floatElement;
  IntegerType intElement;
  Type floatType, intType;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H
