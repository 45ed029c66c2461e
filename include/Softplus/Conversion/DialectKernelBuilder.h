//===- DialectKernelBuilder.h - Emit kernels in a dialect -------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_DIALECTKERNELBUILDER_H
#define SOFTPLUS_CONVERSION_DIALECTKERNELBUILDER_H

#include "Softplus/Conversion/ElementwiseUtils.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {

/// A builder of kernels (see Numerics/Expressions.h) that emits the operations
/// `Ops` of a dialect, elementwise on scalars or shaped types. No operation has
/// fast-math flags: none may be contracted or reassociated. `Derived` has
/// `Value createConstant(TypedAttr scalar, Value like)`, which returns a
/// constant of the type of `like`.
template <typename Derived, typename Ops> class DialectKernelBuilder {
public:
  using Float = Value;
  using Int = Value;
  using Bool = Value;

  DialectKernelBuilder(OpBuilder &builder, Location loc)
      : builder(builder), loc(loc) {}

  Value floatConstant(double number, Value like) {
    return constant(builder.getFloatAttr(getElement(like), number), like);
  }
  Value intConstant(int64_t number, Value like) {
    return constant(builder.getIntegerAttr(getElement(like), number), like);
  }

  Value add(Value lhs, Value rhs) {
    return create<typename Ops::Add>(lhs, rhs);
  }
  Value sub(Value lhs, Value rhs) {
    return create<typename Ops::Sub>(lhs, rhs);
  }
  Value mul(Value lhs, Value rhs) {
    return create<typename Ops::Mul>(lhs, rhs);
  }
  Value div(Value lhs, Value rhs) {
    return create<typename Ops::Div>(lhs, rhs);
  }
  Value fma(Value x, Value y, Value z) {
    return create<typename Ops::Fma>(x, y, z);
  }
  Value neg(Value x) { return create<typename Ops::Neg>(x); }
  Value abs(Value x) { return create<typename Ops::Abs>(x); }
  Value max(Value x, Value y) { return select(less(x, y), y, x); }
  Value min(Value x, Value y) { return select(less(y, x), y, x); }
  Value less(Value lhs, Value rhs) {
    return create<typename Ops::Compare>(Ops::kLess, lhs, rhs);
  }
  Value equal(Value lhs, Value rhs) {
    return create<typename Ops::Compare>(Ops::kEqual, lhs, rhs);
  }
  Value isNaN(Value x) {
    return create<typename Ops::Compare>(Ops::kUnordered, x, x);
  }
  Value select(Value condition, Value trueValue, Value falseValue) {
    return create<typename Ops::Select>(condition, trueValue, falseValue);
  }
  Value convert(Value x, const llvm::fltSemantics &semantics) {
    FloatType element = getFloatType(semantics);
    Type type = withElementType(x.getType(), element);
    if (element.getWidth() > getWidth(x))
      return create<typename Ops::Extend>(type, x);
    return element.getWidth() < getWidth(x)
               ? create<typename Ops::Truncate>(type, x)
               : x;
  }

  Value encode(Value x) {
    return create<typename Ops::Bitcast>(getIntType(x, getWidth(x)), x);
  }
  Value decode(Value bits, const llvm::fltSemantics &semantics) {
    return create<typename Ops::Bitcast>(
        withElementType(bits.getType(), getFloatType(semantics)), bits);
  }
  Value resizeInt(Value bits, unsigned width) {
    Type type = getIntType(bits, width);
    if (getWidth(bits) < width)
      return create<typename Ops::ExtendInt>(type, bits);
    return create<typename Ops::TruncateInt>(type, bits);
  }
  Value addInt(Value lhs, Value rhs) {
    return create<typename Ops::AddInt>(lhs, rhs);
  }
  Value subInt(Value lhs, Value rhs) {
    return create<typename Ops::SubInt>(lhs, rhs);
  }
  Value andInt(Value lhs, Value rhs) {
    return create<typename Ops::AndInt>(lhs, rhs);
  }
  Value orInt(Value lhs, Value rhs) {
    return create<typename Ops::OrInt>(lhs, rhs);
  }
  Value maxInt(Value lhs, Value rhs) {
    return create<typename Ops::MaxInt>(lhs, rhs);
  }
  Value shiftLeft(Value lhs, unsigned amount) {
    return create<typename Ops::ShiftLeft>(lhs, intConstant(amount, lhs));
  }
  Value shiftRight(Value lhs, unsigned amount) {
    return create<typename Ops::ShiftRight>(lhs, intConstant(amount, lhs));
  }

protected:
  OpBuilder &builder;
  Location loc;

private:
  template <typename OpTy, typename... Args> Value create(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...);
  }
  Value constant(TypedAttr scalar, Value like) {
    return static_cast<Derived *>(this)->createConstant(scalar, like);
  }

  static Type getElement(Value value) {
    return getElementTypeOrSelf(value.getType());
  }
  static unsigned getWidth(Value value) {
    return getElement(value).getIntOrFloatBitWidth();
  }
  Type getIntType(Value like, unsigned width) {
    return withElementType(like.getType(), builder.getIntegerType(width));
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
};

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_DIALECTKERNELBUILDER_H
