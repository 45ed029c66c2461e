//===- SoftplusFolds.cpp - Constant folding -------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Evaluator.h"
#include "mlir/Dialect/CommonFolders.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;
using llvm::APFloat;
using numerics::Evaluator;

template <typename OpTy> static Evaluator getEvaluator(OpTy op) {
  auto type = cast<FloatType>(getElementTypeOrSelf(op.getType()));
  return Evaluator(type.getFloatSemantics(), op.getBeta(), op.getThreshold(),
                   getAccuracy(op.getAccuracy(), op.getFastmath()));
}

/// Returns the elements of a resource as a dense attribute, or null if the
/// resource is absent or of another size.
static DenseElementsAttr readResource(DenseResourceElementsAttr attr) {
  AsmResourceBlob *blob = attr.getRawHandle().getBlob();
  bool isSplat;
  if (!blob || !DenseElementsAttr::isValidRawBuffer(attr.getType(),
                                                    blob->getData(), isSplat))
    return nullptr;
  return DenseElementsAttr::getFromRawBuffer(attr.getType(), blob->getData());
}

/// Returns `attr` as a resource, so that it stays out of the text of the
/// module. A splat, which holds one element only, is as short as it is.
static Attribute writeResource(DenseElementsAttr attr) {
  if (attr.isSplat())
    return attr;
  return DenseResourceElementsAttr::get(
      attr.getType(), "softplus",
      HeapAsmResourceBlob::allocateAndCopyWithAlign(attr.getRawData(),
                                                    alignof(double)));
}

OpFoldResult SoftplusOp::fold(FoldAdaptor adaptor) {
  Attribute x = adaptor.getX();
  auto resource = dyn_cast_if_present<DenseResourceElementsAttr>(x);
  if (resource)
    x = readResource(resource);
  if (!x)
    return {};
  Evaluator evaluator = getEvaluator(*this);
  Attribute result = constFoldUnaryOp<FloatAttr>(
      x, getType(), [&](const APFloat &x) { return evaluator.softplus(x); });
  if (auto elements = dyn_cast_if_present<DenseElementsAttr>(result);
      elements && resource)
    return writeResource(elements);
  return result;
}

OpFoldResult SoftplusGradOp::fold(FoldAdaptor adaptor) {
  Attribute dy = adaptor.getDy(), x = adaptor.getX();
  if (!dy && !x)
    return {};
  Evaluator evaluator = getEvaluator(*this);

  // The gradient is dy where all of x is above the threshold.
  std::optional<APFloat> splat;
  if (auto scalar = dyn_cast_if_present<FloatAttr>(x))
    splat = scalar.getValue();
  else if (auto elements = dyn_cast_if_present<SplatElementsAttr>(x))
    splat = elements.getSplatValue<APFloat>();
  if (splat && evaluator.isAboveThreshold(*splat))
    return getDy();

  auto dyResource = dyn_cast_if_present<DenseResourceElementsAttr>(dy);
  auto xResource = dyn_cast_if_present<DenseResourceElementsAttr>(x);
  if (dyResource)
    dy = readResource(dyResource);
  if (xResource)
    x = readResource(xResource);
  Attribute result = constFoldBinaryOp<FloatAttr, APFloat, ub::PoisonAttr>(
      {dy, x}, getType(), [&](const APFloat &dy, const APFloat &x) {
        return evaluator.softplusGrad(dy, x);
      });
  if (auto elements = dyn_cast_if_present<DenseElementsAttr>(result);
      elements && (dyResource || xResource))
    return writeResource(elements);
  return result;
}
