//===- Kernels.cpp - The kernel of an operation ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Kernels.h"
#include "Softplus/Numerics/Threshold.h"

using namespace mlir::softplus::numerics;
using llvm::APFloat;

static const llvm::fltSemantics &
getComputeSemanticsOf(const llvm::fltSemantics &element) {
  return &element == &APFloat::IEEEdouble() ? element : APFloat::IEEEsingle();
}

static double roundTo(double value, const llvm::fltSemantics &semantics) {
  APFloat rounded(value);
  bool losesInfo;
  rounded.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
  return rounded.convertToDouble();
}

static Float32Parameters getFloat32Parameters(const llvm::fltSemantics &element,
                                              double beta, double threshold) {
  return {APFloat::semanticsPrecision(element) < 24,
          beta,
          1.0 / beta,
          findThreshold(beta, threshold, /*comparesInFloat32=*/true),
          threshold < getSoftplusSaturation(element),
          threshold < getSoftplusGradSaturation(element)};
}

Kernels::Kernels(const llvm::fltSemantics &element, double beta,
                 double threshold)
    : elementPrecision(APFloat::semanticsPrecision(element)),
      computeSemantics(getComputeSemanticsOf(element)),
      isFloat64(&element == &APFloat::IEEEdouble()),
      float32(getFloat32Parameters(element, roundTo(beta, computeSemantics),
                                   roundTo(threshold, computeSemantics))),
      float64(roundTo(beta, computeSemantics),
              roundTo(threshold, computeSemantics)) {}

bool Kernels::isAboveThreshold(const APFloat &x) const {
  double bound = isFloat64 ? float64.threshold : float32.threshold;
  APFloat wide = x;
  bool losesInfo;
  wide.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
  return wide.compare(APFloat(bound)) ==
         (float32.beta < 0 ? APFloat::cmpLessThan : APFloat::cmpGreaterThan);
}
