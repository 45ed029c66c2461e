//===- LoadsInBodies.cpp - Loads by index in linalg operations ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LoadsInBodies.h"
#include "AllocateOnStack.h"
#include "SplitLoop.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::softplus;

/// Moves what the body of `op` computes in the same way in each step before it.
static void hoistInvariants(RewriterBase &rewriter, linalg::GenericOp op) {
  for (Operation &inner :
       llvm::make_early_inc_range(op.getBody()->without_terminator())) {
    bool isMovable = isa<memref::LoadOp>(inner) ||
                     (isPure(&inner) && !isa<linalg::IndexOp>(inner));
    bool isInvariant = llvm::all_of(inner.getOperands(), [&](Value operand) {
      return operand.getParentRegion()->isProperAncestor(&op.getRegion());
    });
    if (isMovable && isInvariant)
      rewriter.moveOpBefore(&inner, op);
  }
}

/// Returns the operations of the body of `op` that `load` needs, and itself.
static SetVector<Operation *> getLoadSlice(linalg::GenericOp op,
                                           memref::LoadOp load) {
  SetVector<Operation *> slice;
  BackwardSliceOptions options;
  options.inclusive = true;
  options.filter = [&](Operation *inner) {
    return inner->getBlock() == op.getBody();
  };
  (void)getBackwardSlice(load.getOperation(), &slice, options);
  return slice;
}

/// Creates a loop that stores to `target` what `load` in the body of `op`
/// loads.
static void createLoop(RewriterBase &rewriter, linalg::GenericOp op,
                       memref::LoadOp load, Value target) {
  SmallVector<AffineMap> maps;
  for (OpOperand *input : op.getDpsInputOperands())
    maps.push_back(op.getMatchingIndexingMap(input));
  maps.push_back(rewriter.getMultiDimIdentityMap(1));
  linalg::GenericOp::create(
      rewriter, op.getLoc(), op.getInputs(), target, maps,
      op.getIteratorTypesArray(),
      [&](OpBuilder &builder, Location loc, ValueRange arguments) {
        IRMapping mapping;
        mapping.map(op.getRegionInputArgs(),
                    arguments.take_front(op.getNumDpsInputs()));
        for (Operation *inner : getLoadSlice(op, load))
          builder.clone(*inner, mapping);
        linalg::YieldOp::create(builder, loc, mapping.lookup(load.getResult()));
      });
}

/// Gives `op` an input, and its body that in place of `load`.
static linalg::GenericOp addInput(RewriterBase &rewriter, linalg::GenericOp op,
                                  memref::LoadOp load, Value input) {
  SmallVector<Value> inputs(op.getInputs());
  inputs.push_back(input);
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps.insert(maps.begin() + op.getNumDpsInputs(),
              rewriter.getMultiDimIdentityMap(1));
  unsigned position = op.getNumDpsInputs();
  auto result =
      linalg::GenericOp::create(rewriter, op.getLoc(), inputs, op.getOutputs(),
                                maps, op.getIteratorTypesArray());
  rewriter.inlineRegionBefore(op.getRegion(), result.getRegion(),
                              result.getRegion().begin());
  Value argument =
      result.getBody()->insertArgument(position, load.getType(), load.getLoc());
  rewriter.replaceOp(load, argument);
  rewriter.eraseOp(op);
  return result;
}

/// Whether what `slice`, in the body of `op`, computes depends on results.
static bool usesOutputs(linalg::GenericOp op,
                        const SetVector<Operation *> &slice) {
  return llvm::any_of(slice, [&](Operation *inner) {
    return llvm::any_of(inner->getOperands(), [&](Value operand) {
      return llvm::is_contained(op.getRegionOutputArgs(), operand);
    });
  });
}

/// Whether `op` does nothing but read, compute and yield.
static bool hasOnlyLoads(linalg::GenericOp op) {
  return llvm::all_of(op.getBody()->without_terminator(), [](Operation &inner) {
    return isa<memref::LoadOp>(inner) || isPure(&inner);
  });
}

linalg::GenericOp softplus::moveLoadsOut(RewriterBase &rewriter,
                                         linalg::GenericOp op,
                                         int64_t maxSize) {
  if (!hasOnlyLoads(op))
    return op;
  hoistInvariants(rewriter, op);
  for (auto load : llvm::to_vector(op.getBody()->getOps<memref::LoadOp>())) {
    if (usesOutputs(op, getLoadSlice(op, load)))
      continue;
    rewriter.setInsertionPoint(op);
    Value memory = allocateOnStack(rewriter, op.getLoc(),
                                   MemRefType::get({maxSize}, load.getType()));
    Value target =
        takePart(rewriter, op.getLoc(), memory, rewriter.getIndexAttr(0),
                 getLoopSize(rewriter, op));
    createLoop(rewriter, op, load, target);
    op = addInput(rewriter, op, load, target);
  }
  return op;
}
