//===- Function.h - The functions of the dialect ----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FUNCTION_H
#define SOFTPLUS_NUMERICS_FUNCTION_H

namespace mlir::softplus::numerics {

/// A function of one or two operands that beta, and for some a threshold,
/// parametrize. The operation of the dialect that computes it says what it is.
enum class Function {
#define SOFTPLUS_FUNCTION(NAME, ...) NAME,
#include "Softplus/Numerics/Functions.def"
};

/// What Functions.def says of a function.
struct FunctionInfo {
  Function function;
  /// The name of the enumerator, and that of the operation without its dialect.
  const char *name, *mnemonic;
  /// The number of operands, of which x is the last.
  unsigned arity;
  bool hasThreshold;
  /// Whether f(x; -beta) is -f(-x; beta), rather than f(-x; beta).
  bool isOdd;
};

inline constexpr FunctionInfo kFunctions[] = {
#define SOFTPLUS_FUNCTION(NAME, MNEMONIC, ARITY, THRESHOLD, ODDNESS)           \
  {Function::NAME, #NAME, #MNEMONIC, ARITY, THRESHOLD == 1, ODDNESS == 1},
#include "Softplus/Numerics/Functions.def"
};

inline constexpr unsigned kMaxArity = 2;

constexpr const FunctionInfo &getInfo(Function function) {
  return kFunctions[static_cast<int>(function)];
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FUNCTION_H
