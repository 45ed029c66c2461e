//===- SoftplusToLLVM.cpp - Softplus to LLVM dialect conversion -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/SoftplusToLLVM/SoftplusToLLVM.h"
#include "LLVMBuilder.h"
#include "Softplus/Conversion/EmitKernel.h"
#include "Softplus/Conversion/Passes.h"
#include "mlir/Conversion/ConvertToLLVM/ToLLVMInterface.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/LLVMCommon/VectorPattern.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTOLLVMPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

static bool isScalarOrVector(Type type) {
  return isa<FloatType, VectorType>(type);
}

namespace {

template <typename OpTy> struct KernelLowering : ConvertOpToLLVMPattern<OpTy> {
  using ConvertOpToLLVMPattern<OpTy>::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(OpTy op, typename OpTy::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isScalarOrVector(op.getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    LLVMBuilder builder(rewriter, op.getLoc());
    ValueRange operands = adaptor.getOperands();
    if (!isa<LLVM::LLVMArrayType>(operands.front().getType())) {
      rewriter.replaceOp(op, emitKernel(op, operands, builder));
      return success();
    }
    return LLVM::detail::handleMultidimensionalVectors(
        op, operands, *this->getTypeConverter(),
        [&](Type, ValueRange parts) { return emitKernel(op, parts, builder); },
        rewriter);
  }
};

struct ConvertSoftplusToLLVMPass
    : softplus::impl::ConvertSoftplusToLLVMPassBase<ConvertSoftplusToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(checkSoftplusTypes(getOperation(), "llvm", isScalarOrVector,
                                  "scalars and vectors")))
      return signalPassFailure();

    // The conversion folds what it can, and does not ask the patterns how.
    setDefaultAccuracy(getOperation(), accuracy);
    LLVMTypeConverter converter(&getContext());
    RewritePatternSet patterns(&getContext());
    populateSoftplusToLLVMConversionPatterns(converter, patterns);
    LLVMConversionTarget target(getContext());
    target.addIllegalDialect<SoftplusDialect>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};

struct SoftplusToLLVMInterface : ConvertToLLVMPatternInterface {
  using ConvertToLLVMPatternInterface::ConvertToLLVMPatternInterface;

  void loadDependentDialects(MLIRContext *context) const final {
    context->loadDialect<LLVM::LLVMDialect>();
  }
  void populateConvertToLLVMConversionPatterns(
      ConversionTarget &target, LLVMTypeConverter &converter,
      RewritePatternSet &patterns) const final {
    populateSoftplusToLLVMConversionPatterns(converter, patterns);
  }
};

} // namespace

void softplus::populateSoftplusToLLVMConversionPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    PatternBenefit benefit) {
  patterns.add<KernelLowering<SoftplusOp>, KernelLowering<SoftplusGradOp>>(
      converter, benefit);
}

void softplus::registerConvertSoftplusToLLVMInterface(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, SoftplusDialect *dialect) {
    dialect->addInterfaces<SoftplusToLLVMInterface>();
  });
}
