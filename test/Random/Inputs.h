//===- Inputs.h - Call the functions of a random program --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_INPUTS_H
#define SOFTPLUS_TEST_RANDOM_INPUTS_H

#include "Formats.h"
#include "GuardedMemory.h"
#include "JIT.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include <memory>
#include <optional>
#include <string>

namespace mlir::softplus::test {

/// Elements that a call leaves: of an argument's memory or of a result.
struct Elements {
  std::string name;
  const ElementType *type;
  std::vector<int64_t> sizes;
  std::vector<uint64_t> bits;
};

/// What a path makes of a program.
struct Outcome {
  std::vector<Elements> elements;
  /// What went wrong with the memory, or an empty string.
  std::string memoryProblem;
};

/// A function that the runner calls, taken from the program before it is
/// lowered.
class Callee {
public:
  /// Fails with a diagnostic if arguments or results are not supported.
  static FailureOr<Callee> create(func::FuncOp function);

  /// Calls the function and adds what it leaves to `outcome`.
  llvm::Error call(CompiledModule &module, Outcome &outcome) const;

private:
  struct Input {
    Type type;
    DictionaryAttr attributes;
  };

  std::string name;
  std::vector<Input> inputs;
  std::vector<Type> results;
};

/// Returns the functions of `module` that a host can call, and gives them a C
/// interface instead of the attributes that describe their inputs. Fails with a
/// diagnostic.
FailureOr<std::vector<Callee>> takeCallees(ModuleOp module);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_INPUTS_H
