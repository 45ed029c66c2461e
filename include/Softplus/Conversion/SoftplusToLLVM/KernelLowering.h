//===- KernelLowering.h - Kernels as llvm operations ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H

#include "Softplus/Conversion/SoftplusToLLVM/ConstantPool.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Support/LoweringTypes.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/LLVMCommon/VectorPattern.h"

namespace mlir::softplus {

/// Replaces the operations of the dialect on scalars and vectors by their
/// kernels. `Builder` is an `LLVMBuilder` or derives from it.
template <typename Builder>
struct KernelLowering : OpInterfaceConversionPattern<SoftplusOpInterface> {
  /// Takes constants from `pool` if there is one.
  KernelLowering(const LLVMTypeConverter &converter, MLIRContext *context,
                 ConstantPool *pool, PatternBenefit benefit = 1)
      : OpInterfaceConversionPattern(converter, context, benefit), pool(pool) {}

  LogicalResult
  matchAndRewrite(SoftplusOpInterface op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    if (!kScalarsAndVectors.contain(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    Builder builder(rewriter, op.getLoc(), pool);
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

/// Replaces all operations of the dialect below `root`, which have been checked
/// to be on scalars and vectors.
template <typename Builder> LogicalResult lowerKernelsBelow(Operation *root) {
  MLIRContext *context = root->getContext();
  LLVMTypeConverter converter(context);
  RewritePatternSet patterns(context);
  ConstantPool pool;
  patterns.add<KernelLowering<Builder>>(converter, context, &pool);
  LLVMConversionTarget target(*context);
  target.addIllegalDialect<SoftplusDialect>();
  target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
  ConversionConfig config;
  config.allowPatternRollback = false;
  return applyPartialConversion(root, target, std::move(patterns), config);
}

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H
