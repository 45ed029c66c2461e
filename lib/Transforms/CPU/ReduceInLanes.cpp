//===- ReduceInLanes.cpp - Reductions as elementwise operations -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AllocateOnStack.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Support/LoopBodies.h"
#include "Softplus/Transforms/Passes.h"
#include "SplitLoop.h"
#include "TileOuterLoops.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_REDUCEINLANESPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// A constant, so that sums do not depend on vector sizes: as many as the
/// widest vector that an iteration works on, of f32.
static constexpr int64_t kLanes = 64;

namespace {

/// How a result is reduced.
struct Reduction {
  /// The operation of the body on the sum so far and an element.
  Operation *combiner;
  TypedAttr neutral;
};

} // namespace

/// Returns what leaves every element as it is, combined with it by `op`.
/// Upstream's 0 makes 0 of -0.
static std::optional<TypedAttr> getNeutralElement(Operation *op) {
  if (isa<arith::AddFOp>(op))
    return FloatAttr::get(op->getResult(0).getType(), -0.0);
  return arith::getNeutralElement(op);
}

/// Returns the reductions by which `op` computes its results along the
/// innermost loop, or nothing if there are others.
static std::optional<SmallVector<Reduction>>
matchReductions(linalg::GenericOp op) {
  SmallVector<Reduction> reductions;
  for (OpOperand &output : op.getDpsInitsMutable()) {
    Type element = getElementTypeOrSelf(output.get().getType());
    if (isAlongInnermost(op.getMatchingIndexingMap(&output)) ||
        !isVectorElement(element))
      return std::nullopt;
    SmallVector<Operation *> combiners;
    if (!matchReduction(op.getRegionOutputArgs(), reductions.size(),
                        combiners) ||
        combiners.size() != 1)
      return std::nullopt;
    std::optional<TypedAttr> neutral = getNeutralElement(combiners[0]);
    if (!neutral)
      return std::nullopt;
    reductions.push_back({combiners[0], *neutral});
  }
  return reductions;
}

/// Returns the combination of two values of the type of `lhs`.
static Value combine(OpBuilder &builder, const Reduction &reduction, Value lhs,
                     Value rhs) {
  Operation *op = builder.clone(*reduction.combiner);
  op->setOperands({lhs, rhs});
  op->getResult(0).setType(lhs.getType());
  return op->getResult(0);
}

/// Combines the lanes of `vector`: each with the one half of them away, until
/// one is left.
static Value combineLanes(OpBuilder &builder, Location loc,
                          const Reduction &reduction, Value vector) {
  for (int64_t lanes = kLanes / 2; lanes > 0; lanes /= 2) {
    auto getLanes = [&](int64_t first) {
      return vector::ExtractStridedSliceOp::create(builder, loc, vector, first,
                                                   lanes, 1);
    };
    Value lower = getLanes(0), upper = getLanes(lanes);
    vector = combine(builder, reduction, lower, upper);
  }
  return vector::ExtractOp::create(builder, loc, vector, int64_t(0));
}

/// Makes a part of a reduction one of `lanes`, as many as its loop is long.
static void writeToLanes(RewriterBase &rewriter, linalg::GenericOp part,
                         ValueRange lanes) {
  if (!part)
    return;
  rewriter.setInsertionPoint(part);
  OpFoldResult size = getLoopSize(rewriter, part);
  OpFoldResult zero = rewriter.getIndexAttr(0);
  SmallVector<AffineMap> maps = part.getIndexingMapsArray();
  SmallVector<Value> outputs;
  for (auto [lane, output] :
       llvm::zip_equal(lanes, part.getDpsInitsMutable())) {
    outputs.push_back(takePart(rewriter, part.getLoc(), lane, zero, size));
    maps[output.getOperandNumber()] = rewriter.getMultiDimIdentityMap(1);
  }
  rewriter.modifyOpInPlace(part, [&] {
    part.getOutputsMutable().assign(outputs);
    part.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps));
    part.setIteratorTypesAttr(
        rewriter.getArrayAttr(linalg::IteratorTypeAttr::get(
            rewriter.getContext(), utils::IteratorType::parallel)));
  });
}

/// Lets the innermost loop of `op`, a reduction, add up in lanes.
static void reduceInLanes(RewriterBase &rewriter, linalg::GenericOp op) {
  linalg::GenericOp innermost = tileOuterLoops(rewriter, op);
  Location loc = innermost.getLoc();
  rewriter.setInsertionPoint(innermost);
  SmallVector<Value> lanes;
  for (Type type : innermost.getOutputs().getTypes())
    lanes.push_back(allocateOnStack(
        rewriter, loc, MemRefType::get({kLanes}, getElementTypeOrSelf(type))));
  Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
  SmallVector<Reduction> reductions = *matchReductions(innermost);
  for (auto [memref, reduction, output] :
       llvm::zip_equal(lanes, reductions, innermost.getDpsInitsMutable())) {
    auto memrefType = cast<MemRefType>(memref.getType());
    auto type = VectorType::get(kLanes, memrefType.getElementType());
    rewriter.setInsertionPoint(innermost);
    Value neutral = arith::ConstantOp::create(
        rewriter, loc, DenseElementsAttr::get(type, reduction.neutral));
    vector::StoreOp::create(rewriter, loc, neutral, memref, zero);

    rewriter.setInsertionPointAfter(innermost);
    Value vector = vector::LoadOp::create(rewriter, loc, type, memref, zero);
    Value sum = combineLanes(rewriter, loc, reduction, vector);
    Value before =
        memref::LoadOp::create(rewriter, loc, output.get(), ValueRange());
    Value after = combine(rewriter, reduction, before, sum);
    memref::StoreOp::create(rewriter, loc, after, output.get(), ValueRange());
  }

  Parts parts = split(rewriter, innermost, kLanes);
  writeToLanes(rewriter, parts.full, lanes);
  writeToLanes(rewriter, parts.rest, lanes);
}

namespace {

struct ReduceInLanesPass
    : softplus::impl::ReduceInLanesPassBase<ReduceInLanesPass> {
  using Base::Base;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectLoopNests(getOperation())) {
      bool isReduction =
          linalg::isReductionIterator(op.getIteratorTypesArray().back());
      if (isReduction && hasOneInnermostDim(op) && matchReductions(op))
        reduceInLanes(rewriter, op);
    }
  }
};

} // namespace
