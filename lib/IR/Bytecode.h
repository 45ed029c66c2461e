//===- Bytecode.h - Bytecode of the dialect ---------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_IR_BYTECODE_H
#define SOFTPLUS_LIB_IR_BYTECODE_H

#include "mlir/Bytecode/BytecodeImplementation.h"

namespace mlir::softplus {

/// Reads and writes the version of the dialect's encoding:
///
///   1  the operations have beta, fastmath and threshold
///   2  and accuracy
struct SoftplusBytecodeInterface : BytecodeDialectInterface {
  explicit SoftplusBytecodeInterface(Dialect *dialect)
      : BytecodeDialectInterface(dialect) {}

  void writeVersion(DialectBytecodeWriter &writer) const final;
  std::unique_ptr<DialectVersion>
  readVersion(DialectBytecodeReader &reader) const final;
};

/// Reads the attributes of an operation of this dialect into `state`. Absent
/// ones take their defaults; one of the wrong kind is an error.
LogicalResult readProperties(DialectBytecodeReader &reader,
                             OperationState &state);

/// Writes the attributes of `op`.
void writeProperties(DialectBytecodeWriter &writer, Operation *op);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_IR_BYTECODE_H
