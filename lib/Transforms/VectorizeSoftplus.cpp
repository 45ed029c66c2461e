//===- VectorizeSoftplus.cpp - Vectorize linalg operations ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/SCF/Transforms/Transforms.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_VECTORIZESOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Whether `op` is an elementwise operation on buffers with a softplus in its
/// body and a dimension to vectorize.
static bool isCandidate(linalg::GenericOp op) {
  if (!op.hasPureBufferSemantics() || op.getNumLoops() == 0 ||
      op.getNumParallelLoops() != op.getNumLoops())
    return false;
  return llvm::any_of(op.getBody()->getOperations(), [](Operation &inner) {
    return isa<SoftplusOp, SoftplusGradOp>(inner);
  });
}

/// Tiles `op` by `tileSizes` and peels the partial tile off its innermost loop.
static LogicalResult tileAndPeel(IRRewriter &rewriter, linalg::GenericOp op,
                                 ArrayRef<int64_t> tileSizes) {
  scf::SCFTilingOptions options;
  options.setTileSizes(
      getAsIndexOpFoldResult(rewriter.getContext(), tileSizes));
  rewriter.setInsertionPoint(op);
  FailureOr<scf::SCFTilingResult> tiled = scf::tileUsingSCF(
      rewriter, cast<TilingInterface>(op.getOperation()), options);
  if (failed(tiled))
    return failure();
  rewriter.eraseOp(op);
  if (tiled->loops.empty())
    return success();
  auto innermost = cast<scf::ForOp>(tiled->loops.back().getOperation());
  // Fails where the loop has full tiles only, which is as good.
  scf::ForOp partial;
  (void)scf::peelForLoopAndSimplifyBounds(rewriter, innermost, partial);
  return success();
}

/// Makes the sizes of full tiles static.
static LogicalResult simplifyTiles(Operation *root) {
  RewritePatternSet patterns =
      linalg::getLinalgTilingCanonicalizationPatterns(root->getContext());
  scf::populateSCFForLoopCanonicalizationPatterns(patterns);
  return applyPatternsGreedily(root, std::move(patterns));
}

/// Drops the unit dimensions that outer loops leave, and lowers masks to masked
/// transfers.
static LogicalResult simplifyVectors(Operation *root) {
  RewritePatternSet patterns(root->getContext());
  vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
  vector::populateVectorMaskLoweringPatternsForSideEffectingOps(patterns);
  vector::TransferReadOp::getCanonicalizationPatterns(patterns,
                                                      root->getContext());
  vector::TransferWriteOp::getCanonicalizationPatterns(patterns,
                                                       root->getContext());
  return applyPatternsGreedily(root, std::move(patterns));
}

namespace {

struct VectorizeSoftplusPass
    : softplus::impl::VectorizeSoftplusPassBase<VectorizeSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (vectorSize < 1) {
      root->emitError("option 'vector-size' of vectorize-softplus must be "
                      "at least 1, but got ")
          << vectorSize.getValue();
      return signalPassFailure();
    }

    IRRewriter rewriter(&getContext());
    SmallVector<linalg::GenericOp> candidates;
    root->walk([&](linalg::GenericOp op) {
      if (isCandidate(op))
        candidates.push_back(op);
    });
    if (candidates.empty())
      return;

    for (linalg::GenericOp op : candidates) {
      SmallVector<int64_t> tileSizes(op.getNumLoops(), 1);
      tileSizes.back() = vectorSize;
      if (failed(tileAndPeel(rewriter, op, tileSizes))) {
        op.emitOpError("with a softplus in its body could not be tiled");
        return signalPassFailure();
      }
    }
    if (failed(simplifyTiles(root)))
      return signalPassFailure();

    SmallVector<linalg::GenericOp> tiles;
    root->walk([&](linalg::GenericOp op) {
      if (isCandidate(op))
        tiles.push_back(op);
    });
    for (linalg::GenericOp op : tiles) {
      SmallVector<int64_t> vectorSizes(op.getNumLoops(), 1);
      vectorSizes.back() = vectorSize;
      SmallVector<bool> scalableDims(op.getNumLoops(), false);
      rewriter.setInsertionPoint(op);
      if (succeeded(linalg::vectorize(rewriter, op, vectorSizes, scalableDims)))
        rewriter.eraseOp(op);
    }
    if (failed(simplifyVectors(root)))
      return signalPassFailure();
  }
};

} // namespace
