//===- ReferencePath.h - The plain lowering of a program --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_REFERENCEPATH_H
#define SOFTPLUS_TEST_RANDOM_REFERENCEPATH_H

#include "Softplus/Numerics/Accuracy.h"
#include "mlir/Support/LLVM.h"
#include <string>
#include <utility>

namespace mlir::softplus::test {

/// Registers `random-evaluate`, which replaces every softplus operation by
/// calls, for scalars, of a function that evaluates the kernel as the constant
/// folder does, and `random-round`, which gives operations on halves the
/// results of IEEE 754 on every target: some round truncations from f64 twice,
/// or flush subnormals. The compiled code runs in this process only.
void registerReferencePasses();

/// The function that the code calls.
std::pair<const char *, void *> getEvaluateSymbol();

/// Returns the first result so far that misses the bound of its accuracy
/// against GNU MPFR, or an empty string.
std::string getMissedBound();

/// Returns the pipeline of the reference: upstream's passes, in their plainest
/// form, without tiling, vectorizing or fusion.
std::string getReferencePipeline(numerics::Accuracy accuracy);

/// The parts of that pipeline before and after softplus is lowered: to loops on
/// buffers, and to the llvm dialect. Branches become structured first: the
/// analysis of `one-shot-bufferize` is unsound for blocks.
extern const char *const kToLoops;
extern const char *const kToLLVM;

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_REFERENCEPATH_H
