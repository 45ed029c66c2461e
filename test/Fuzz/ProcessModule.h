//===- ProcessModule.h - What a fuzzer does with its input ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_FUZZ_PROCESSMODULE_H
#define SOFTPLUS_TEST_FUZZ_PROCESSMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::softplus::test {

/// A context with the softplus dialect and those that its operations meet,
/// which swallows diagnostics.
struct FuzzContext {
  FuzzContext();

  MLIRContext context;
};

/// Parses and verifies a module, as text or bytecode; null if it has an error.
OwningOpRef<ModuleOp> parseModule(StringRef source, MLIRContext &context);

/// Reads a module in a context of its own, verifies it, canonicalizes it and
/// prints it. Errors are fine, crashes are not.
void processModule(StringRef source);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_FUZZ_PROCESSMODULE_H
