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
#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Kernels.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTOARITHPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;
using Float = numerics::FloatExpr<ArithBuilder>;

static Value applyKernel(SoftplusOp op, const numerics::Kernels &kernels,
                         ArrayRef<Float> operands) {
  return kernels.softplus(operands[0]).value;
}

static Value applyKernel(SoftplusGradOp op, const numerics::Kernels &kernels,
                         ArrayRef<Float> operands) {
  return kernels.softplusGrad(operands[0], operands[1]).value;
}

namespace {

/// Extends the operands to the format of the kernel, emits the kernel and
/// rounds its result.
template <typename OpTy> struct KernelExpansion : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    if (!hasExpansion(op.getType()))
      return rewriter.notifyMatchFailure(op, "unranked tensor");
    auto elementType = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    numerics::Kernels kernels(elementType.getFloatSemantics(), op.getBeta(),
                              op.getThreshold());
    FloatType kernelElement = rewriter.getF64Type();
    Type kernelType = withElementType(op.getType(), kernelElement);

    Location loc = op.getLoc();
    ArithBuilder builder(rewriter, loc, op.getX(), kernelElement);
    SmallVector<Float> operands;
    for (Value operand : op->getOperands()) {
      // Few targets convert between a half and f64 in one step.
      for (FloatType step : {getComputeType(elementType), kernelElement}) {
        Type type = withElementType(op.getType(), step);
        if (operand.getType() != type)
          operand = arith::ExtFOp::create(rewriter, loc, type, operand);
      }
      operands.push_back(Float{&builder, operand});
    }
    Value result = applyKernel(op, kernels, operands);
    for (FloatType step : {getComputeType(elementType), elementType}) {
      Type type = withElementType(op.getType(), step);
      if (result.getType() != type)
        result = arith::TruncFOp::create(rewriter, loc, type, result);
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertSoftplusToArithPass
    : softplus::impl::ConvertSoftplusToArithPassBase<
          ConvertSoftplusToArithPass> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateSoftplusToArithConversionPatterns(patterns);
    if (failed(expandSoftplusOps(getOperation(), "arith", std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace

void softplus::populateSoftplusToArithConversionPatterns(
    RewritePatternSet &patterns, PatternBenefit benefit) {
  patterns.add<KernelExpansion<SoftplusOp>, KernelExpansion<SoftplusGradOp>>(
      patterns.getContext(), benefit);
}
