//===- NativeBuilder.h - Evaluate kernels in the host's arithmetic -*- C++ -*-//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_NATIVEBUILDER_H
#define SOFTPLUS_NUMERICS_NATIVEBUILDER_H

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/bit.h"
#include <cmath>
#include <cstdint>
#include <type_traits>

namespace mlir::softplus::numerics {

/// A builder of kernels that evaluates them in `FloatType`, float or double, as
/// the host computes: the bits are right where that is IEEE 754 without
/// contraction. Compilers vectorize loops over it. A bf16 number is held by its
/// encoding, in the low bits of that of a float.
template <typename FloatType> class NativeBuilder {
public:
  using Float = FloatType;
  using Int = std::conditional_t<sizeof(FloatType) == 4, uint32_t, uint64_t>;
  using Bool = bool;

  Float floatConstant(double number, Float) {
    return static_cast<Float>(number);
  }
  Int intConstant(int64_t number, Int) { return static_cast<Int>(number); }

  Float add(Float lhs, Float rhs) { return lhs + rhs; }
  Float sub(Float lhs, Float rhs) { return lhs - rhs; }
  Float mul(Float lhs, Float rhs) { return lhs * rhs; }
  Float div(Float lhs, Float rhs) { return lhs / rhs; }
  Float fma(Float x, Float y, Float z) { return std::fma(x, y, z); }
  Float neg(Float x) { return -x; }
  Float abs(Float x) { return std::fabs(x); }
  Float max(Float x, Float y) { return x < y ? y : x; }
  Float min(Float x, Float y) { return x > y ? y : x; }
  Bool less(Float lhs, Float rhs) { return lhs < rhs; }
  Bool equal(Float lhs, Float rhs) { return lhs == rhs; }
  Bool isNaN(Float x) { return std::isnan(x); }
  template <typename Value>
  Value select(Bool condition, Value trueValue, Value falseValue) {
    return condition ? trueValue : falseValue;
  }
  Float convert(Float, const llvm::fltSemantics &) {
    llvm_unreachable("the kernels of one format convert nothing");
  }

  Int encode(Float x) { return llvm::bit_cast<Int>(x); }
  Float decode(Int bits, const llvm::fltSemantics &) {
    return llvm::bit_cast<Float>(bits);
  }
  Int resizeInt(Int bits, unsigned width) {
    return width < 8 * sizeof(Int) ? bits & ((Int(1) << width) - 1) : bits;
  }
  Int addInt(Int lhs, Int rhs) { return lhs + rhs; }
  Int andInt(Int lhs, Int rhs) { return lhs & rhs; }
  Int orInt(Int lhs, Int rhs) { return lhs | rhs; }
  Int subInt(Int lhs, Int rhs) { return lhs - rhs; }
  Int maxInt(Int lhs, Int rhs) {
    using Signed = std::make_signed_t<Int>;
    return static_cast<Signed>(lhs) < static_cast<Signed>(rhs) ? rhs : lhs;
  }
  Int shiftLeft(Int lhs, unsigned amount) { return lhs << amount; }
  Int shiftRight(Int lhs, unsigned amount) { return lhs >> amount; }
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_NATIVEBUILDER_H
