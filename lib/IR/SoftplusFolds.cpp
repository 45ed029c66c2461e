//===- SoftplusFolds.cpp - Constant folding -------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fold.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Evaluator.h"
#include "mlir/Dialect/CommonFolders.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;
using llvm::APFloat;

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

/// Returns the value of a constant, if all its elements have the same.
static std::optional<APFloat> getUniformValue(Attribute attr) {
  if (auto scalar = dyn_cast_if_present<FloatAttr>(attr))
    return scalar.getValue();
  if (auto elements = dyn_cast_if_present<SplatElementsAttr>(attr))
    return elements.getSplatValue<APFloat>();
  return std::nullopt;
}

OpFoldResult softplus::foldOperation(SoftplusOpInterface op,
                                     ArrayRef<Attribute> operands) {
  Attribute x = operands.back();
  if (llvm::none_of(operands, [](Attribute operand) { return !!operand; }))
    return {};
  numerics::Evaluator evaluator(
      op.getFunction(), op.getElementType().getFloatSemantics(), op.getBeta(),
      op.getEffectiveThreshold(), op.getEffectiveAccuracy());

  // A gradient is dy there, whether or not that is constant.
  if (operands.size() == 2)
    if (std::optional<APFloat> value = getUniformValue(x);
        value && evaluator.getKernel().isAboveThreshold(*value))
      return op->getOperand(0);

  SmallVector<Attribute> constants;
  bool hasResources = false;
  for (Attribute operand : operands) {
    if (auto resource =
            dyn_cast_if_present<DenseResourceElementsAttr>(operand)) {
      operand = readResource(resource);
      hasResources = true;
    }
    constants.push_back(operand);
  }
  Type type = op->getResult(0).getType();
  Attribute result =
      constants.size() == 1
          ? constFoldUnaryOp<FloatAttr, APFloat, ub::PoisonAttr>(
                constants, type,
                [&](const APFloat &x) { return evaluator.evaluate(x); })
          : constFoldBinaryOp<FloatAttr, APFloat, ub::PoisonAttr>(
                constants, type, [&](const APFloat &dy, const APFloat &x) {
                  return evaluator.evaluate({dy, x});
                });
  if (auto elements = dyn_cast_if_present<DenseElementsAttr>(result);
      elements && hasResources)
    return writeResource(elements);
  return result;
}
