//===- PrefetchSoftplus.cpp - Prefetch what the loops read ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusInterfaces.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_PREFETCHSOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Bytes that a prefetch brings, on the processors that are common.
static constexpr int64_t kCacheLine = 64;

static bool appliesSoftplusToVectors(scf::ForOp loop) {
  return llvm::any_of(loop.getBody()->getOperations(), [](Operation &op) {
    return isa<SoftplusOpInterface>(op) &&
           isa<VectorType>(op.getResult(0).getType());
  });
}

/// Whether `read` takes another full vector of contiguous memory in every
/// iteration of `loop`.
static bool isStream(vector::TransferReadOp read, scf::ForOp loop) {
  auto memref = dyn_cast<MemRefType>(read.getShapedType());
  VectorType vector = read.getVectorType();
  bool moves = llvm::any_of(read->getOperands(), [&](Value operand) {
    return !loop.isDefinedOutsideOfLoop(operand);
  });
  return memref && moves && !read.getMask() && vector.getRank() == 1 &&
         !vector.isScalable() && vector.getElementType().isIntOrFloat() &&
         read.getPermutationMap().isMinorIdentity() &&
         memref.areTrailingDimsContiguous(1);
}

/// Prefetches the cache lines that are `distance` bytes behind those of `read`.
static void prefetch(vector::TransferReadOp read, int64_t distance) {
  OpBuilder builder(read);
  Location loc = read.getLoc();
  VectorType vector = read.getVectorType();
  int64_t elementBytes = llvm::divideCeil(vector.getElementTypeBitWidth(), 8);
  int64_t bytes = vector.getNumElements() * elementBytes;
  for (int64_t line = 0; line < bytes; line += kCacheLine) {
    SmallVector<Value> indices(read.getIndices());
    Value ahead = arith::ConstantIndexOp::create(
        builder, loc, (distance + line) / elementBytes);
    indices.back() = arith::AddIOp::create(builder, loc, indices.back(), ahead);
    memref::PrefetchOp::create(builder, loc, read.getBase(), indices,
                               /*isWrite=*/false, /*localityHint=*/3,
                               /*isDataCache=*/true);
  }
}

namespace {

struct PrefetchSoftplusPass
    : softplus::impl::PrefetchSoftplusPassBase<PrefetchSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(
            checkAtLeast(getOperation(), getArgument(), prefetchDistance, 1)))
      return signalPassFailure();
    getOperation()->walk([&](scf::ForOp loop) {
      if (!appliesSoftplusToVectors(loop))
        return;
      for (auto read :
           llvm::make_early_inc_range(loop.getOps<vector::TransferReadOp>()))
        if (isStream(read, loop))
          prefetch(read, prefetchDistance);
    });
  }
};

} // namespace
