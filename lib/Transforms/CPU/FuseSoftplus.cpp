//===- FuseSoftplus.cpp - Fuse elementwise operations ---------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_FUSESOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// What a fused body may hold. Beyond, a longer body saves little: its traffic
/// with memory is small beside its arithmetic already; and every step of fusion
/// copies both bodies, so that without a bound a chain takes quadratic time.
static constexpr int64_t kMaxSoftplusOps = 4;
static constexpr int64_t kMaxOps = 64;

/// Returns the number of operations in the body of `op`, all of them and those
/// of this dialect.
static std::pair<int64_t, int64_t> countOps(Operation *op) {
  int64_t all = 0, softplus = 0;
  op->walk([&](Operation *inner) {
    ++all;
    softplus += isa_and_nonnull<SoftplusDialect>(inner->getDialect());
  });
  return {all, softplus};
}

/// Whether the body of `producer` computes nothing, as that of a copy, a
/// broadcast or a transposition.
static bool onlyMoves(linalg::LinalgOp producer) {
  return llvm::all_of(
      producer.getBlock()->without_terminator(),
      [](Operation &inner) { return inner.hasTrait<OpTrait::ConstantLike>(); });
}

/// Whether the body of the operation that owns `operand` runs more often than
/// the operand has elements: behind a broadcast, in a window. Contractions
/// visit some operands once, but have loops of their own only as long as they
/// are contractions.
static bool isRevisited(OpOperand &operand) {
  auto consumer = dyn_cast<linalg::LinalgOp>(operand.getOwner());
  if (!consumer)
    return false;
  if (linalg::isaContractionOpInterface(consumer))
    return true;
  AffineMap map = consumer.getMatchingIndexingMap(&operand);
  if (!map.isProjectedPermutation())
    return true;
  SmallVector<int64_t> ranges = consumer.getStaticLoopRanges();
  return llvm::any_of(llvm::enumerate(ranges), [&](const auto &loop) {
    return loop.value() != 1 && !map.isFunctionOfDim(loop.index());
  });
}

/// Whether the producer of `operand` has no other user and fits into the body
/// of its consumer, where it must not run more often than before.
///
/// The model: what fusion saves is a store and a load of each element of the
/// operand, and what it costs is the body of the producer as many times more as
/// the element is visited. A load costs what an operation does; so a revisited
/// element is computed anew only if that takes no operation. The kernels take
/// 20 and more.
static bool isWorthFusing(OpOperand *operand) {
  Operation *producer = operand->get().getDefiningOp();
  if (!producer || !producer->hasOneUse())
    return false;
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(producer))
    if (isRevisited(*operand) && !onlyMoves(linalgOp))
      return false;
  auto [producerOps, producerSoftplus] = countOps(producer);
  auto [consumerOps, consumerSoftplus] = countOps(operand->getOwner());
  return producerOps + consumerOps <= kMaxOps &&
         producerSoftplus + consumerSoftplus <= kMaxSoftplusOps;
}

namespace {

struct FuseSoftplusPass
    : softplus::impl::FuseSoftplusPassBase<FuseSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseOpsFusionPatterns(patterns, isWorthFusing);
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns, isWorthFusing);
    linalg::populateConstantFoldLinalgOperations(patterns, isWorthFusing);
    // A producer whose size is asked for has two users.
    memref::populateResolveRankedShapedTypeResultDimsPatterns(patterns);
    affine::AffineApplyOp::getCanonicalizationPatterns(patterns, &getContext());
    linalg::GenericOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns,
                                                         &getContext());
    getContext()
        .getLoadedDialect<linalg::LinalgDialect>()
        ->getCanonicalizationPatterns(patterns);
    // From producers to consumers.
    GreedyRewriteConfig config;
    config.setUseTopDownTraversal(true);
    if (failed(
            applyPatternsGreedily(getOperation(), std::move(patterns), config)))
      signalPassFailure();
  }
};

} // namespace
