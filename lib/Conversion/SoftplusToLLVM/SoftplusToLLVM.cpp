//===- SoftplusToLLVM.cpp - Softplus to LLVM dialect conversion -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/SoftplusToLLVM/SoftplusToLLVM.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/Conversion/SoftplusToLLVM/KernelLowering.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/Conversion/ConvertToLLVM/ToLLVMInterface.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTOLLVMPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct ConvertSoftplusToLLVMPass
    : softplus::impl::ConvertSoftplusToLLVMPassBase<ConvertSoftplusToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(checkTypesBelow(getOperation(), "to llvm", kScalarsAndVectors)))
      return signalPassFailure();

    // The conversion folds what it can, and does not ask the patterns how.
    setDefaultAccuracy(getOperation(), accuracy);
    if (failed(lowerKernelsBelow(getOperation(), KernelTarget::OfModule)))
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
  patterns.add<KernelLowering>(converter, patterns.getContext(),
                               /*pool=*/nullptr, KernelTarget::OfModule,
                               benefit);
}

void softplus::registerConvertSoftplusToLLVMInterface(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, SoftplusDialect *dialect) {
    dialect->addInterfaces<SoftplusToLLVMInterface>();
  });
}
