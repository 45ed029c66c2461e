//===- Kernels.cpp - The kernel of an operation ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Kernels.h"

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

Kernels::Kernels(const llvm::fltSemantics &elementSemantics, double beta,
                 double threshold)
    : elementPrecision(APFloat::semanticsPrecision(elementSemantics)),
      computeSemantics(getComputeSemanticsOf(elementSemantics)),
      parameters(
          roundTo(beta, computeSemantics), roundTo(threshold, computeSemantics),
          /*comparesInFloat32=*/&computeSemantics == &APFloat::IEEEsingle()) {}

bool Kernels::isAboveThreshold(const APFloat &x) const {
  APFloat wide = x;
  bool losesInfo;
  wide.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
  return wide.compare(APFloat(parameters.threshold)) ==
         (parameters.scale < 0 ? APFloat::cmpLessThan
                               : APFloat::cmpGreaterThan);
}
