//===- APFloatBuilder.h - Evaluate kernels through APFloat ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_APFLOATBUILDER_H
#define SOFTPLUS_NUMERICS_APFLOATBUILDER_H

#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// A builder of kernels that evaluates them, rounding to nearest even, whatever
/// the host computes with.
class APFloatBuilder {
public:
  using Float = llvm::APFloat;
  using Int = llvm::APInt;
  using Bool = bool;

  Float floatConstant(double number, const Float &like) {
    return convert(Float(number), like.getSemantics());
  }
  Int intConstant(int64_t number, const Int &like) {
    return Int(like.getBitWidth(), number, /*isSigned=*/true);
  }

  Float add(Float lhs, const Float &rhs) {
    lhs.add(rhs, kRounding);
    return lhs;
  }
  Float sub(Float lhs, const Float &rhs) {
    lhs.subtract(rhs, kRounding);
    return lhs;
  }
  Float mul(Float lhs, const Float &rhs) {
    lhs.multiply(rhs, kRounding);
    return lhs;
  }
  Float div(Float lhs, const Float &rhs) {
    lhs.divide(rhs, kRounding);
    return lhs;
  }
  Float fma(Float x, const Float &y, const Float &z) {
    x.fusedMultiplyAdd(y, z, kRounding);
    return x;
  }
  Float neg(Float x) {
    x.changeSign();
    return x;
  }
  Float abs(Float x) {
    x.clearSign();
    return x;
  }
  Float max(const Float &x, const Float &y) { return less(x, y) ? y : x; }
  Float min(const Float &x, const Float &y) { return less(y, x) ? y : x; }
  Bool less(const Float &lhs, const Float &rhs) {
    return lhs.compare(rhs) == Float::cmpLessThan;
  }
  Bool equal(const Float &lhs, const Float &rhs) {
    return lhs.compare(rhs) == Float::cmpEqual;
  }
  Bool isNaN(const Float &x) { return x.isNaN(); }
  template <typename Value>
  Value select(Bool condition, const Value &trueValue,
               const Value &falseValue) {
    return condition ? trueValue : falseValue;
  }
  Float convert(Float x, const llvm::fltSemantics &semantics) {
    bool losesInfo;
    x.convert(semantics, kRounding, &losesInfo);
    return x;
  }

  Int encode(const Float &x) { return x.bitcastToAPInt(); }
  Float decode(const Int &bits, const llvm::fltSemantics &semantics) {
    return Float(semantics, bits);
  }
  Int resizeInt(const Int &bits, unsigned width) {
    return bits.zextOrTrunc(width);
  }
  Int addInt(const Int &lhs, const Int &rhs) { return lhs + rhs; }
  Int andInt(const Int &lhs, const Int &rhs) { return lhs & rhs; }
  Int orInt(const Int &lhs, const Int &rhs) { return lhs | rhs; }
  Int subInt(const Int &lhs, const Int &rhs) { return lhs - rhs; }
  Int maxInt(const Int &lhs, const Int &rhs) {
    return llvm::APIntOps::smax(lhs, rhs);
  }
  Int shiftLeft(const Int &lhs, unsigned amount) { return lhs << amount; }
  Int shiftRight(const Int &lhs, unsigned amount) { return lhs.lshr(amount); }

private:
  static constexpr llvm::RoundingMode kRounding =
      llvm::APFloat::rmNearestTiesToEven;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_APFLOATBUILDER_H
