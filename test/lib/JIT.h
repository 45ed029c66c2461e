//===- JIT.h - Compile and run IR in tests ----------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_LIB_JIT_H
#define SOFTPLUS_TEST_LIB_JIT_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace mlir {
class DialectRegistry;
class ExecutionEngine;
class MLIRContext;
class ModuleOp;

namespace softplus::test {

/// A memref descriptor of the C interface: the allocated and the aligned
/// pointer, the offset, the sizes and the strides.
using MemRefDescriptor = std::vector<int64_t>;

/// Describes `data` with sizes and strides in elements.
MemRefDescriptor makeMemRef(void *data, int64_t offset, ArrayRef<int64_t> sizes,
                            ArrayRef<int64_t> strides);

/// Makes the passes, and the code generator for this host, available to
/// `CompiledModule`.
void initializeJIT();

/// Adds all dialects, with what brings them to LLVM IR.
void registerDialects(DialectRegistry &registry);

/// A function of this process under the name by which compiled code calls it.
using HostSymbol = std::pair<const char *, void *>;

/// A module brought to machine code of this host.
class CompiledModule {
public:
  /// Parses `source` and runs `pipeline`, which ends in the llvm dialect, and
  /// LLVM's optimizer if `optimizes`. A failure ends the test program.
  explicit CompiledModule(StringRef source,
                          StringRef pipeline = "softplus-to-cpu-pipeline",
                          bool optimizes = false);
  CompiledModule(CompiledModule &&other);
  ~CompiledModule();

  /// Compiles `module`, which is in the llvm dialect. Its context must outlive
  /// the result.
  static llvm::Expected<CompiledModule> compile(ModuleOp module, bool optimizes,
                                                ArrayRef<HostSymbol> symbols);

  /// Calls a function that has `llvm.emit_c_interface` and memref operands.
  void call(StringRef function, ArrayRef<MemRefDescriptor *> operands);

  /// Calls a function with pointers to its arguments and, behind them, to the
  /// place of its result.
  llvm::Error invoke(StringRef function, MutableArrayRef<void *> arguments);

private:
  CompiledModule() = default;

  std::unique_ptr<MLIRContext> context;
  std::unique_ptr<ExecutionEngine> engine;
};

} // namespace softplus::test
} // namespace mlir

#endif // SOFTPLUS_TEST_LIB_JIT_H
