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
  /// Makes the outermost loop parallel: in chunks if it is the only one.
  LogicalResult parallelize(IRRewriter &rewriter, linalg::GenericOp op) {
    SmallVector<int64_t> tileSizes(op.getNumLoops(), 0);
    tileSizes.front() = op.getNumLoops() == 1 ? chunkSize.getValue() : 1;
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
