//===- VectorizeSoftplus.cpp - Vectorize linalg operations ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NarrowTails.h"
#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Transforms/Passes.h"
#include "StridedTransfers.h"
#include "Tileable.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
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
#include "llvm/Support/MathExtras.h"
#include "llvm/TargetParser/Host.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_VECTORIZESOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

static int64_t computeHostVectorWidth() {
  llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  if (features.lookup("avx512f"))
    return 512;
  return features.lookup("avx2") ? 256 : 128;
}

/// Returns the width of this host's vector registers in bits. Asking the
/// processor takes as long as vectorizing an operation.
static int64_t getHostVectorWidth() {
  static const int64_t width = computeHostVectorWidth();
  return width;
}

/// Returns how many vector registers an iteration of `op` works on: as the
/// kernel that needs most.
static int64_t chooseUnroll(linalg::GenericOp op) {
  int64_t unroll = 1;
  for (auto inner : op.getBody()->getOps<SoftplusOpInterface>())
    unroll =
        std::max<int64_t>(unroll, getKernel(inner).getInfo().vectorsInFlight);
  return unroll;
}

/// Returns the number of elements of softplus operations that fill `registers`
/// of `width` bits. Masks want powers of two.
static int64_t chooseVectorSize(linalg::GenericOp op, int64_t width,
                                int64_t registers) {
  unsigned bits = 64;
  for (auto inner : op.getBody()->getOps<SoftplusOpInterface>())
    bits = std::min(bits, inner.getElementType().getWidth());
  return llvm::PowerOf2Ceil(std::max<int64_t>(width / bits * registers, 1));
}

/// Whether there are vectors of the elements of all operands, and tiles of
/// them.
static bool isVectorizable(linalg::GenericOp op) {
  return isTileable(op) && llvm::all_of(op->getOperandTypes(), [](Type type) {
           return getElementTypeOrSelf(type).isIntOrIndexOrFloat();
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
/// transfers and strided transfers to gathers and scatters.
static LogicalResult simplifyVectors(Operation *root) {
  RewritePatternSet patterns(root->getContext());
  vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
  vector::populateVectorMaskLoweringPatternsForSideEffectingOps(patterns);
  vector::TransferReadOp::getCanonicalizationPatterns(patterns,
                                                      root->getContext());
  vector::TransferWriteOp::getCanonicalizationPatterns(patterns,
                                                       root->getContext());
  if (failed(applyPatternsGreedily(root, std::move(patterns))))
    return failure();
  RewritePatternSet stridedPatterns(root->getContext());
  populateStridedTransferPatterns(stridedPatterns);
  return applyPatternsGreedily(root, std::move(stridedPatterns));
}

namespace {

struct VectorizeSoftplusPass
    : softplus::impl::VectorizeSoftplusPassBase<VectorizeSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (failed(checkAtLeast(root, getArgument(), vectorSize, 0)) ||
        failed(checkPowerOfTwo(root, getArgument(), vectorWidth)) ||
        failed(checkAtLeast(root, getArgument(), unroll, 0)))
      return signalPassFailure();

    setDefaultAccuracy(root, accuracy);
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::GenericOp> candidates = collectCandidates(root);
    if (candidates.empty())
      return;

    for (linalg::GenericOp op : candidates) {
      if (!isVectorizable(op))
        continue;
      SmallVector<int64_t> tileSizes(op.getNumLoops(), 1);
      tileSizes.back() = getVectorSize(op);
      if (failed(tileAndPeel(rewriter, op, tileSizes))) {
        op.emitOpError("with a softplus in its body could not be tiled");
        return signalPassFailure();
      }
    }
    if (failed(simplifyTiles(root)))
      return signalPassFailure();

    for (linalg::GenericOp op : collectCandidates(root)) {
      if (!isVectorizable(op))
        continue;
      SmallVector<int64_t> vectorSizes(op.getNumLoops(), 1);
      vectorSizes.back() = getVectorSize(op);
      SmallVector<bool> scalableDims(op.getNumLoops(), false);
      rewriter.setInsertionPoint(op);
      if (succeeded(linalg::vectorize(rewriter, op, vectorSizes, scalableDims)))
        rewriter.eraseOp(op);
    }
    if (failed(simplifyVectors(root)))
      return signalPassFailure();
    hideNarrowMaskBounds(root);
  }

private:
  int64_t getVectorSize(linalg::GenericOp op) {
    if (vectorSize)
      return vectorSize;
    return chooseVectorSize(
        op, vectorWidth ? vectorWidth.getValue() : getHostVectorWidth(),
        unroll ? unroll.getValue() : chooseUnroll(op));
  }
};

} // namespace
