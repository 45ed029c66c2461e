//===- LowerVectors.cpp - Vectors as the llvm dialect has them ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_LOWERVECTORSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Whether `type` is a vector of several dimensions whose parts of rank 1 can
/// be addressed one by one.
static bool isUnrollable(VectorType type) {
  return type.getRank() > 1 &&
         !llvm::is_contained(type.getScalableDims().drop_back(), true);
}

/// Calls `callback` with the position of each part of rank 1 of a vector, and
/// with the indices of its first element in a memref that is addressed by
/// `indices`.
template <typename CallbackT>
static void forEachRow(OpBuilder &builder, Location loc, VectorType type,
                       OperandRange indices, CallbackT callback) {
  ArrayRef<int64_t> shape = type.getShape().drop_back();
  SmallVector<int64_t> position(shape.size(), 0);
  int64_t count = ShapedType::getNumElements(shape);
  for (int64_t row = 0; row < count; ++row) {
    int64_t rest = row;
    for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
      position[dim] = rest % shape[dim];
      rest /= shape[dim];
    }
    SmallVector<Value> rowIndices(indices);
    size_t first = indices.size() - type.getRank();
    for (auto [dim, offset] : llvm::enumerate(position)) {
      Value distance = arith::ConstantIndexOp::create(builder, loc, offset);
      Value &index = rowIndices[first + dim];
      index = arith::AddIOp::create(builder, loc, index, distance);
    }
    callback(position, rowIndices);
  }
}

/// Unrolls the operations of math to vectors of rank 1. Some of their
/// lowerings, that of `math.isnan` for one, know no others.
static void populateMathUnrollPatterns(RewritePatternSet &patterns) {
  vector::UnrollVectorOptions options;
  options.setFilterConstraint([](Operation *op) {
    if (!isa_and_nonnull<math::MathDialect>(op->getDialect()))
      return failure();
    auto type = dyn_cast<VectorType>(op->getResult(0).getType());
    return success(type && isUnrollable(type));
  });
  options.setNativeShapeFn(
      [](Operation *op) -> std::optional<SmallVector<int64_t>> {
        auto type = cast<VectorType>(op->getResult(0).getType());
        SmallVector<int64_t> shape(type.getRank(), 1);
        shape.back() = type.getShape().back();
        return shape;
      });
  vector::populateVectorUnrollPatterns(patterns, options);
  vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
}

namespace {

/// Loads a vector of several dimensions row by row.
struct UnrollLoad : OpRewritePattern<vector::LoadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::LoadOp op,
                                PatternRewriter &rewriter) const override {
    VectorType type = op.getVectorType();
    if (!isUnrollable(type))
      return rewriter.notifyMatchFailure(op, "not unrollable");
    Location loc = op.getLoc();
    VectorType rowType =
        VectorType::get(type.getShape().take_back(), type.getElementType(),
                        type.getScalableDims().take_back());
    Value result = ub::PoisonOp::create(rewriter, loc, type);
    forEachRow(rewriter, loc, type, op.getIndices(),
               [&](ArrayRef<int64_t> position, ValueRange indices) {
                 Value row = vector::LoadOp::create(rewriter, loc, rowType,
                                                    op.getBase(), indices);
                 result = vector::InsertOp::create(rewriter, loc, row, result,
                                                   position);
               });
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// Stores a vector of several dimensions row by row.
struct UnrollStore : OpRewritePattern<vector::StoreOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::StoreOp op,
                                PatternRewriter &rewriter) const override {
    VectorType type = op.getVectorType();
    if (!isUnrollable(type))
      return rewriter.notifyMatchFailure(op, "not unrollable");
    Location loc = op.getLoc();
    forEachRow(rewriter, loc, type, op.getIndices(),
               [&](ArrayRef<int64_t> position, ValueRange indices) {
                 Value row = vector::ExtractOp::create(
                     rewriter, loc, op.getValueToStore(), position);
                 vector::StoreOp::create(rewriter, loc, row, op.getBase(),
                                         indices);
               });
    rewriter.eraseOp(op);
    return success();
  }
};

/// Stores one lane as a scalar. LLVM 22 stores more than that for x86, where
/// the lane is a truncated one (see NarrowTails.h).
struct LowerOneLaneStore : OpRewritePattern<vector::MaskedStoreOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::MaskedStoreOp op,
                                PatternRewriter &rewriter) const override {
    DenseIntElementsAttr mask;
    if (op.getMaskVectorType().isScalable() ||
        !matchPattern(op.getMask(), m_Constant(&mask)))
      return rewriter.notifyMatchFailure(op, "the mask is no constant");
    auto lanes =
        llvm::make_filter_range(llvm::enumerate(mask.getValues<bool>()),
                                [](const auto &lane) { return lane.value(); });
    if (!llvm::hasSingleElement(lanes))
      return rewriter.notifyMatchFailure(op, "not one lane");
    int64_t lane = (*lanes.begin()).index();
    Location loc = op.getLoc();
    Value value =
        vector::ExtractOp::create(rewriter, loc, op.getValueToStore(), lane);
    SmallVector<Value> indices(op.getIndices());
    Value distance = arith::ConstantIndexOp::create(rewriter, loc, lane);
    indices.back() =
        arith::AddIOp::create(rewriter, loc, indices.back(), distance);
    rewriter.replaceOpWithNewOp<memref::StoreOp>(op, value, op.getBase(),
                                                 indices);
    return success();
  }
};

struct LowerVectorsPass
    : softplus::impl::LowerVectorsPassBase<LowerVectorsPass> {
  using Base::Base;

  void runOnOperation() override {
    // On its own: the patterns below undo the second half of it.
    RewritePatternSet mathPatterns(&getContext());
    populateMathUnrollPatterns(mathPatterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(mathPatterns))))
      return signalPassFailure();

    RewritePatternSet patterns(&getContext());
    vector::populateVectorMultiReductionLoweringPatterns(
        patterns, vector::VectorMultiReductionLowering::InnerReduction);
    vector::populateVectorScanLoweringPatterns(patterns);
    vector::populateVectorBroadcastLoweringPatterns(patterns);
    vector::populateVectorContractLoweringPatterns(
        patterns, vector::VectorContractLowering::Dot);
    vector::populateVectorMaskOpLoweringPatterns(patterns);
    vector::populateVectorMaskLoweringPatternsForSideEffectingOps(patterns);
    vector::populateVectorShapeCastLoweringPatterns(patterns);
    vector::populateVectorInterleaveLoweringPatterns(patterns);
    vector::populateVectorBitCastLoweringPatterns(patterns);
    vector::populateVectorTransposeLoweringPatterns(
        patterns, vector::VectorTransposeLowering::EltWise);
    vector::populateVectorTransferPermutationMapLoweringPatterns(patterns);
    vector::populateVectorTransferLoweringPatterns(patterns,
                                                   /*maxTransferRank=*/1);
    vector::populateVectorMaskMaterializationPatterns(
        patterns, /*force32BitVectorIndices=*/true);
    vector::populateVectorInsertExtractStridedSliceTransforms(patterns);
    vector::populateVectorStepLoweringPatterns(patterns);
    vector::populateVectorRankReducingFMAPattern(patterns);
    vector::populateVectorGatherLoweringPatterns(patterns);
    vector::populateVectorFromElementsUnrollPatterns(patterns);
    vector::populateVectorToElementsUnrollPatterns(patterns);
    patterns.add<UnrollLoad, UnrollStore, LowerOneLaneStore>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
