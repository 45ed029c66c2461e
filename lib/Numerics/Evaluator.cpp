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

APFloat Evaluator::softplus(const APFloat &x) const {
  APFloatBuilder builder;
  return kernels.softplus(FloatExpr<APFloatBuilder>{&builder, x}).value;
}

APFloat Evaluator::softplusGrad(const APFloat &dy, const APFloat &x) const {
  APFloatBuilder builder;
  return kernels
      .softplusGrad(FloatExpr<APFloatBuilder>{&builder, dy},
                    FloatExpr<APFloatBuilder>{&builder, x})
      .value;
}
