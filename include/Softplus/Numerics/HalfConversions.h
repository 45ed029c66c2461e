//===- HalfConversions.h - From and to f16 and bf16 -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_HALFCONVERSIONS_H
#define SOFTPLUS_NUMERICS_HALFCONVERSIONS_H

#include "Softplus/Numerics/Expressions.h"

namespace mlir::softplus::numerics {

/// Returns an f16 or bf16 in f32. Extending bf16 is written out: not every
/// target has it.
template <typename B>
FloatExpr<B> extendHalf(const FloatExpr<B> &x, bool isBF16) {
  using llvm::APFloat;
  if (!isBF16)
    return convert(x, APFloat::IEEEsingle());
  return decode(resize(encode(x), 32) << 16, APFloat::IEEEsingle());
}

/// Returns the encoding of an f32 NaN that is still one in its upper half.
/// (Of a constant LLVM would make a select on bf16, which it expands to calls.)
template <typename B> IntExpr<B> quietNaN(const IntExpr<B> &bits) {
  return bits | bits.constant(0x400000);
}

/// Rounds an f32 to f16 or bf16. Rounding to bf16 is written out: x86's
/// instruction flushes subnormal numbers, and other targets call a function.
template <typename B>
FloatExpr<B> roundToHalf(const FloatExpr<B> &x, bool isBF16, bool noNaNs) {
  using llvm::APFloat;
  if (!isBF16)
    return convert(x, APFloat::IEEEhalf());
  IntExpr<B> bits = encode(x);
  IntExpr<B> rounded = bits + (((bits >> 16) & 1) + 0x7fff);
  if (!noNaNs)
    rounded = select(isNaN(x), quietNaN(bits), rounded);
  return decode(resize(rounded >> 16, 16), APFloat::BFloat());
}

/// Rounds an f32 that is no negative number to f16, or to bf16 and there halves
/// up, which takes two operations less.
template <typename B>
FloatExpr<B> roundPositiveToHalf(const FloatExpr<B> &x, bool isBF16,
                                 bool noNaNs) {
  if (!isBF16)
    return convert(x, llvm::APFloat::IEEEhalf());
  IntExpr<B> bits = encode(x);
  IntExpr<B> rounded = bits + 0x8000;
  if (!noNaNs)
    rounded = select(isNaN(x), quietNaN(bits), rounded);
  return decode(resize(rounded >> 16, 16), llvm::APFloat::BFloat());
}

/// Rounds an f64 to f16 or bf16 as if in one step: to odd first, with two bits
/// more than the half has. f32 holds that exactly, or it is below half the
/// smallest subnormal of bf16.
template <typename B>
FloatExpr<B> roundF64ToHalf(const FloatExpr<B> &x, bool isBF16, bool noNaNs) {
  using llvm::APFloat;
  unsigned precision = APFloat::semanticsPrecision(
      isBF16 ? APFloat::BFloat() : APFloat::IEEEhalf());
  int64_t dropped = (int64_t(1) << (53 - precision - 2)) - 1;
  IntExpr<B> bits = encode(x);
  FloatExpr<B> odd = decode((bits | ((bits & dropped) + dropped)) & ~dropped,
                            APFloat::IEEEdouble());
  return roundToHalf(convert(odd, APFloat::IEEEsingle()), isBF16, noNaNs);
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_HALFCONVERSIONS_H
