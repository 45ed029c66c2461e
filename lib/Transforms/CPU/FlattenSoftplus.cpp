//===- FlattenSoftplus.cpp - Flatten contiguous operands ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/Candidates.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_FLATTENSOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Whether all operands are memrefs of identity layout, traversed in order.
static bool isContiguous(linalg::GenericOp op) {
  return llvm::all_of(op.getIndexingMapsArray(),
                      [](AffineMap map) { return map.isIdentity(); }) &&
         llvm::all_of(op->getOperandTypes(), [](Type type) {
           auto memref = dyn_cast<MemRefType>(type);
           return memref && memref.getLayout().isIdentity();
         });
}

namespace {

struct FlattenSoftplusPass
    : softplus::impl::FlattenSoftplusPassBase<FlattenSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectCandidates(getOperation())) {
      if (op.getNumLoops() == 1 || !isContiguous(op))
        continue;
      ReassociationIndices all(
          llvm::to_vector<2>(llvm::seq<int64_t>(op.getNumLoops())));
      rewriter.setInsertionPoint(op);
      if (succeeded(linalg::collapseOpIterationDims(op, all, rewriter)))
        rewriter.eraseOp(op);
    }
  }
};

} // namespace
