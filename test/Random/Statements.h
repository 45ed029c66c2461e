//===- Statements.h - Random statements -------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_STATEMENTS_H
#define SOFTPLUS_TEST_RANDOM_STATEMENTS_H

#include "Program.h"

namespace mlir::softplus::test {

//===----------------------------------------------------------------------===//
// Expressions.cpp
//===----------------------------------------------------------------------===//

/// Emits elementwise operations on `operands`, which are scalars, vectors or
/// tensors of one shape, among them one of the dialect. Returns the last
/// result.
Variable emitExpression(FunctionBuilder &f, std::vector<Variable> operands);

/// Converts `value`, elementwise, to another element type.
Variable emitConversion(FunctionBuilder &f, Variable value,
                        const ElementType &element);

/// Emits `maximumf` or `addf`.
Variable emitBinary(FunctionBuilder &f, StringRef op, const Variable &lhs,
                    const Variable &rhs);

/// Picks a function of the dialect.
const numerics::FunctionInfo &pickFunction(FunctionBuilder &f);

/// Returns the attributes of an operation that computes a function as a
/// dictionary for `linalg.map`.
std::string getParameterDictionary(FunctionBuilder &f,
                                   const numerics::FunctionInfo &info,
                                   const ElementType &element);

//===----------------------------------------------------------------------===//
// Structured.cpp
//===----------------------------------------------------------------------===//

/// Emits a `linalg.generic` whose body is an expression.
void emitGeneric(FunctionBuilder &f, Container container);

/// Emits another `linalg` operation.
void emitNamed(FunctionBuilder &f, Container container);

/// Emits a subview, a cast or a transposition of a memref, or a cast of a
/// tensor; what follows may use it.
void emitView(FunctionBuilder &f, Container container);

//===----------------------------------------------------------------------===//
// ControlFlow.cpp
//===----------------------------------------------------------------------===//

/// Emits `scf.if`, `scf.for` or `scf.while` that carries `value`, and possibly
/// a scalar, and returns its result.
Variable emitCarried(FunctionBuilder &f, const Variable &value);

/// Emits blocks that carry `value`; only at the top of a function.
Variable emitBranches(FunctionBuilder &f, const Variable &value);

/// Emits an `scf.forall` over the rows of a tensor.
void emitForallOnTensor(FunctionBuilder &f);

/// Emits loops that load from memrefs and store.
void emitLoops(FunctionBuilder &f);

/// Emits reads of vectors from memrefs, an expression, and a write.
void emitVectors(FunctionBuilder &f);

/// Emits a call of `callee`.
void emitCall(FunctionBuilder &f, const Signature &callee);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_STATEMENTS_H
