//===- Expressions.h - Arithmetic that kernels are written in ---*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Kernels are function templates over a builder. The builder says what an
// operation does: evaluate it, or emit it into some IR. The expressions here
// give the kernels infix notation for
//
// - the operations that IEEE 754 fixes to the last bit: +, -, *, /, fma,
//   negation, magnitude, comparison, minimum and maximum,
// - conversion between formats, in one rounding,
// - selection, and
// - integer arithmetic on encodings, for scaling by powers of two and for
//   roundings that targets do not agree on.
//
// A builder B has the types B::Float, B::Int and B::Bool and the methods that
// the operators below call. Operands of one operation have one format; a
// constant takes the format of the operand that it meets.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_EXPRESSIONS_H
#define SOFTPLUS_NUMERICS_EXPRESSIONS_H

#include "llvm/ADT/APFloat.h"
#include <cstdint>
#include <utility>

namespace mlir::softplus::numerics {

template <typename B> struct BoolExpr {
  B *builder;
  typename B::Bool value;
};

/// The encoding of a float, as an integer of its width.
template <typename B> struct IntExpr {
  B *builder;
  typename B::Int value;

  IntExpr constant(int64_t number) const {
    return {builder, builder->intConstant(number, value)};
  }

  friend IntExpr operator-(const IntExpr &lhs, const IntExpr &rhs) {
    return {lhs.builder, lhs.builder->subInt(lhs.value, rhs.value)};
  }
  friend IntExpr operator+(const IntExpr &lhs, const IntExpr &rhs) {
    return {lhs.builder, lhs.builder->addInt(lhs.value, rhs.value)};
  }
  friend IntExpr operator-(int64_t lhs, const IntExpr &rhs) {
    return rhs.constant(lhs) - rhs;
  }
  friend IntExpr operator+(const IntExpr &lhs, int64_t rhs) {
    return lhs + lhs.constant(rhs);
  }
  friend IntExpr operator&(const IntExpr &lhs, int64_t rhs) {
    return {lhs.builder,
            lhs.builder->andInt(lhs.value, lhs.constant(rhs).value)};
  }
  friend IntExpr operator|(const IntExpr &lhs, const IntExpr &rhs) {
    return {lhs.builder, lhs.builder->orInt(lhs.value, rhs.value)};
  }
  /// Returns the greater of two signed integers.
  friend IntExpr max(const IntExpr &lhs, int64_t rhs) {
    return {lhs.builder,
            lhs.builder->maxInt(lhs.value, lhs.constant(rhs).value)};
  }
  friend IntExpr operator<<(const IntExpr &lhs, unsigned amount) {
    return {lhs.builder, lhs.builder->shiftLeft(lhs.value, amount)};
  }
  /// Shifts in zeros.
  friend IntExpr operator>>(const IntExpr &lhs, unsigned amount) {
    return {lhs.builder, lhs.builder->shiftRight(lhs.value, amount)};
  }
  friend IntExpr select(const BoolExpr<B> &condition, const IntExpr &trueValue,
                        const IntExpr &falseValue) {
    return {trueValue.builder,
            trueValue.builder->select(condition.value, trueValue.value,
                                      falseValue.value)};
  }
};

template <typename B> struct FloatExpr {
  B *builder;
  typename B::Float value;

  FloatExpr constant(double number) const {
    return {builder, builder->floatConstant(number, value)};
  }
  FloatExpr operator-() const { return {builder, builder->neg(value)}; }

  friend FloatExpr operator+(const FloatExpr &lhs, const FloatExpr &rhs) {
    return {lhs.builder, lhs.builder->add(lhs.value, rhs.value)};
  }
  friend FloatExpr operator-(const FloatExpr &lhs, const FloatExpr &rhs) {
    return {lhs.builder, lhs.builder->sub(lhs.value, rhs.value)};
  }
  friend FloatExpr operator*(const FloatExpr &lhs, const FloatExpr &rhs) {
    return {lhs.builder, lhs.builder->mul(lhs.value, rhs.value)};
  }
  friend FloatExpr operator/(const FloatExpr &lhs, const FloatExpr &rhs) {
    return {lhs.builder, lhs.builder->div(lhs.value, rhs.value)};
  }
  friend BoolExpr<B> operator<(const FloatExpr &lhs, const FloatExpr &rhs) {
    return {lhs.builder, lhs.builder->less(lhs.value, rhs.value)};
  }

  friend BoolExpr<B> operator==(const FloatExpr &lhs, double rhs) {
    return {lhs.builder,
            lhs.builder->equal(lhs.value, lhs.constant(rhs).value)};
  }

  friend FloatExpr operator+(const FloatExpr &lhs, double rhs) {
    return lhs + lhs.constant(rhs);
  }
  friend FloatExpr operator-(const FloatExpr &lhs, double rhs) {
    return lhs - lhs.constant(rhs);
  }
  friend FloatExpr operator-(double lhs, const FloatExpr &rhs) {
    return rhs.constant(lhs) - rhs;
  }
  friend FloatExpr operator*(const FloatExpr &lhs, double rhs) {
    return lhs * lhs.constant(rhs);
  }
  friend FloatExpr operator/(double lhs, const FloatExpr &rhs) {
    return rhs.constant(lhs) / rhs;
  }
  friend BoolExpr<B> operator<(const FloatExpr &lhs, double rhs) {
    return lhs < lhs.constant(rhs);
  }
  friend BoolExpr<B> operator>(const FloatExpr &lhs, double rhs) {
    return lhs.constant(rhs) < lhs;
  }

  friend FloatExpr abs(const FloatExpr &x) {
    return {x.builder, x.builder->abs(x.value)};
  }
  /// The greater and the lesser of two numbers, or NaN if `x` is; which of two
  /// zeros is not said.
  friend FloatExpr max(const FloatExpr &x, const FloatExpr &y) {
    return {x.builder, x.builder->max(x.value, y.value)};
  }
  friend FloatExpr max(const FloatExpr &x, double y) {
    return max(x, x.constant(y));
  }
  friend FloatExpr min(const FloatExpr &x, double y) {
    return {x.builder, x.builder->min(x.value, x.constant(y).value)};
  }
  friend FloatExpr fma(const FloatExpr &x, const FloatExpr &y,
                       const FloatExpr &z) {
    return {x.builder, x.builder->fma(x.value, y.value, z.value)};
  }
  friend FloatExpr fma(const FloatExpr &x, double y, const FloatExpr &z) {
    return fma(x, x.constant(y), z);
  }
  friend FloatExpr fma(const FloatExpr &x, const FloatExpr &y, double z) {
    return fma(x, y, x.constant(z));
  }
  friend FloatExpr fma(const FloatExpr &x, double y, double z) {
    return fma(x, x.constant(y), x.constant(z));
  }
  friend FloatExpr select(const BoolExpr<B> &condition,
                          const FloatExpr &trueValue,
                          const FloatExpr &falseValue) {
    return {trueValue.builder,
            trueValue.builder->select(condition.value, trueValue.value,
                                      falseValue.value)};
  }
  friend FloatExpr select(const BoolExpr<B> &condition, double trueValue,
                          const FloatExpr &falseValue) {
    return select(condition, falseValue.constant(trueValue), falseValue);
  }
  friend FloatExpr select(const BoolExpr<B> &condition,
                          const FloatExpr &trueValue, double falseValue) {
    return select(condition, trueValue, trueValue.constant(falseValue));
  }
};

template <typename B> IntExpr<B> encode(const FloatExpr<B> &x) {
  return {x.builder, x.builder->encode(x.value)};
}
/// Returns the number in the format `semantics`, as wide as `x`, that `x`
/// encodes.
template <typename B>
FloatExpr<B> decode(const IntExpr<B> &x, const llvm::fltSemantics &semantics) {
  return {x.builder, x.builder->decode(x.value, semantics)};
}
/// Returns the low `width` bits of `x`, or `x` with zeros before it.
template <typename B> IntExpr<B> resize(const IntExpr<B> &x, unsigned width) {
  return {x.builder, x.builder->resizeInt(x.value, width)};
}

template <typename B> BoolExpr<B> isNaN(const FloatExpr<B> &x) {
  return {x.builder, x.builder->isNaN(x.value)};
}
/// Returns `x` in the format `semantics`, rounded to nearest even.
template <typename B>
FloatExpr<B> convert(const FloatExpr<B> &x,
                     const llvm::fltSemantics &semantics) {
  return {x.builder, x.builder->convert(x.value, semantics)};
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_EXPRESSIONS_H
