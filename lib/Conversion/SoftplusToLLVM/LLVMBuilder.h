//===- LLVMBuilder.h - Emit kernels as LLVM operations ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H
#define SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {

/// A builder of kernels that emits operations of the `llvm` dialect on scalars
/// or vectors of rank one. No operation has fast-math flags: none may be
/// contracted or reassociated.
class LLVMBuilder {
public:
  using Float = Value;
  using Int = Value;
  using Bool = Value;

  LLVMBuilder(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  Value floatConstant(double number, Value like) {
    return constant(
        builder.getFloatAttr(getElementTypeOrSelf(like.getType()), number),
        like);
  }
  Value intConstant(int64_t number, Value like) {
    return constant(
        builder.getIntegerAttr(getElementTypeOrSelf(like.getType()), number),
        like);
  }

  Value add(Value lhs, Value rhs) { return create<LLVM::FAddOp>(lhs, rhs); }
  Value sub(Value lhs, Value rhs) { return create<LLVM::FSubOp>(lhs, rhs); }
  Value mul(Value lhs, Value rhs) { return create<LLVM::FMulOp>(lhs, rhs); }
  Value div(Value lhs, Value rhs) { return create<LLVM::FDivOp>(lhs, rhs); }
  Value fma(Value x, Value y, Value z) { return create<LLVM::FMAOp>(x, y, z); }
  Value neg(Value x) { return create<LLVM::FNegOp>(x); }
  Value abs(Value x) { return create<LLVM::FAbsOp>(x); }
  Value less(Value lhs, Value rhs) {
    return create<LLVM::FCmpOp>(LLVM::FCmpPredicate::olt, lhs, rhs);
  }
  Value isNaN(Value x) {
    return create<LLVM::FCmpOp>(LLVM::FCmpPredicate::uno, x, x);
  }
  Value select(Value condition, Value trueValue, Value falseValue) {
    return create<LLVM::SelectOp>(condition, trueValue, falseValue);
  }
  Value convert(Value x, const llvm::fltSemantics &semantics) {
    FloatType element = getFloatType(semantics);
    Type type = withElement(x, element);
    unsigned width = getWidth(x);
    if (element.getWidth() > width)
      return create<LLVM::FPExtOp>(type, x);
    return element.getWidth() < width ? create<LLVM::FPTruncOp>(type, x) : x;
  }

  Value encode(Value x) {
    return create<LLVM::BitcastOp>(
        withElement(x, builder.getIntegerType(getWidth(x))), x);
  }
  Value decode(Value bits, const llvm::fltSemantics &semantics) {
    return create<LLVM::BitcastOp>(withElement(bits, getFloatType(semantics)),
                                   bits);
  }
  Value resizeInt(Value bits, unsigned width) {
    Type type = withElement(bits, builder.getIntegerType(width));
    if (getWidth(bits) < width)
      return create<LLVM::ZExtOp>(type, bits);
    return create<LLVM::TruncOp>(type, bits);
  }
  Value addInt(Value lhs, Value rhs) { return create<LLVM::AddOp>(lhs, rhs); }
  Value andInt(Value lhs, Value rhs) { return create<LLVM::AndOp>(lhs, rhs); }
  Value orInt(Value lhs, Value rhs) { return create<LLVM::OrOp>(lhs, rhs); }
  Value subInt(Value lhs, Value rhs) { return create<LLVM::SubOp>(lhs, rhs); }
  Value shiftLeft(Value lhs, unsigned amount) {
    return create<LLVM::ShlOp>(lhs, intConstant(amount, lhs));
  }
  Value shiftRight(Value lhs, unsigned amount) {
    return create<LLVM::LShrOp>(lhs, intConstant(amount, lhs));
  }

private:
  template <typename OpTy, typename... Args> Value create(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...);
  }

  Value constant(TypedAttr scalar, Value like) {
    Attribute value = scalar;
    if (auto vector = dyn_cast<VectorType>(like.getType()))
      value = DenseElementsAttr::get(vector, Attribute(scalar));
    return create<LLVM::ConstantOp>(like.getType(), value);
  }
  static unsigned getWidth(Value value) {
    return getElementTypeOrSelf(value.getType()).getIntOrFloatBitWidth();
  }
  static Type withElement(Value like, Type element) {
    if (auto vector = dyn_cast<VectorType>(like.getType()))
      return vector.clone(element);
    return element;
  }
  FloatType getFloatType(const llvm::fltSemantics &semantics) {
    if (&semantics == &llvm::APFloat::BFloat())
      return builder.getBF16Type();
    if (&semantics == &llvm::APFloat::IEEEhalf())
      return builder.getF16Type();
    if (&semantics == &llvm::APFloat::IEEEsingle())
      return builder.getF32Type();
    return builder.getF64Type();
  }

  OpBuilder &builder;
  Location loc;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H
