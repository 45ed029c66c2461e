//===- OperationSyntax.h - Syntax of the operations -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The operations of the dialect share one syntax: operands, the attributes that
// the operation has as clauses, and the type of all operands and the result.
//
//   operation ::= name operand (`,` operand)*
//                 (`beta` float-literal)? (`threshold` float-literal)?
//                 (`accuracy` `<` name `>`)? (`fastmath` `<` flags `>`)?
//                 attribute-dictionary? `:` type
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_IR_OPERATIONSYNTAX_H
#define SOFTPLUS_LIB_IR_OPERATIONSYNTAX_H

#include "mlir/IR/OpImplementation.h"

namespace mlir::softplus {

/// Returns what the attribute `name` of an operation must be, for diagnostics.
std::string getAttributeKind(StringRef name);

/// Emits an error unless `value` is of the kind that the attribute `name` of an
/// operation must be; null is of no kind.
LogicalResult checkAttributeKind(StringRef name, Attribute value,
                                 function_ref<InFlightDiagnostic()> emitError);

/// Parses an operation of `numOperands` operands. An attribute that is given as
/// a clause and in the dictionary is an error.
ParseResult parseOperation(OpAsmParser &parser, OperationState &result,
                           unsigned numOperands);

/// Prints the operands, the clauses that differ from their defaults, and the
/// discardable attributes of `op`.
void printOperation(OpAsmPrinter &printer, Operation *op);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_IR_OPERATIONSYNTAX_H
