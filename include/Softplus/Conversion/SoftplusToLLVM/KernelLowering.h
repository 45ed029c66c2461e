//===- KernelLowering.h - Kernels as llvm operations ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H

#include "Softplus/Conversion/ElementwiseUtils.h"
#include "Softplus/Conversion/SoftplusToLLVM/ConstantPool.h"
#include "Softplus/Conversion/SoftplusToLLVM/LLVMBuilder.h"
#include "Softplus/Conversion/SoftplusToLLVM/NVVMBuilder.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Support/LoweringTypes.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/LLVMCommon/VectorPattern.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

namespace mlir::softplus {

/// Whose operations kernels are made of.
enum class KernelTarget {
  /// NVIDIA's GPUs' in a `gpu.module` for those, else what all targets have.
  OfModule,
  NVVM
};

/// Whether `op` is in a `gpu.module` for NVIDIA's GPUs.
inline bool isInNVVMModule(Operation *op) {
  auto module = op->getParentOfType<gpu::GPUModuleOp>();
  return module && module.getTargetsAttr() &&
         llvm::any_of(module.getTargetsAttr(),
                      llvm::IsaPred<NVVM::NVVMTargetAttr>);
}

/// Replaces the operations of the dialect on scalars and vectors by their
/// kernels.
struct KernelLowering : OpInterfaceConversionPattern<SoftplusOpInterface> {
  /// Takes constants from `pool` if there is one.
  KernelLowering(const LLVMTypeConverter &converter, MLIRContext *context,
                 ConstantPool *pool, KernelTarget target,
                 PatternBenefit benefit = 1)
      : OpInterfaceConversionPattern(converter, context, benefit), pool(pool),
        target(target) {}

  LogicalResult
  matchAndRewrite(SoftplusOpInterface op, ArrayRef<Value> operands,
                  ConversionPatternRewriter &rewriter) const override {
    bool isForNVVM = target == KernelTarget::NVVM || isInNVVMModule(op);
    const LoweringTypes &types =
        isForNVVM ? kScalarsAndFixedVectors : kScalarsAndVectors;
    if (!types.contain(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    return isForNVVM ? lower<NVVMBuilder>(op, operands, rewriter)
                     : lower<LLVMBuilder>(op, operands, rewriter);
  }

private:
  template <typename Builder>
  LogicalResult lower(SoftplusOpInterface op, ArrayRef<Value> operands,
                      ConversionPatternRewriter &rewriter) const {
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

  ConstantPool *pool;
  KernelTarget target;
};

/// Replaces all operations of the dialect below `root`, which have been checked
/// to be on scalars and vectors.
inline LogicalResult lowerKernelsBelow(Operation *root, KernelTarget target) {
  MLIRContext *context = root->getContext();
  LLVMTypeConverter converter(context);
  RewritePatternSet patterns(context);
  ConstantPool pool;
  patterns.add<KernelLowering>(converter, context, &pool, target);
  return convertSoftplusOps(root, std::move(patterns));
}

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_KERNELLOWERING_H
