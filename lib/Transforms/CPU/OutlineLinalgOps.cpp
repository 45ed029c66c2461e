//===- OutlineLinalgOps.cpp - Large functions in pieces
//--------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Utils/Utils.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_OUTLINELINALGOPSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns the number of linalg operations on buffers in `op`, which may be
/// one.
static unsigned countLinalgOps(Operation *op) {
  unsigned count = 0;
  op->walk([&](linalg::LinalgOp linalgOp) {
    count += linalgOp.hasPureBufferSemantics();
  });
  return count;
}

/// Whether `op` may stand earlier in its block, behind its operands. A buffer
/// that is allocated earlier lives longer.
static bool isHoistable(Operation *op) {
  return isPure(op) || isa<memref::AllocOp>(op);
}

/// Clones the constants from above that `region` uses into it.
static void sinkConstants(RewriterBase &rewriter, Region &region) {
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(region, captured);
  rewriter.setInsertionPointToStart(&region.front());
  for (Value value : captured) {
    Operation *constant = value.getDefiningOp();
    if (constant && constant->hasTrait<OpTrait::ConstantLike>())
      replaceAllUsesInRegionWith(value, rewriter.clone(*constant)->getResult(0),
                                 region);
  }
}

namespace {

/// Consecutive operations of a block.
struct Range {
  Operation *first, *last;

  bool contains(Operation *op) const {
    Operation *ancestor = first->getBlock()->findAncestorOpInBlock(*op);
    return ancestor && !ancestor->isBeforeInBlock(first) &&
           !last->isBeforeInBlock(ancestor);
  }

  SmallVector<Operation *> getOps() const {
    SmallVector<Operation *> ops;
    for (Operation *op = first; op != last; op = op->getNextNode())
      ops.push_back(op);
    ops.push_back(last);
    return ops;
  }
};

struct OutlineLinalgOpsPass
    : softplus::impl::OutlineLinalgOpsPassBase<OutlineLinalgOpsPass> {
  using Base::Base;

  void runOnOperation() override {
    if (maxOps == 0)
      return markAllAnalysesPreserved();
    SymbolTable symbols(getOperation());
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      if (countLinalgOps(function) > maxOps &&
          failed(outlineFrom(function, function.getName(), symbols)))
        return signalPassFailure();
  }

private:
  /// Outlines from the blocks of `op`, which has more than `maxOps` operations.
  LogicalResult outlineFrom(Operation *op, StringRef caller,
                            SymbolTable &symbols) {
    for (Region &region : op->getRegions())
      for (Block &block : region)
        if (failed(outlineFrom(block, caller, symbols)))
          return failure();
    return success();
  }

  LogicalResult outlineFrom(Block &block, StringRef caller,
                            SymbolTable &symbols) {
    std::optional<Range> range;
    unsigned rangeCount = 0;
    auto close = [&] {
      if (!range)
        return success();
      while (isa_and_nonnull<memref::DeallocOp>(range->last->getNextNode()))
        range->last = range->last->getNextNode();
      return outline(*std::exchange(range, std::nullopt), caller, symbols);
    };
    for (Operation &op : llvm::make_early_inc_range(block)) {
      unsigned count = countLinalgOps(&op);
      if (count == 0)
        continue;
      if (range && rangeCount + count <= maxOps) {
        range->last = &op;
        rangeCount += count;
        continue;
      }
      if (failed(close()))
        return failure();
      if (count > maxOps) {
        if (failed(outlineFrom(&op, caller, symbols)))
          return failure();
        continue;
      }
      range = Range{&op, &op};
      rangeCount = count;
    }
    return close();
  }

  /// Outlines what it can of `range`.
  LogicalResult outline(const Range &range, StringRef caller,
                        SymbolTable &symbols) {
    // What is used behind the range comes before it: a function that returned
    // memrefs would hide what is known of them.
    llvm::SetVector<Operation *> hoisted;
    SmallVector<Operation *> ops = range.getOps();
    for (Operation *op : llvm::reverse(ops)) {
      bool isNeededOutside = llvm::any_of(op->getUsers(), [&](Operation *user) {
        return hoisted.contains(user) || !range.contains(user);
      });
      if (isNeededOutside && isHoistable(op)) {
        hoisted.insert(op);
      } else if (isNeededOutside || isa<memref::AllocaOp>(op)) {
        if (op != range.first &&
            failed(outline({range.first, op->getPrevNode()}, caller, symbols)))
          return failure();
        return op == range.last
                   ? success()
                   : outline({op->getNextNode(), range.last}, caller, symbols);
      }
    }
    if (llvm::none_of(ops, countLinalgOps))
      return success();

    IRRewriter rewriter(range.first);
    Location loc = range.first->getLoc();
    // What upstream outlines is a region.
    auto scope = scf::ExecuteRegionOp::create(rewriter, loc, TypeRange());
    rewriter.createBlock(&scope.getRegion());
    auto yield = scf::YieldOp::create(rewriter, loc);
    for (Operation *op : ops)
      rewriter.moveOpBefore(op, hoisted.contains(op) ? scope.getOperation()
                                                     : yield.getOperation());
    sinkConstants(rewriter, scope.getRegion());

    SmallString<32> name = SymbolTable::generateSymbolName<32>(
        (caller + "_linalg").str(),
        [&](StringRef candidate) { return symbols.lookup(candidate); },
        uniquingCounter);
    FailureOr<func::FuncOp> outlined =
        outlineSingleBlockRegion(rewriter, loc, scope.getRegion(), name);
    if (failed(outlined))
      return failure();
    symbols.insert(*outlined);
    outlined->setPrivate();
    (*outlined)->setAttr(
        "llvm.linkage",
        LLVM::LinkageAttr::get(&getContext(), LLVM::Linkage::Internal));
    (*outlined)->setAttr("passthrough", rewriter.getStrArrayAttr({"noinline"}));
    Block *call = &scope.getRegion().front();
    rewriter.eraseOp(&call->back());
    rewriter.inlineBlockBefore(call, scope);
    rewriter.eraseOp(scope);
    return success();
  }

  unsigned uniquingCounter = 0;
};

} // namespace
