//===- Evaluator.cpp - Evaluate softplus at compile time ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Evaluator.h"
#include "Softplus/Numerics/APFloatBuilder.h"
#include "llvm/ADT/SmallVector.h"

using namespace mlir::softplus::numerics;
using llvm::APFloat;

APFloat Evaluator::evaluate(llvm::ArrayRef<APFloat> operands) const {
  APFloatBuilder builder;
  llvm::SmallVector<FloatExpr<APFloatBuilder>, kMaxArity> values;
  for (const APFloat &operand : operands)
    values.push_back({&builder, operand});
  return kernel.emit<APFloatBuilder>(values).value;
}
