//===- NarrowTails.cpp - Masked stores of narrow elements -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NarrowTails.h"
#include "HideInteger.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::softplus;

/// Returns `bound` through an empty assembly statement.
static Value hide(OpBuilder &builder, Location loc, Value bound) {
  Type i64 = builder.getI64Type();
  Value integer = arith::IndexCastOp::create(builder, loc, i64, bound);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    hideInteger(builder, loc, integer));
}

/// Returns the bounds of `mask`, or nothing if they are not known.
static std::optional<SmallVector<Value>> getBounds(OpBuilder &builder,
                                                   Value mask) {
  if (auto create = mask.getDefiningOp<vector::CreateMaskOp>())
    return SmallVector<Value>(create.getOperands());
  auto constant = mask.getDefiningOp<vector::ConstantMaskOp>();
  if (!constant)
    return std::nullopt;
  SmallVector<Value> bounds;
  for (int64_t size : constant.getMaskDimSizes())
    bounds.push_back(
        arith::ConstantIndexOp::create(builder, mask.getLoc(), size));
  return bounds;
}

/// Whether `bounds` are constants and the mask has several lanes or none.
static bool areHarmless(ArrayRef<Value> bounds) {
  int64_t lanes = 1;
  for (Value bound : bounds) {
    std::optional<int64_t> constant = getConstantIntValue(bound);
    if (!constant)
      return false;
    lanes *= *constant;
  }
  return lanes != 1;
}

/// Returns a mask with the lanes of `mask` that is no constant for the
/// optimizer, or null if none is needed.
static Value hideMask(OpBuilder &builder, Location loc, Value mask) {
  auto type = cast<VectorType>(mask.getType());
  if (std::optional<SmallVector<Value>> bounds = getBounds(builder, mask)) {
    if (areHarmless(*bounds))
      return nullptr;
    bounds->back() = hide(builder, loc, bounds->back());
    return vector::CreateMaskOp::create(builder, loc, type, *bounds);
  }
  SmallVector<Value> bounds;
  for (int64_t size : type.getShape())
    bounds.push_back(arith::ConstantIndexOp::create(builder, loc, size));
  bounds.back() = hide(builder, loc, bounds.back());
  Value allLanes = vector::CreateMaskOp::create(builder, loc, type, bounds);
  return arith::AndIOp::create(builder, loc, mask, allLanes);
}

void softplus::hideNarrowMaskBounds(Operation *root) {
  root->walk([](vector::TransferWriteOp write) {
    Type element = write.getVectorType().getElementType();
    if (!write.getMask() || !element.isIntOrFloat() ||
        element.getIntOrFloatBitWidth() >= 32)
      return;
    OpBuilder builder(write);
    if (Value hidden = hideMask(builder, write.getLoc(), write.getMask()))
      write.getMaskMutable().assign(hidden);
  });
}
