//===- Evaluator.cpp - Evaluate softplus at compile time ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Evaluator.h"
#include "Softplus/Numerics/APFloatBuilder.h"

using namespace mlir::softplus::numerics;
using llvm::APFloat;

static APFloat convert(APFloat value, const llvm::fltSemantics &semantics) {
  bool losesInfo;
  value.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
  return value;
}

/// Rounds a result of a kernel to the compute type, and then to the elements.
APFloat Evaluator::round(const APFloat &result) const {
  return convert(convert(result, kernels.getComputeSemantics()),
                 elementSemantics);
}

APFloat Evaluator::softplus(const APFloat &x) const {
  APFloatBuilder builder(kernels.getSemantics());
  FloatExpr<APFloatBuilder> operand{&builder,
                                    convert(x, kernels.getSemantics())};
  return round(kernels.softplus(operand).value);
}

APFloat Evaluator::softplusGrad(const APFloat &dy, const APFloat &x) const {
  APFloatBuilder builder(kernels.getSemantics());
  FloatExpr<APFloatBuilder> gradient{&builder,
                                     convert(dy, kernels.getSemantics())};
  FloatExpr<APFloatBuilder> operand{&builder,
                                    convert(x, kernels.getSemantics())};
  return round(kernels.softplusGrad(gradient, operand).value);
}
