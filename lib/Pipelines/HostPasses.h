//===- HostPasses.h - Passes that the pipelines share -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_PIPELINES_HOSTPASSES_H
#define SOFTPLUS_LIB_PIPELINES_HOSTPASSES_H

namespace mlir {
class OpPassManager;

namespace softplus {

void addCleanupPasses(OpPassManager &pm);

/// Brings every elementwise operation on tensors into a `linalg.generic`, and
/// fuses those.
void addFusionPasses(OpPassManager &functions);

/// Does what upstream's `buffer-deallocation-pipeline` does, nested on
/// functions.
void addDeallocationPasses(OpPassManager &pm);

/// Makes branches of loops, and everything simple enough for its conversion.
void addExpansionPasses(OpPassManager &functions);

/// Brings functions without loops to the llvm dialect.
void addLLVMPasses(OpPassManager &pm);

} // namespace softplus
} // namespace mlir

#endif // SOFTPLUS_LIB_PIPELINES_HOSTPASSES_H
