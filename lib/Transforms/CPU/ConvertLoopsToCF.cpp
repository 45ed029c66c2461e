//===- ConvertLoopsToCF.cpp - Loops to branches, last ones first ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTLOOPSTOCFPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct ConvertLoopsToCFPass
    : softplus::impl::ConvertLoopsToCFPassBase<ConvertLoopsToCFPass> {
  using Base::Base;

  void runOnOperation() override {
    ConversionTarget target(getContext());
    target.addIllegalOp<scf::ExecuteRegionOp, scf::ForallOp, scf::ForOp,
                        scf::IfOp, scf::IndexSwitchOp, scf::ParallelOp,
                        scf::WhileOp>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    RewritePatternSet patterns(&getContext());
    populateSCFToControlFlowConversionPatterns(patterns);

    SmallVector<Operation *> outermost;
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (!target.isIllegal(op))
        return WalkResult::advance();
      outermost.push_back(op);
      return WalkResult::skip();
    });
    std::reverse(outermost.begin(), outermost.end());
    ConversionConfig config;
    config.allowPatternRollback = false;
    if (failed(applyPartialConversion(outermost, target, std::move(patterns),
                                      config)))
      signalPassFailure();
  }
};

} // namespace
