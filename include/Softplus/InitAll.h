//===- InitAll.h - Registration of everything -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_INITALL_H
#define SOFTPLUS_INITALL_H

#include "Softplus/Conversion/Passes.h"
#include "Softplus/Conversion/SoftplusToLLVM/SoftplusToLLVM.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Pipelines/Pipelines.h"
#include "Softplus/Transforms/Passes.h"

namespace mlir::softplus {

/// Adds the softplus dialect, with its interface to `convert-to-llvm`, to
/// `registry`.
inline void registerSoftplusDialect(DialectRegistry &registry) {
  registry.insert<SoftplusDialect>();
  registerConvertSoftplusToLLVMInterface(registry);
}

/// Registers the passes and pipelines of this project with the global pass
/// registry.
inline void registerSoftplusPasses() {
  registerSoftplusConversionPasses();
  registerSoftplusPipelines();
  registerSoftplusTransformsPasses();
}

} // namespace mlir::softplus

#endif // SOFTPLUS_INITALL_H
