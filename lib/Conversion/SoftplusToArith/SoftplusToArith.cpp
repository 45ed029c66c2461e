//===- SoftplusToArith.cpp - Softplus to arith conversion -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/SoftplusToArith/SoftplusToArith.h"
#include "ArithBuilder.h"
#include "Softplus/Conversion/ElementwiseUtils.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Support/LoweringTypes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTOARITHPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct KernelExpansion : OpInterfaceRewritePattern<SoftplusOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(SoftplusOpInterface op,
                                PatternRewriter &rewriter) const override {
    if (!kScalarsVectorsAndRankedTensors.contain(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "unranked tensor");
    ArithBuilder builder(rewriter, op.getLoc(), op->getOperand(0));
    rewriter.replaceOp(op, emitKernel(op, op->getOperands(), builder));
    return success();
  }
};

struct ConvertSoftplusToArithPass
    : softplus::impl::ConvertSoftplusToArithPassBase<
          ConvertSoftplusToArithPass> {
  using Base::Base;

  void runOnOperation() override {
    // The conversion folds what it can, and does not ask the patterns how.
    setDefaultAccuracy(getOperation(), accuracy);
    RewritePatternSet patterns(&getContext());
    populateSoftplusToArithConversionPatterns(patterns);
    if (failed(expandSoftplusOps(getOperation(), "arith", std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace

void softplus::populateSoftplusToArithConversionPatterns(
    RewritePatternSet &patterns, PatternBenefit benefit) {
  patterns.add<KernelExpansion>(patterns.getContext(), benefit);
}
