//===- StridedTransfers.cpp - Gathers and scatters for strides ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StridedTransfers.h"
#include "StridedOffset.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Interfaces/VectorInterfaces.h"

using namespace mlir;
using namespace mlir::softplus;

/// Whether `op` transfers a vector along an innermost dimension whose stride is
/// not 1, each element in bounds or masked.
static bool isStrided(VectorTransferOpInterface op) {
  auto memref = dyn_cast<MemRefType>(op.getShapedType());
  if (!memref || op.getVectorType().getRank() != 1 ||
      !op.getPermutationMap().isMinorIdentity() || op.hasOutOfBoundsDim())
    return false;
  SmallVector<int64_t> strides;
  int64_t offset;
  return succeeded(memref.getStridesAndOffset(strides, offset)) &&
         strides.back() != 1;
}

namespace {

/// The elements of a strided transfer, as `vector.gather` addresses them.
struct StridedElements {
  StridedElements(PatternRewriter &rewriter, VectorTransferOpInterface op) {
    Location loc = op.getLoc();
    VectorType vector = op.getVectorType();
    auto metadata =
        memref::ExtractStridedMetadataOp::create(rewriter, loc, op.getBase());
    Value offset = computeOffset(rewriter, loc, metadata, op.getIndices());
    Value stride = metadata.getStrides().back();
    VectorType indexVector = vector.clone(rewriter.getIndexType());
    indices = arith::MulIOp::create(
        rewriter, loc, vector::StepOp::create(rewriter, loc, indexVector),
        vector::BroadcastOp::create(rewriter, loc, indexVector, stride));

    // Gathers and scatters do not look at the size of the memref.
    Value size = arith::ConstantIndexOp::create(rewriter, loc, 1);
    auto flatType =
        MemRefType::get({ShapedType::kDynamic}, vector.getElementType(),
                        StridedLayoutAttr::get(rewriter.getContext(),
                                               ShapedType::kDynamic, {1}),
                        cast<MemRefType>(op.getShapedType()).getMemorySpace());
    base = memref::ReinterpretCastOp::create(
        rewriter, loc, flatType, metadata.getBaseBuffer(), OpFoldResult(offset),
        {OpFoldResult(size)}, {OpFoldResult(rewriter.getIndexAttr(1))});
    zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    mask = op.getMask();
    if (!mask)
      mask = arith::ConstantOp::create(
          rewriter, loc,
          DenseElementsAttr::get(vector.clone(rewriter.getI1Type()), true));
  }

  Value base, zero, indices, mask;
};

struct StridedReadToGather : OpRewritePattern<vector::TransferReadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::TransferReadOp op,
                                PatternRewriter &rewriter) const override {
    if (!isStrided(op))
      return rewriter.notifyMatchFailure(op, "contiguous or out of bounds");
    StridedElements elements(rewriter, op);
    Value padding = vector::BroadcastOp::create(
        rewriter, op.getLoc(), op.getVectorType(), op.getPadding());
    rewriter.replaceOpWithNewOp<vector::GatherOp>(
        op, op.getVectorType(), elements.base, ValueRange(elements.zero),
        elements.indices, elements.mask, padding);
    return success();
  }
};

/// Loads the one element that a read spreads over all lanes. Upstream does so
/// where the innermost stride is 1 only.
struct BroadcastReadToLoad : OpRewritePattern<vector::TransferReadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::TransferReadOp op,
                                PatternRewriter &rewriter) const override {
    if (!isa<MemRefType>(op.getShapedType()) || op.getMask() ||
        op.hasOutOfBoundsDim() || !op.getPermutationMap().isConstant())
      return rewriter.notifyMatchFailure(op, "no broadcast of one element");
    Value element = memref::LoadOp::create(rewriter, op.getLoc(), op.getBase(),
                                           op.getIndices());
    rewriter.replaceOpWithNewOp<vector::BroadcastOp>(op, op.getVectorType(),
                                                     element);
    return success();
  }
};

struct StridedWriteToScatter : OpRewritePattern<vector::TransferWriteOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::TransferWriteOp op,
                                PatternRewriter &rewriter) const override {
    if (!isStrided(op))
      return rewriter.notifyMatchFailure(op, "contiguous or out of bounds");
    StridedElements elements(rewriter, op);
    Value vector = op.getVector();
    rewriter.replaceOpWithNewOp<vector::ScatterOp>(
        op, /*resultType=*/Type(), elements.base, ValueRange(elements.zero),
        elements.indices, elements.mask, vector);
    return success();
  }
};

} // namespace

void softplus::populateStridedTransferPatterns(RewritePatternSet &patterns) {
  patterns.add<BroadcastReadToLoad, StridedReadToGather, StridedWriteToScatter>(
      patterns.getContext());
}
