//===- Evaluator.cpp - Evaluate softplus at compile time ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Evaluator.h"
#include "Softplus/Numerics/APFloatBuilder.h"
#include "Softplus/Numerics/Float64Kernels.h"

using namespace mlir::softplus::numerics;
using llvm::APFloat;

using Float = FloatExpr<APFloatBuilder>;

static APFloat convert(APFloat value, const llvm::fltSemantics &semantics) {
  bool losesInfo;
  value.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
  return value;
}

static bool computesInFloat32(const llvm::fltSemantics &semantics) {
  return &semantics != &APFloat::IEEEdouble();
}

/// Rounds an attribute to the compute type of `semantics`.
static double roundToComputeType(double value,
                                 const llvm::fltSemantics &semantics) {
  if (!computesInFloat32(semantics))
    return value;
  return convert(APFloat(value), APFloat::IEEEsingle()).convertToDouble();
}

Evaluator::Evaluator(const llvm::fltSemantics &semantics, double beta,
                     double threshold)
    : semantics(semantics), parameters(roundToComputeType(beta, semantics),
                                       roundToComputeType(threshold, semantics),
                                       computesInFloat32(semantics)) {}

APFloat Evaluator::softplus(const APFloat &x) const {
  APFloatBuilder builder(APFloat::IEEEdouble());
  Float result = softplusF64(Float{&builder, convert(x, APFloat::IEEEdouble())},
                             parameters);
  return convert(result.value, semantics);
}

APFloat Evaluator::softplusGrad(const APFloat &dy, const APFloat &x) const {
  APFloatBuilder builder(APFloat::IEEEdouble());
  Float result = softplusGradF64(
      Float{&builder, convert(dy, APFloat::IEEEdouble())},
      Float{&builder, convert(x, APFloat::IEEEdouble())}, parameters);
  return convert(result.value, semantics);
}

bool Evaluator::isAboveThreshold(const APFloat &x) const {
  APFloat threshold(parameters.threshold);
  APFloat wide = convert(x, APFloat::IEEEdouble());
  return wide.compare(threshold) == (parameters.scale < 0
                                         ? APFloat::cmpLessThan
                                         : APFloat::cmpGreaterThan);
}
