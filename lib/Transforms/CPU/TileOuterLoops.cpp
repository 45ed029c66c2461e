//===- TileOuterLoops.cpp - Linalg operations of one loop ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TileOuterLoops.h"
#include "IndexStep.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::softplus;

static std::optional<int64_t> getInnermostStep(AffineMap map, unsigned result) {
  unsigned numLoops = map.getNumDims();
  return getIndexStep(map.getResult(result), numLoops - 1, numLoops);
}

bool softplus::hasOneInnermostDim(linalg::GenericOp op) {
  return llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
    unsigned numMoved = 0;
    for (unsigned result = 0; result < map.getNumResults(); ++result) {
      std::optional<int64_t> step = getInnermostStep(map, result);
      if (!step || *step < 0)
        return false;
      numMoved += *step != 0;
    }
    return numMoved <= 1;
  });
}

/// Whether nothing is to be done: the innermost loop is the only one, and moves
/// whole memrefs of rank 1 by single elements.
static bool isOneLoop(linalg::GenericOp op) {
  return op.getNumLoops() == 1 &&
         llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
           return map.getNumResults() == 0 || map.isIdentity();
         });
}

/// Returns the part of `memref` that the innermost loop, of `size` steps, goes
/// over, with the other loops at `indices`. The last of these is 0.
static Value getPart(RewriterBase &rewriter, Location loc, Value memref,
                     AffineMap map, ArrayRef<OpFoldResult> indices,
                     OpFoldResult size) {
  SmallVector<OpFoldResult> offsets, sizes, strides;
  SmallVector<int64_t> shape;
  OpFoldResult one = rewriter.getIndexAttr(1);
  for (unsigned dim = 0; dim < map.getNumResults(); ++dim) {
    offsets.push_back(affine::makeComposedFoldedAffineApply(
        rewriter, loc, map.getSubMap({dim}), indices));
    int64_t step = *getInnermostStep(map, dim);
    sizes.push_back(step == 0 ? one : size);
    strides.push_back(rewriter.getIndexAttr(step == 0 ? 1 : step));
    if (step != 0)
      shape.push_back(getConstantIntValue(size).value_or(ShapedType::kDynamic));
  }
  if (map.getNumResults() == 0)
    return memref;
  MemRefType type = memref::SubViewOp::inferRankReducedResultType(
      shape, cast<MemRefType>(memref.getType()), offsets, sizes, strides);
  return memref::SubViewOp::create(rewriter, loc, type, memref, offsets, sizes,
                                   strides);
}

/// Replaces the indices of loops, the innermost of which remains.
static void replaceIndices(RewriterBase &rewriter, linalg::GenericOp op,
                           ArrayRef<OpFoldResult> indices) {
  for (auto index :
       llvm::make_early_inc_range(op.getBody()->getOps<linalg::IndexOp>())) {
    rewriter.setInsertionPoint(index);
    if (index.getDim() + 1 == indices.size())
      rewriter.replaceOpWithNewOp<linalg::IndexOp>(index, 0);
    else
      rewriter.replaceOp(
          index, getValueOrCreateConstantIndexOp(rewriter, op.getLoc(),
                                                 indices[index.getDim()]));
  }
}

linalg::GenericOp softplus::tileOuterLoops(RewriterBase &rewriter,
                                           linalg::GenericOp op) {
  if (isOneLoop(op))
    return op;
  Location loc = op.getLoc();
  rewriter.setInsertionPoint(op);
  SmallVector<Range> ranges =
      cast<linalg::LinalgOp>(op.getOperation()).createLoopRanges(rewriter, loc);
  OpFoldResult size = ranges.pop_back_val().size;
  if (std::optional<int64_t> known = getConstantIntValue(size))
    size = rewriter.getIndexAttr(*known);
  SmallVector<Attribute> iterators(op.getIteratorTypes().getValue());

  Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
  Value one = arith::ConstantIndexOp::create(rewriter, loc, 1);
  SmallVector<OpFoldResult> indices;
  for (const Range &range : ranges) {
    if (isOneInteger(range.size)) {
      indices.push_back(rewriter.getIndexAttr(0));
      continue;
    }
    Value end = getValueOrCreateConstantIndexOp(rewriter, loc, range.size);
    auto loop = scf::ForOp::create(rewriter, loc, zero, end, one);
    rewriter.setInsertionPointToStart(loop.getBody());
    indices.push_back(loop.getInductionVar());
  }
  indices.push_back(rewriter.getIndexAttr(0));

  SmallVector<Value> operands;
  SmallVector<AffineMap> maps;
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    Value part = operand.get();
    if (isa<MemRefType>(part.getType()))
      part = getPart(rewriter, loc, part, map, indices, size);
    operands.push_back(part);
    bool isMoved = map.isFunctionOfDim(indices.size() - 1);
    maps.push_back(isMoved ? rewriter.getMultiDimIdentityMap(1)
                           : AffineMap::get(1, 0, op.getContext()));
  }
  auto innermost = cast<linalg::GenericOp>(
      mlir::clone(rewriter, op, /*newResultTypes=*/TypeRange(), operands));
  rewriter.eraseOp(op);
  innermost.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps));
  innermost.setIteratorTypesAttr(rewriter.getArrayAttr(iterators.back()));
  replaceIndices(rewriter, innermost, indices);
  return innermost;
}
