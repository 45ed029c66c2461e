//===- SpecializeStrides.cpp - Loops for contiguous memory --------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OrderLoops.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_SPECIALIZESTRIDESPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns the dimension of `operand` that `loop` goes along, if it is one
/// whose stride is known at run time only.
static std::optional<unsigned>
getUnknownDim(linalg::GenericOp op, OpOperand &operand, unsigned loop) {
  auto memref = dyn_cast<MemRefType>(operand.get().getType());
  SmallVector<int64_t> strides;
  int64_t offset;
  if (!memref || failed(memref.getStridesAndOffset(strides, offset)))
    return std::nullopt;
  AffineMap map = op.getMatchingIndexingMap(&operand);
  std::optional<unsigned> dim =
      map.getResultPosition(getAffineDimExpr(loop, op.getContext()));
  if (!dim || !ShapedType::isDynamic(strides[*dim]))
    return std::nullopt;
  return dim;
}

/// Returns whether all strides along `loop` that are known at run time only are
/// 1 then, or null if there are none.
static Value isContiguousAlong(OpBuilder &builder, linalg::GenericOp op,
                               unsigned loop) {
  Location loc = op.getLoc();
  Value result;
  for (OpOperand &operand : op->getOpOperands()) {
    std::optional<unsigned> dim = getUnknownDim(op, operand, loop);
    if (!dim)
      continue;
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, operand.get());
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    Value isOne = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        metadata.getStrides()[*dim], one);
    result =
        result ? arith::AndIOp::create(builder, loc, result, isOne) : isOne;
  }
  return result;
}

/// Makes the strides of `op` along `loop` that are 1 be known.
static void makeContiguousAlong(OpBuilder &builder, linalg::GenericOp op,
                                unsigned loop) {
  Location loc = op.getLoc();
  for (OpOperand &operand : op->getOpOperands()) {
    std::optional<unsigned> dim = getUnknownDim(op, operand, loop);
    if (!dim)
      continue;
    auto type = cast<MemRefType>(operand.get().getType());
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, operand.get());
    SmallVector<OpFoldResult> strides = metadata.getConstifiedMixedStrides();
    strides[*dim] = builder.getIndexAttr(1);
    SmallVector<int64_t> knownStrides;
    int64_t offset;
    (void)type.getStridesAndOffset(knownStrides, offset);
    knownStrides[*dim] = 1;
    auto contiguous = MemRefType::get(
        type.getShape(), type.getElementType(),
        StridedLayoutAttr::get(builder.getContext(), offset, knownStrides),
        type.getMemorySpace());
    Value cast = memref::ReinterpretCastOp::create(
        builder, loc, contiguous, metadata.getBaseBuffer(),
        metadata.getConstifiedMixedOffset(),
        memref::getMixedSizes(builder, loc, operand.get()), strides);
    operand.set(cast);
  }
}

/// Replaces `op` by a test of its strides along `loop` and by two copies: one,
/// which is returned, for strides that are 1 and the other, `op`, for any.
static linalg::GenericOp specialize(IRRewriter &rewriter, linalg::GenericOp op,
                                    unsigned loop, Value condition) {
  auto ifOp = scf::IfOp::create(rewriter, op.getLoc(), condition,
                                /*withElseRegion=*/true);
  rewriter.moveOpBefore(op, ifOp.elseBlock(), ifOp.elseBlock()->begin());
  rewriter.setInsertionPointToStart(ifOp.thenBlock());
  auto contiguous = cast<linalg::GenericOp>(rewriter.clone(*op));
  rewriter.setInsertionPoint(contiguous);
  makeContiguousAlong(rewriter, contiguous, loop);
  return contiguous;
}

namespace {

struct SpecializeStridesPass
    : softplus::impl::SpecializeStridesPassBase<SpecializeStridesPass> {
  using Base::Base;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectLoopNests(getOperation())) {
      unsigned innermost = op.getNumLoops() - 1;
      rewriter.setInsertionPoint(op);
      Value condition = isContiguousAlong(rewriter, op, innermost);
      if (!condition)
        continue;
      specialize(rewriter, op, innermost, condition);
      // Columns.
      if (op.getNumLoops() != 2 || op.getNumParallelLoops() != 2)
        continue;
      rewriter.setInsertionPoint(op);
      condition = isContiguousAlong(rewriter, op, 0);
      if (!condition)
        continue;
      linalg::GenericOp columns = specialize(rewriter, op, 0, condition);
      orderLoops(rewriter, columns);
    }
  }
};

} // namespace
