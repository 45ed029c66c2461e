//===- Function.h - The functions that kernels compute ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FUNCTION_H
#define SOFTPLUS_NUMERICS_FUNCTION_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorHandling.h"

namespace mlir::softplus::numerics {

/// A function of one or two operands that beta, and for some a threshold,
/// parametrize. The operation of the dialect that computes it says what it is.
enum class Function { Softplus, SoftplusGrad };

/// Returns the name of `function`, as runtime libraries and tools spell it.
inline llvm::StringRef getFunctionName(Function function) {
  switch (function) {
  case Function::Softplus:
    return "softplus";
  case Function::SoftplusGrad:
    return "softplusGrad";
  }
  llvm_unreachable("unknown function");
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FUNCTION_H
