//===- SoftplusSemantics.cpp - Compute types and cutoffs ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Threshold.h"

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

numerics::Accuracy softplus::getAccuracy(arith::FastMathFlags flags,
                                         numerics::Accuracy requested) {
  return arith::bitEnumContainsAll(flags, arith::FastMathFlags::afn)
             ? numerics::Accuracy::Fast
             : requested;
}

double softplus::getSoftplusSaturation(FloatType elementType) {
  return numerics::getSoftplusSaturation(elementType.getFloatSemantics());
}

double softplus::getSoftplusGradSaturation(FloatType elementType) {
  return numerics::getSoftplusGradSaturation(elementType.getFloatSemantics());
}
