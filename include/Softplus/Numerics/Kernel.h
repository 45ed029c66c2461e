//===- Kernel.h - A kernel for given parameters ----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_KERNEL_H
#define SOFTPLUS_NUMERICS_KERNEL_H

#include "Softplus/Numerics/Accuracy.h"
#include "Softplus/Numerics/BFloat16Kernel.h"
#include "Softplus/Numerics/ExtendedKernels.h"
#include "Softplus/Numerics/Float32BetaKernels.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Float32SigmoidKernels.h"
#include "Softplus/Numerics/Float64BetaKernels.h"
#include "Softplus/Numerics/Float64BetaParameters.h"
#include "Softplus/Numerics/Float64CorrectKernel.h"
#include "Softplus/Numerics/Float64Kernels.h"
#include "Softplus/Numerics/Float64Parameters.h"
#include "Softplus/Numerics/HalfConversions.h"
#include "Softplus/Numerics/HalfKernels.h"
#include "Softplus/Numerics/HalfParameters.h"
#include "Softplus/Numerics/KernelTable.h"
#include "Softplus/Numerics/SigmoidKernels.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"
#include <variant>

namespace mlir::softplus::numerics {

/// What a kernel may assume of operands and results, as by fast-math flags.
struct Assumptions {
  bool noNaNs = false;
  bool noInfinities = false;
};

using KernelParameters = std::variant<Float32Parameters, Float32BetaParameters,
                                      HalfParameters, HalfSigmoidParameters,
                                      Float64Parameters, Float64BetaParameters>;

/// The kernel of a function for one element format, beta, threshold and
/// accuracy. Operands and results are in the element format; results have the
/// same bits for every builder.
class Kernel {
public:
  /// Takes the format of the elements, f16, bf16, f32 or f64, and the
  /// attributes of an operation; these are rounded to the compute type here.
  /// The threshold does not matter to a function without one.
  Kernel(Function function, const llvm::fltSemantics &element, double beta,
         double threshold, Accuracy accuracy, Assumptions assumptions = {});

  const KernelInfo &getInfo() const { return info; }

  /// Returns the function of `operands`, x the last of them. A negative beta
  /// has the kernel of its magnitude, at -x.
  template <typename B>
  FloatExpr<B> emit(llvm::ArrayRef<FloatExpr<B>> given) const {
    llvm::SmallVector<FloatExpr<B>, kMaxArity> operands(given);
    if (!isBetaNegative)
      return emitAtPositiveBeta<B>(operands);
    operands.back() = -operands.back();
    FloatExpr<B> result = emitAtPositiveBeta<B>(operands);
    return numerics::getInfo(info.function).isOdd ? -result : result;
  }

  /// Whether beta * x is above the threshold, for x in the element format.
  bool isAboveThreshold(const llvm::APFloat &x) const;

private:
  template <typename B>
  FloatExpr<B> emitAtPositiveBeta(llvm::ArrayRef<FloatExpr<B>> operands) const {
    const FloatExpr<B> &x = operands.back();
    switch (info.algorithm) {
    case Algorithm::SoftplusFastF32:
      return float32::softplusFast(x, getFloat32());
    case Algorithm::SoftplusFaithfulF32:
      return float32::softplusFaithful(x, getFloat32());
    case Algorithm::SoftplusFastAnyBetaF32:
      return float32::softplusFastAnyBeta(x, getFloat32Beta());
    case Algorithm::SoftplusFaithfulAnyBetaF32:
      return float32::softplusFaithfulAnyBeta(x, getFloat32Beta());
    case Algorithm::SoftplusBF16:
      return bfloat16::softplus(x, getFloat32(), assumptions.noNaNs);
    case Algorithm::SoftplusHalf:
      return half::softplus(x, getHalf(), isBF16(), assumptions.noNaNs);
    case Algorithm::SoftplusExtended:
      return round(
          extended::softplus(extend(x), getFloat32(), getExtendedTarget()));
    case Algorithm::SoftplusGradFastF32:
      return float32::softplusGradFast(operands.front(), x, getFloat32Beta(),
                                       assumptions.noInfinities);
    case Algorithm::SoftplusGradFaithfulF32:
      return float32::softplusGradFaithful(
          operands.front(), x, getFloat32Beta(), assumptions.noInfinities);
    case Algorithm::SoftplusGradHalf:
      return half::softplusGrad(operands.front(), x, getFloat32Beta(), isBF16(),
                                assumptions.noNaNs, assumptions.noInfinities);
    case Algorithm::SigmoidHalf:
      return half::sigmoid(x, std::get<HalfSigmoidParameters>(parameters),
                           isBF16(), assumptions.noNaNs);
    case Algorithm::SigmoidFaithfulF32:
      return float32::sigmoidFaithful(x, getFloat32Beta());
    case Algorithm::SigmoidFastF32:
      return float32::sigmoidFast(x, getFloat32Beta());
    case Algorithm::SoftplusGradByExp:
    case Algorithm::SoftplusGradByCoth:
      return round(extended::softplusGrad(
          extendToF32(operands.front()), extendToF32(x), getFloat32(),
          getExtendedTarget(),
          /*sharesExp=*/info.algorithm == Algorithm::SoftplusGradByExp,
          assumptions.noInfinities));
    case Algorithm::SoftplusFaithfulF64:
      return float64::softplusFaithful(
          x, std::get<Float64BetaParameters>(parameters));
    case Algorithm::SoftplusF64:
      return float64::softplus(x, getFloat64());
    case Algorithm::SoftplusCorrectF64:
      return float64::softplusCorrect(x, getFloat64());
    case Algorithm::SoftplusGradF64:
      return float64::softplusGrad(operands.front(), x, getFloat64());
    case Algorithm::SigmoidByExp:
    case Algorithm::SigmoidByCoth:
      return round(extended::sigmoid(
          extendToF32(x), getFloat32(), getExtendedTarget(),
          /*sharesExp=*/info.algorithm == Algorithm::SigmoidByExp));
    case Algorithm::SigmoidCorrectF32:
      return round(float64::sigmoidCorrectF32(extend(x), getFloat64()));
    case Algorithm::SigmoidF64:
      return float64::sigmoid(x, getFloat64());
    case Algorithm::SigmoidCorrectF64:
      return float64::sigmoidCorrect(x, getFloat64());
    }
    llvm_unreachable("unknown algorithm");
  }

  const Float32Parameters &getFloat32() const {
    return std::get<Float32Parameters>(parameters);
  }
  const Float32BetaParameters &getFloat32Beta() const {
    return std::get<Float32BetaParameters>(parameters);
  }
  const HalfParameters &getHalf() const {
    return std::get<HalfParameters>(parameters);
  }
  const Float64Parameters &getFloat64() const {
    return std::get<Float64Parameters>(parameters);
  }

  bool isBF16() const { return info.format == llvm::APFloat::S_BFloat; }
  bool isHalf() const {
    return info.format == llvm::APFloat::S_IEEEhalf || isBF16();
  }

  extended::Target getExtendedTarget() const {
    if (isHalf())
      return extended::Target::Half;
    return accuracy == Accuracy::Correct ? extended::Target::CorrectFloat32
                                         : extended::Target::Float32;
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

  const KernelInfo &info;
  Accuracy accuracy;
  Assumptions assumptions;
  bool isBetaNegative;
  /// At the magnitude of beta; those that the kernel takes.
  KernelParameters parameters;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_KERNEL_H
