//===- LiftBranchesToSCF.cpp - Structure branches around tensors ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "Tensors.h"
#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Dominance.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_LIFTBRANCHESTOSCFPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct LiftBranchesToSCFPass
    : softplus::impl::LiftBranchesToSCFPassBase<LiftBranchesToSCFPass> {
  using Base::Base;

  void runOnOperation() override {
    Region &body = getOperation().getBody();
    if (body.empty() || body.hasOneBlock() || !hasTensors(getOperation()))
      return markAllAnalysesPreserved();
    ControlFlowToSCFTransformation transformation;
    if (failed(transformCFGToSCF(body, transformation,
                                 getAnalysis<DominanceInfo>())))
      signalPassFailure();
  }
};

} // namespace
