//===- SoftplusToLLVM.h - Softplus to LLVM dialect conversion ---*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H

#include "Softplus/Numerics/Accuracy.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir {
class DialectRegistry;
class LLVMTypeConverter;

namespace softplus {

/// Adds patterns that convert the softplus operations on scalars and vectors by
/// the kernels of this project to the `llvm` dialect. Operations with the flag
/// `afn` take the fast kernels, whatever `accuracy` says.
void populateSoftplusToLLVMConversionPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    numerics::Accuracy accuracy = numerics::Accuracy::Faithful,
    PatternBenefit benefit = 1);

/// Makes `convert-to-llvm` convert the softplus operations, in the accuracy
/// `faithful`.
void registerConvertSoftplusToLLVMInterface(DialectRegistry &registry);

} // namespace softplus
} // namespace mlir

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_SOFTPLUSTOLLVM_H
