//===- SplitLoop.cpp - Full parts of a loop, and the rest ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SplitLoop.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::softplus;

OpFoldResult softplus::getLoopSize(OpBuilder &builder, linalg::GenericOp op) {
  return cast<linalg::LinalgOp>(op.getOperation())
      .createLoopRanges(builder, op.getLoc())
      .front()
      .size;
}

Value softplus::takePart(OpBuilder &builder, Location loc, Value memref,
                         OpFoldResult offset, OpFoldResult size) {
  OpFoldResult one = builder.getIndexAttr(1);
  return memref::SubViewOp::create(builder, loc, memref, ArrayRef(offset),
                                   ArrayRef(size), ArrayRef(one));
}

/// Returns `op` on `size` of its elements, from `offset` on.
static linalg::GenericOp createPart(RewriterBase &rewriter,
                                    linalg::GenericOp op, OpFoldResult offset,
                                    OpFoldResult size) {
  SmallVector<Value> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    bool isMoved = op.getMatchingIndexingMap(&operand).getNumResults() != 0;
    operands.push_back(
        isMoved ? takePart(rewriter, op.getLoc(), operand.get(), offset, size)
                : operand.get());
  }
  auto part = cast<linalg::GenericOp>(
      mlir::clone(rewriter, op, /*newResultTypes=*/TypeRange(), operands));
  linalg::offsetIndices(rewriter, part, offset);
  return part;
}

/// Makes a loop from `begin` to `end` around what comes next.
static Value enterLoop(RewriterBase &rewriter, Location loc, OpFoldResult begin,
                       OpFoldResult end, int64_t step) {
  auto getValue = [&](OpFoldResult bound) {
    return getValueOrCreateConstantIndexOp(rewriter, loc, bound);
  };
  auto loop = scf::ForOp::create(rewriter, loc, getValue(begin), getValue(end),
                                 getValue(rewriter.getIndexAttr(step)));
  rewriter.setInsertionPointToStart(loop.getBody());
  return loop.getInductionVar();
}

std::optional<int64_t> Parts::getRestSize() const {
  linalg::GenericOp op = rest;
  int64_t known = op.getStaticLoopRanges().front();
  return ShapedType::isDynamic(known) ? std::nullopt : std::optional(known);
}

Parts softplus::split(RewriterBase &rewriter, linalg::GenericOp op,
                      int64_t size) {
  Location loc = op.getLoc();
  Parts parts{linalg::GenericOp(), size, linalg::GenericOp()};
  rewriter.setInsertionPoint(op);
  OpFoldResult all = getLoopSize(rewriter, op);
  OpFoldResult zero = rewriter.getIndexAttr(0);
  OpFoldResult partSize = rewriter.getIndexAttr(size);
  std::optional<int64_t> known = getConstantIntValue(all);
  if (known == 0) {
    rewriter.eraseOp(op);
    return parts;
  }
  if (known && *known < size) {
    parts.rest = op;
    return parts;
  }
  if (known == size) {
    parts.full = op;
    return parts;
  }

  AffineExpr n = rewriter.getAffineSymbolExpr(0);
  OpFoldResult full = affine::makeComposedFoldedAffineApply(
      rewriter, loc, n.floorDiv(size) * size, all);
  OpFoldResult rest =
      affine::makeComposedFoldedAffineApply(rewriter, loc, n % size, all);
  {
    OpBuilder::InsertionGuard guard(rewriter);
    OpFoldResult offset = getConstantIntValue(full) == size
                              ? zero
                              : enterLoop(rewriter, loc, zero, full, size);
    parts.full = createPart(rewriter, op, offset, partSize);
  }
  if (!isZeroInteger(rest)) {
    OpBuilder::InsertionGuard guard(rewriter);
    // Of one step, if any.
    if (!known)
      enterLoop(rewriter, loc, full, all, size);
    parts.rest = createPart(rewriter, op, full, rest);
  }
  rewriter.eraseOp(op);
  return parts;
}
