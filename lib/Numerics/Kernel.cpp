//===- Kernel.cpp - The kernel of an operation ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Kernel.h"
#include "Softplus/Numerics/Threshold.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <limits>

using namespace mlir::softplus::numerics;
using llvm::APFloat;

static double roundToFloat32(double value) {
  APFloat rounded(value);
  bool losesInfo;
  rounded.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                  &losesInfo);
  return rounded.convertToDouble();
}

/// Rounds beta to the compute type.
static double roundBeta(const llvm::fltSemantics &element, double beta) {
  return &element == &APFloat::IEEEdouble() ? beta : roundToFloat32(beta);
}

/// Takes a beta of the compute type.
static KernelParameters getParameters(const KernelInfo &info,
                                      const llvm::fltSemantics &element,
                                      double beta, double threshold) {
  if (!getInfo(info.function).hasThreshold)
    threshold = std::numeric_limits<double>::infinity();
  if (info.algorithm == Algorithm::SoftplusFaithfulF64)
    return Float64BetaParameters(beta, threshold);
  if (&element == &APFloat::IEEEdouble() ||
      info.algorithm == Algorithm::SigmoidCorrectF32)
    return Float64Parameters(beta, threshold);
  threshold = roundToFloat32(threshold);
  Float32Parameters parameters{
      beta, 1.0 / beta,
      findThreshold(beta, threshold, /*comparesInFloat32=*/true),
      threshold < getSaturation(info.function, element)};
  bool isBF16 = info.format == APFloat::S_BFloat;
  switch (info.algorithm) {
  case Algorithm::SoftplusFastAnyBetaF32:
  case Algorithm::SoftplusFaithfulAnyBetaF32:
  case Algorithm::SoftplusGradFastF32:
  case Algorithm::SoftplusGradFaithfulF32:
  case Algorithm::SoftplusGradHalf:
  case Algorithm::SigmoidFastF32:
  case Algorithm::SigmoidFaithfulF32:
    return Float32BetaParameters(parameters);
  case Algorithm::SoftplusHalf:
    return info.isCorrectlyRounded() ? findCorrectHalf(parameters, isBF16)
                                     : getFastHalf(parameters, isBF16);
  case Algorithm::SigmoidHalf:
    return info.isCorrectlyRounded()
               ? findCorrectHalfSigmoid(parameters, isBF16)
               : HalfSigmoidParameters(parameters);
  default:
    return parameters;
  }
}

const KernelInfo &
mlir::softplus::numerics::findKernel(Function function,
                                     const llvm::fltSemantics &element,
                                     double beta, Accuracy accuracy) {
  APFloat::Semantics format = APFloat::SemanticsToEnum(element);
  const KernelInfo *kernel =
      llvm::find_if(kKernelTable, [&](const KernelInfo &row) {
        return row.function == function && row.format == format &&
               contains(row.betas, beta) && row.firstAccuracy <= accuracy &&
               accuracy <= row.lastAccuracy;
      });
  assert(kernel != std::end(kKernelTable) && "no kernel");
  return *kernel;
}

Kernel::Kernel(Function function, const llvm::fltSemantics &element,
               double beta, double threshold, Accuracy accuracy,
               Assumptions assumptions)
    : info(findKernel(function, element, roundBeta(element, beta), accuracy)),
      accuracy(accuracy), assumptions(assumptions), isBetaNegative(beta < 0),
      parameters(getParameters(
          info, element, roundBeta(element, std::fabs(beta)), threshold)) {}

bool Kernel::isAboveThreshold(const APFloat &x) const {
  double bound =
      std::visit([](const auto &p) { return p.threshold; }, parameters);
  APFloat wide = isBetaNegative ? -x : x;
  bool losesInfo;
  wide.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
  return wide.compare(APFloat(bound)) == APFloat::cmpGreaterThan;
}
