//===- ElementwiseUtils.cpp - What the expansions share -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/ElementwiseUtils.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Support/LoweringTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/DialectConversion.h"

using namespace mlir;

Type softplus::withElementType(Type type, Type elementType) {
  if (auto shaped = dyn_cast<ShapedType>(type))
    return shaped.clone(elementType);
  return elementType;
}

Value softplus::SplatPool::get(OpBuilder &builder, Location loc,
                               TypedAttr scalar) {
  Value &splat = splats[scalar];
  if (!splat)
    splat = create(builder, loc, scalar);
  return splat;
}

Value softplus::SplatPool::create(OpBuilder &builder, Location loc,
                                  TypedAttr scalar) {
  auto shaped = dyn_cast<ShapedType>(
      withElementType(shapeSource.getType(), scalar.getType()));
  if (!shaped)
    return arith::ConstantOp::create(builder, loc, scalar);
  if (shaped.hasStaticShape())
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(shaped, scalar));
  if (sizes.empty())
    for (auto [index, size] : llvm::enumerate(shaped.getShape()))
      if (ShapedType::isDynamic(size))
        sizes.push_back(
            tensor::DimOp::create(builder, loc, shapeSource, index));
  Value element = arith::ConstantOp::create(builder, loc, scalar);
  return tensor::SplatOp::create(builder, loc, shaped, element, sizes);
}

LogicalResult softplus::convertSoftplusOps(Operation *root,
                                           RewritePatternSet patterns) {
  ConversionTarget conversionTarget(*root->getContext());
  conversionTarget.addIllegalDialect<SoftplusDialect>();
  conversionTarget.markUnknownOpDynamicallyLegal(
      [](Operation *) { return true; });
  ConversionConfig config;
  config.allowPatternRollback = false;
  return applyPartialConversion(root, conversionTarget, std::move(patterns),
                                config);
}

LogicalResult softplus::expandSoftplusOps(Operation *root, StringRef target,
                                          RewritePatternSet patterns) {
  if (failed(checkTypesBelow(root, "to " + target,
                             kScalarsVectorsAndRankedTensors)))
    return failure();
  return convertSoftplusOps(root, std::move(patterns));
}
