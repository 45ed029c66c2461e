//===- ConvertCopiesToLinalg.cpp - Copies as loops ----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTCOPIESTOLINALGPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Whether `type` has a shape and is known to be one piece of memory.
static bool isOnePiece(Type type) {
  auto memref = dyn_cast<MemRefType>(type);
  return memref && memref.areTrailingDimsContiguous(memref.getRank());
}

/// Whether the lowering of `op` would call a function that copies element by
/// element.
static bool isInPieces(memref::CopyOp op) {
  Type source = op.getSource().getType(), target = op.getTarget().getType();
  return isa<MemRefType>(source) && isa<MemRefType>(target) &&
         !(isOnePiece(source) && isOnePiece(target));
}

static void convert(IRRewriter &rewriter, memref::CopyOp op) {
  int64_t rank = cast<MemRefType>(op.getTarget().getType()).getRank();
  AffineMap map = rewriter.getMultiDimIdentityMap(rank);
  rewriter.setInsertionPoint(op);
  linalg::GenericOp::create(
      rewriter, op.getLoc(), op.getSource(), op.getTarget(), {map, map},
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [](OpBuilder &builder, Location loc, ValueRange arguments) {
        linalg::YieldOp::create(builder, loc, arguments.front());
      });
  rewriter.eraseOp(op);
}

namespace {

struct ConvertCopiesToLinalgPass
    : softplus::impl::ConvertCopiesToLinalgPassBase<ConvertCopiesToLinalgPass> {
  using Base::Base;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](memref::CopyOp op) {
      if (isInPieces(op))
        convert(rewriter, op);
    });
  }
};

} // namespace
