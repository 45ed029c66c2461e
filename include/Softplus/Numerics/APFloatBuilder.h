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

/// A builder of kernels that evaluates them, in the format that it is made with
/// and rounding to nearest even, whatever the host computes with.
class APFloatBuilder {
public:
  using Float = llvm::APFloat;
  using Int = llvm::APInt;
  using Bool = bool;

  explicit APFloatBuilder(const llvm::fltSemantics &semantics)
      : semantics(semantics) {}

  Float floatConstant(double number) {
    Float result(number);
    bool losesInfo;
    result.convert(semantics, kRounding, &losesInfo);
    return result;
  }
  Int intConstant(int64_t number) {
    return Int(Float::semanticsSizeInBits(semantics), number,
               /*isSigned=*/true);
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
  Bool less(const Float &lhs, const Float &rhs) {
    return lhs.compare(rhs) == Float::cmpLessThan;
  }
  Float select(Bool condition, const Float &trueValue,
               const Float &falseValue) {
    return condition ? trueValue : falseValue;
  }

  Int encode(const Float &x) { return x.bitcastToAPInt(); }
  Float decode(const Int &bits) { return Float(semantics, bits); }
  Int addInt(const Int &lhs, const Int &rhs) { return lhs + rhs; }
  Int andInt(const Int &lhs, const Int &rhs) { return lhs & rhs; }
  Int orInt(const Int &lhs, const Int &rhs) { return lhs | rhs; }
  Int subInt(const Int &lhs, const Int &rhs) { return lhs - rhs; }
  Int shiftLeft(const Int &lhs, unsigned amount) { return lhs << amount; }

private:
  static constexpr llvm::RoundingMode kRounding =
      llvm::APFloat::rmNearestTiesToEven;

  const llvm::fltSemantics &semantics;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_APFLOATBUILDER_H
