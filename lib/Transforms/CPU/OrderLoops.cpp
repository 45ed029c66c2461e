//===- OrderLoops.cpp - Order of loops by strides -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OrderLoops.h"
#include "IndexStep.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_ORDERLOOPSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Bytes of a cache line, on the processors that are common.
static constexpr int64_t kCacheLine = 64;

/// Returns what a step of `loop` costs for an operand of `type`: the bytes of
/// memory that it moves on, or a cache line if that is more or not known.
static int64_t getCost(Type type, AffineMap map, unsigned loop) {
  auto memref = dyn_cast<MemRefType>(type);
  SmallVector<int64_t> strides;
  int64_t offset;
  if (!memref || !memref.getElementType().isIntOrFloat() ||
      failed(memref.getStridesAndOffset(strides, offset)))
    return map.isFunctionOfDim(loop) ? kCacheLine : 0;
  int64_t distance = 0;
  for (auto [index, stride] : llvm::zip_equal(map.getResults(), strides)) {
    std::optional<int64_t> step = getIndexStep(index, loop, map.getNumDims());
    if (step == 0)
      continue;
    if (!step || ShapedType::isDynamic(stride))
      return kCacheLine;
    distance += *step * stride;
  }
  int64_t bytes = llvm::divideCeil(memref.getElementTypeBitWidth(), 8);
  return std::min(std::abs(distance) * bytes, kCacheLine);
}

/// The same for all operands of `op`. Results count twice: most are loaded too.
static int64_t getCost(linalg::GenericOp op, unsigned loop) {
  int64_t cost = 0;
  for (OpOperand &operand : op->getOpOperands()) {
    int64_t weight = op.isDpsInit(&operand) ? 2 : 1;
    cost += weight * getCost(operand.get().getType(),
                             op.getMatchingIndexingMap(&operand), loop);
  }
  return cost;
}

/// Returns the loops of `op` from the outermost to the innermost, the cheapest.
static SmallVector<unsigned> chooseOrder(linalg::GenericOp op) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<int64_t> costs;
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    costs.push_back(ranges[loop] == 1 ? std::numeric_limits<int64_t>::max()
                                      : getCost(op, loop));
  auto order = llvm::to_vector(llvm::seq<unsigned>(op.getNumLoops()));
  llvm::sort(order, [&](unsigned first, unsigned second) {
    return std::pair(-costs[first], first) < std::pair(-costs[second], second);
  });
  return order;
}

/// Whether the loops of `op` can change their order and no sum does.
static bool isOrderFree(linalg::GenericOp op) {
  if (op.getNumReductionLoops() == 0)
    return true;
  return op.getNumReductionLoops() == 1 &&
         linalg::isaContractionOpInterface(op);
}

/// Transposes the memrefs of `op` so that their dimensions come in the order of
/// the loops.
static void transposeOperands(IRRewriter &rewriter, linalg::GenericOp op) {
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  rewriter.setInsertionPoint(op);
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap &map = maps[operand.getOperandNumber()];
    if (!isa<MemRefType>(operand.get().getType()) ||
        !map.isProjectedPermutation())
      continue;
    auto order = llvm::to_vector(llvm::seq<unsigned>(map.getNumResults()));
    llvm::sort(order, [&](unsigned first, unsigned second) {
      return map.getDimPosition(first) < map.getDimPosition(second);
    });
    if (llvm::is_sorted(order))
      continue;
    AffineMap permutation =
        AffineMap::getPermutationMap(order, op.getContext());
    map = permutation.compose(map);
    Value transposed = memref::TransposeOp::create(
        rewriter, op.getLoc(), operand.get(), AffineMapAttr::get(permutation));
    rewriter.modifyOpInPlace(op, [&] { operand.set(transposed); });
  }
  rewriter.modifyOpInPlace(op, [&] {
    op.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps));
  });
}

void softplus::orderLoops(IRRewriter &rewriter, linalg::GenericOp op) {
  if (!isOrderFree(op))
    return;
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::GenericOp> ordered =
      linalg::interchangeGenericOp(rewriter, op, chooseOrder(op));
  if (succeeded(ordered))
    transposeOperands(rewriter, *ordered);
}

namespace {

struct OrderLoopsPass : softplus::impl::OrderLoopsPassBase<OrderLoopsPass> {
  using Base::Base;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectLoopNests(getOperation()))
      orderLoops(rewriter, op);
  }
};

} // namespace
