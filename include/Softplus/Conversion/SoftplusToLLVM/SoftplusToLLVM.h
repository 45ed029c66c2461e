//===- SoftplusToLLVM.h - Softplus to LLVM dialect conversion ---*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H

#include "mlir/IR/PatternMatch.h"

namespace mlir {
class DialectRegistry;
class LLVMTypeConverter;

namespace softplus {

/// Adds patterns that convert the softplus operations on scalars and vectors by
/// the kernels of this project to the `llvm` dialect. Where operations that
/// state no accuracy are to have another than they mean, call
/// `setDefaultAccuracy` before: a conversion folds too.
void populateSoftplusToLLVMConversionPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    PatternBenefit benefit = 1);

/// Makes `convert-to-llvm` convert the softplus operations.
void registerConvertSoftplusToLLVMInterface(DialectRegistry &registry);

} // namespace softplus
} // namespace mlir

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H
