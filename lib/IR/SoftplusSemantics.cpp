//===- SoftplusSemantics.cpp - Compute types and cutoffs ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/IR/SoftplusAttributes.h"
#include "Softplus/IR/SoftplusDialect.h"

using namespace mlir;
using namespace mlir::softplus;

FloatType softplus::getComputeType(FloatType elementType) {
  if (elementType.isF64())
    return elementType;
  return Float32Type::get(elementType.getContext());
}

llvm::APFloat softplus::roundToType(double value, FloatType type) {
  llvm::APFloat result(value);
  bool losesInfo;
  result.convert(type.getFloatSemantics(), llvm::APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return result;
}

static bool hasAfn(arith::FastMathFlags flags) {
  return arith::bitEnumContainsAll(flags, arith::FastMathFlags::afn);
}

numerics::Accuracy
softplus::getAccuracy(std::optional<numerics::Accuracy> stated,
                      arith::FastMathFlags flags) {
  return stated.value_or(hasAfn(flags) ? numerics::Accuracy::Fast
                                       : numerics::Accuracy::Faithful);
}

void softplus::setDefaultAccuracy(Operation *root,
                                  numerics::Accuracy accuracy) {
  if (accuracy == numerics::Accuracy::Faithful)
    return;
  root->walk([&](Operation *op) {
    if (!isa_and_present<SoftplusDialect>(op->getDialect()))
      return;
    // Where there is no operation of the dialect, it may not be loaded.
    auto attr = AccuracyAttr::get(root->getContext(), accuracy);
    StringRef name = "accuracy";
    auto flags = cast<arith::ArithFastMathInterface>(op).getFastMathFlagsAttr();
    if (!op->getAttr(name) && !hasAfn(flags.getValue()))
      op->setAttr(name, attr);
  });
}
