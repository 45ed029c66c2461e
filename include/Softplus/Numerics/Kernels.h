//===- Kernels.h - The kernel of an operation -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_KERNELS_H
#define SOFTPLUS_NUMERICS_KERNELS_H

#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/Float64Kernels.h"
#include "Softplus/Numerics/Float64Parameters.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// The kernels of softplus and of its gradient for one element format, beta and
/// threshold. A lowering extends the operands to the format that a kernel
/// computes in, applies the kernel, and rounds the result to the compute type
/// and from there to the element format. For the halves the first of the two
/// roundings is exact.
class Kernels {
public:
  /// Takes the format of the elements, f16, bf16, f32 or f64, and the
  /// attributes of an operation; these are rounded to the compute type here.
  Kernels(const llvm::fltSemantics &elementSemantics, double beta,
          double threshold);

  /// Returns the format in which the kernels compute.
  const llvm::fltSemantics &getSemantics() const {
    return llvm::APFloat::IEEEdouble();
  }

  /// Returns the format of the compute type.
  const llvm::fltSemantics &getComputeSemantics() const {
    return computeSemantics;
  }

  template <typename B> FloatExpr<B> softplus(const FloatExpr<B> &x) const {
    if (isFloat64)
      return softplusF64(x, float64);
    return prepareRounding(softplusF32(x, float32));
  }
  template <typename B>
  FloatExpr<B> softplusGrad(const FloatExpr<B> &dy,
                            const FloatExpr<B> &x) const {
    if (isFloat64)
      return softplusGradF64(dy, x, float64);
    return prepareRounding(softplusGradF32(dy, x, float32));
  }

  /// Whether beta * x is above the threshold, for x in any format.
  bool isAboveThreshold(const llvm::APFloat &x) const;

private:
  /// For a half, rounds an f64 result to odd with two bits more than the half
  /// has: f32 holds it exactly, or it is below half the smallest subnormal of
  /// bf16, and the rounding to the half is that of the result itself.
  template <typename B>
  FloatExpr<B> prepareRounding(const FloatExpr<B> &result) const {
    if (!float32.isHalf)
      return result;
    int64_t dropped = (int64_t(1) << (53 - elementPrecision - 2)) - 1;
    IntExpr<B> bits = encode(result);
    return decode((bits | ((bits & dropped) + dropped)) & ~dropped);
  }

  unsigned elementPrecision;
  const llvm::fltSemantics &computeSemantics;
  bool isFloat64;
  Float32Parameters float32;
  Float64Parameters float64;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_KERNELS_H
