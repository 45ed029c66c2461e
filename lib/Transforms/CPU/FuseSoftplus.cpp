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

/// Whether the producer of `operand` has no other user and fits into the body
/// of its consumer.
static bool isWorthFusing(OpOperand *operand) {
  Operation *producer = operand->get().getDefiningOp();
  if (!producer || !producer->hasOneUse())
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
