//===- Kernels.h - The kernels of the operations ----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_KERNELS_H
#define SOFTPLUS_NUMERICS_KERNELS_H

#include "Softplus/Numerics/Accuracy.h"
#include "Softplus/Numerics/BFloat16Kernel.h"
#include "Softplus/Numerics/ExtendedKernels.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Float64CorrectKernel.h"
#include "Softplus/Numerics/Float64Kernels.h"
#include "Softplus/Numerics/Float64Parameters.h"
#include "Softplus/Numerics/Function.h"
#include "Softplus/Numerics/HalfConversions.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/ArrayRef.h"
#include <variant>

namespace mlir::softplus::numerics {

/// What a kernel may assume of operands and results, as by fast-math flags.
struct Assumptions {
  bool noNaNs = false;
  bool noInfinities = false;
};

/// The kernels of softplus and of its gradient for one element format, beta,
/// threshold and accuracy. Operands and results are in the element format;
/// results have the same bits for every builder. A negative beta means minus
/// softplus of -x at -beta, and the gradient at -x and -beta.
class Kernels {
public:
  /// Takes the format of the elements, f16, bf16, f32 or f64, and the
  /// attributes of an operation; these are rounded to the compute type here.
  Kernels(const llvm::fltSemantics &element, double beta, double threshold,
          Accuracy accuracy, Assumptions assumptions = {});

  /// Returns `function` of `operands`, in the element format. A negative beta
  /// has the kernel of its magnitude, at -x.
  template <typename B>
  FloatExpr<B> emit(Function function,
                    llvm::ArrayRef<FloatExpr<B>> operands) const {
    FloatExpr<B> x = isBetaNegative ? -operands.back() : operands.back();
    switch (function) {
    case Function::Softplus: {
      FloatExpr<B> y = softplusAtPositiveBeta(x);
      return isBetaNegative ? -y : y;
    }
    case Function::SoftplusGrad:
      return softplusGradAtPositiveBeta(operands.front(), x);
    }
    llvm_unreachable("unknown function");
  }

  /// Returns how many vectors the kernel of `function` needs side by side, at
  /// most, to hide the latency of its operations. The constants of the shortest
  /// one leave room for two: with more, LLVM's scheduler computes one vector
  /// after the other.
  int getVectorsInFlight(Function function) const {
    bool isShort = function == Function::Softplus &&
                   std::holds_alternative<Float32Parameters>(parameters) &&
                   !isSoftplusExtended() && !isHalf() &&
                   accuracy == Accuracy::Fast;
    return isShort ? 2 : 4;
  }

  /// Whether beta * x is above the threshold, for x in the element format.
  bool isAboveThreshold(const llvm::APFloat &x) const;

private:
  template <typename B>
  FloatExpr<B> softplusAtPositiveBeta(const FloatExpr<B> &x) const {
    if (const auto *p = std::get_if<Float64Parameters>(&parameters))
      return accuracy == Accuracy::Correct ? softplusCorrectF64(x, *p)
                                           : softplusF64(x, *p);
    const auto &p = std::get<Float32Parameters>(parameters);
    if (isSoftplusExtended())
      return round(softplusExtended(extend(x), p, getExtendedTarget()));
    if (isBF16())
      return softplusBF16(x, p, assumptions.noNaNs);
    return accuracy == Accuracy::Fast ? softplusFastF32(x, p)
                                      : softplusFaithfulF32(x, p);
  }

  template <typename B>
  FloatExpr<B> softplusGradAtPositiveBeta(const FloatExpr<B> &dy,
                                          const FloatExpr<B> &x) const {
    if (const auto *p = std::get_if<Float64Parameters>(&parameters))
      return softplusGradF64(dy, x, *p);
    const auto &p = std::get<Float32Parameters>(parameters);
    return round(softplusGradExtended(
        extendToF32(dy), extendToF32(x), p, getExtendedTarget(),
        /*sharesExp=*/isSoftplusExtended(), assumptions.noInfinities));
  }

  bool isBF16() const { return &element == &llvm::APFloat::BFloat(); }
  bool isHalf() const {
    return &element == &llvm::APFloat::IEEEhalf() || isBF16();
  }

  /// Whether softplus of f32 or a half computes in f64, as its gradient does.
  bool isSoftplusExtended() const {
    if (std::get<Float32Parameters>(parameters).beta != 1.0)
      return true;
    return isHalf() ? !isBF16() : accuracy == Accuracy::Correct;
  }

  ExtendedTarget getExtendedTarget() const {
    if (isHalf())
      return ExtendedTarget::Half;
    return accuracy == Accuracy::Correct ? ExtendedTarget::CorrectFloat32
                                         : ExtendedTarget::Float32;
  }

  template <typename B> FloatExpr<B> extendToF32(const FloatExpr<B> &x) const {
    return isHalf() ? extendHalf(x, isBF16()) : x;
  }
  /// Extends an f32 or half to f64; few targets have a half's in one step.
  template <typename B> FloatExpr<B> extend(const FloatExpr<B> &x) const {
    return convert(extendToF32(x), llvm::APFloat::IEEEdouble());
  }
  /// Rounds an f64 to f32 or a half.
  template <typename B> FloatExpr<B> round(const FloatExpr<B> &x) const {
    return isHalf() ? roundF64ToHalf(x, isBF16(), assumptions.noNaNs)
                    : convert(x, llvm::APFloat::IEEEsingle());
  }

  const llvm::fltSemantics &element;
  Accuracy accuracy;
  Assumptions assumptions;
  bool isBetaNegative;
  /// At the magnitude of beta; those of the halves are the parameters of f32.
  std::variant<Float32Parameters, Float64Parameters> parameters;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_KERNELS_H
