//===- SoftplusToLLVM.cpp - Softplus to LLVM dialect conversion -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/SoftplusToLLVM/SoftplusToLLVM.h"
#include "LLVMBuilder.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Support/LoweringTypes.h"
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

namespace {

struct KernelLowering : OpInterfaceConversionPattern<SoftplusOpInterface> {
  KernelLowering(const LLVMTypeConverter &converter, MLIRContext *context,
                 ConstantPool *pool, PatternBenefit benefit)
      : OpInterfaceConversionPattern(converter, context, benefit), pool(pool) {}

  LogicalResult
  matchAndRewrite(SoftplusOpInterface op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (!kScalarsAndVectors.contain(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    LLVMBuilder builder(rewriter, op.getLoc(), pool);
    if (!isa<LLVM::LLVMArrayType>(operands.front().getType())) {
      rewriter.replaceOp(op, emitKernel(op, operands, builder));
      return success();
    }
    return LLVM::detail::handleMultidimensionalVectors(
        op, operands, *getTypeConverter<LLVMTypeConverter>(),
        [&](Type, ValueRange parts) { return emitKernel(op, parts, builder); },
        rewriter);
  }

private:
  ConstantPool *pool;
};

} // namespace

static void addKernelLowerings(const LLVMTypeConverter &converter,
                               RewritePatternSet &patterns, ConstantPool *pool,
                               PatternBenefit benefit = 1) {
  patterns.add<KernelLowering>(converter, patterns.getContext(), pool, benefit);
}

namespace {

struct ConvertSoftplusToLLVMPass
    : softplus::impl::ConvertSoftplusToLLVMPassBase<ConvertSoftplusToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(checkTypesBelow(getOperation(), "to llvm", kScalarsAndVectors)))
      return signalPassFailure();

    // The conversion folds what it can, and does not ask the patterns how.
    setDefaultAccuracy(getOperation(), accuracy);
    LLVMTypeConverter converter(&getContext());
    RewritePatternSet patterns(&getContext());
    ConstantPool pool;
    addKernelLowerings(converter, patterns, &pool);
    LLVMConversionTarget target(getContext());
    target.addIllegalDialect<SoftplusDialect>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    ConversionConfig config;
    config.allowPatternRollback = false;
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns), config)))
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
  addKernelLowerings(converter, patterns, /*pool=*/nullptr, benefit);
}

void softplus::registerConvertSoftplusToLLVMInterface(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, SoftplusDialect *dialect) {
    dialect->addInterfaces<SoftplusToLLVMInterface>();
  });
}
