//===- LiftLoopsToSCF.cpp - Structure the loops of branches ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/RegionGraphTraits.h"

#include "llvm/ADT/SCCIterator.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_LIFTLOOPSTOSCFPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

static bool hasTensors(Region &region) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  return llvm::any_of(region, [&](Block &block) {
    return llvm::any_of(block.getArgumentTypes(), isTensor) ||
           llvm::any_of(block, [&](Operation &op) {
             return llvm::any_of(op.getResultTypes(), isTensor);
           });
  });
}

static bool hasLoop(Region &region) {
  for (auto it = llvm::scc_begin(&region); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      return true;
  return false;
}

namespace {

struct LiftLoopsToSCFPass
    : softplus::impl::LiftLoopsToSCFPassBase<LiftLoopsToSCFPass> {
  using Base::Base;

  void runOnOperation() override {
    Region &body = getOperation().getBody();
    if (body.empty() || body.hasOneBlock() || !hasTensors(body) ||
        !hasLoop(body))
      return;
    ControlFlowToSCFTransformation transformation;
    if (failed(transformCFGToSCF(body, transformation,
                                 getAnalysis<DominanceInfo>())))
      signalPassFailure();
  }
};

} // namespace
