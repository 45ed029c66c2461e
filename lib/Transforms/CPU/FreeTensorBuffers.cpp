//===- FreeTensorBuffers.cpp - Free what bufferization allocates ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OwnsMemory.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_FREETENSORBUFFERSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;
using bufferization::BufferizationDialect;

/// Whether `use` reads or writes the elements of a buffer and keeps nothing
/// that refers to it.
static bool isAccess(OpOperand &use) {
  Operation *op = use.getOwner();
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    return linalgOp.hasPureBufferSemantics();
  if (auto store = dyn_cast<memref::StoreOp>(op))
    return &use == &store.getMemrefMutable();
  return isa<memref::CopyOp, memref::DimOp, memref::LoadOp, vector::LoadOp,
             vector::StoreOp, vector::TransferReadOp, vector::TransferWriteOp>(
      op);
}

/// Returns the operation in the block of `alloc` that is, or holds, the last
/// use of the buffer, or null if the buffer may live longer.
static Operation *findLastUse(memref::AllocOp alloc) {
  Operation *last = nullptr;
  for (OpOperand &use : alloc->getUses()) {
    Operation *user = alloc->getBlock()->findAncestorOpInBlock(*use.getOwner());
    if (!user || !isAccess(use))
      return nullptr;
    if (!last || last->isBeforeInBlock(user))
      last = user;
  }
  return last;
}

/// Frees every buffer of `function` that nothing refers to after its last use,
/// and marks it as done.
static void freeAfterLastUse(func::FuncOp function) {
  StringRef manual = BufferizationDialect::kManualDeallocation;
  function->walk([&](memref::AllocOp alloc) {
    Operation *last = alloc->hasAttr(manual) ? nullptr : findLastUse(alloc);
    if (!last)
      return;
    OpBuilder builder(alloc.getContext());
    builder.setInsertionPointAfter(last);
    auto dealloc = memref::DeallocOp::create(builder, alloc.getLoc(), alloc);
    for (Operation *op : {alloc.getOperation(), dealloc.getOperation()})
      op->setAttr(manual, builder.getUnitAttr());
  });
}

namespace {

struct FreeTensorBuffersPass
    : softplus::impl::FreeTensorBuffersPassBase<FreeTensorBuffersPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal() ||
        function->removeDiscardableAttr(kOwnsMemoryAttrName))
      return;
    freeAfterLastUse(function);
    SymbolTableCollection symbolTables;
    if (failed(bufferization::deallocateBuffersOwnershipBased(
            function, bufferization::DeallocationOptions(), symbolTables)))
      signalPassFailure();
  }
};

} // namespace
