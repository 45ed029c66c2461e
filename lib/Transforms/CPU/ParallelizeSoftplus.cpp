//===- ParallelizeSoftplus.cpp - Split loops among threads ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/Candidates.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Transforms/Passes.h"
#include "Tileable.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/SCF/Transforms/Transforms.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_PARALLELIZESOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Outer loops that are split, at most: more make little work of a step.
static constexpr size_t kMaxSplitLoops = 2;

/// Returns how often the body of `op` runs.
static Value countPoints(OpBuilder &builder, linalg::GenericOp op) {
  Location loc = op.getLoc();
  Value count = arith::ConstantIndexOp::create(builder, loc, 1);
  for (const Range &range : cast<linalg::LinalgOp>(op.getOperation())
                                .createLoopRanges(builder, loc)) {
    Value size = getValueOrCreateConstantIndexOp(builder, loc, range.size);
    count = arith::MulIOp::create(builder, loc, count, size);
  }
  return count;
}

namespace {

struct ParallelizeSoftplusPass
    : softplus::impl::ParallelizeSoftplusPassBase<ParallelizeSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (failed(checkAtLeast(root, getArgument(), chunkSize, 1)))
      return signalPassFailure();

    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectCandidates(root))
      if (isTileable(op) && failed(parallelize(rewriter, op)))
        return signalPassFailure();
  }

private:
  /// Splits the outer loops step by step, and the innermost in chunks, among
  /// threads, if there are more elements than one chunk has.
  LogicalResult parallelize(IRRewriter &rewriter, linalg::GenericOp op) {
    rewriter.setInsertionPoint(op);
    Location loc = op.getLoc();
    Value chunk = arith::ConstantIndexOp::create(rewriter, loc, chunkSize);
    Value isWorthIt =
        arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::ugt,
                              countPoints(rewriter, op), chunk);
    auto ifOp = scf::IfOp::create(rewriter, loc, isWorthIt,
                                  /*withElseRegion=*/true);
    rewriter.setInsertionPointToStart(ifOp.elseBlock());
    rewriter.clone(*op);
    rewriter.moveOpBefore(op, ifOp.thenBlock(), ifOp.thenBlock()->begin());

    SmallVector<int64_t> tileSizes(op.getNumLoops(), 0);
    for (size_t loop = 0; loop + 1 < tileSizes.size(); ++loop)
      tileSizes[loop] = loop < kMaxSplitLoops ? 1 : 0;
    tileSizes.back() = chunkSize;
    scf::SCFTilingOptions options;
    options.setTileSizes(
        getAsIndexOpFoldResult(rewriter.getContext(), tileSizes));
    options.setLoopType(scf::SCFTilingOptions::LoopType::ForallOp);
    rewriter.setInsertionPoint(op);
    FailureOr<scf::SCFTilingResult> tiled = scf::tileUsingSCF(
        rewriter, cast<TilingInterface>(op.getOperation()), options);
    if (failed(tiled))
      return op.emitOpError("with a softplus in its body could not be tiled");
    rewriter.eraseOp(op);
    auto forall = cast<scf::ForallOp>(tiled->loops.front().getOperation());
    return scf::forallToParallelLoop(rewriter, forall);
  }
};

} // namespace
