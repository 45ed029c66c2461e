//===- KernelTable.h - What the kernels are -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The one place that says which kernel computes a function, how accurate it is
// and how that is known. Selection, unrolling, the checker, the tests and the
// tables of the documentation read it.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_KERNELTABLE_H
#define SOFTPLUS_NUMERICS_KERNELTABLE_H

#include "Softplus/Numerics/Accuracy.h"
#include "Softplus/Numerics/Function.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/ArrayRef.h"
#include <cstdint>

namespace mlir::softplus::numerics {

/// The function templates that compute kernels, by their names.
enum class Algorithm {
  // Float32Kernels.h
  SoftplusFastF32,
  SoftplusFaithfulF32,
  // BFloat16Kernel.h
  SoftplusBF16,
  // ExtendedKernels.h; the gradients by the exponential that softplus has too,
  // and by one of their own.
  SoftplusExtended,
  SoftplusGradByExp,
  SoftplusGradByCoth,
  // Float64Kernels.h, Float64CorrectKernel.h
  SoftplusF64,
  SoftplusCorrectF64,
  SoftplusGradF64,
};

/// The values of beta, by their magnitude in the compute type.
enum class BetaClass { One, Others };

inline BetaClass classifyBeta(double beta) {
  return beta == 1.0 || beta == -1.0 ? BetaClass::One : BetaClass::Others;
}

/// The input of the largest error that was found.
struct WorstInput {
  double beta;
  double operands[kMaxArity];
  /// The result of the kernel, and the exact result correctly rounded.
  double got, want;
};

/// A kernel: a function in one format, for some accuracies and betas.
struct KernelInfo {
  Function function;
  llvm::APFloatBase::Semantics format;
  /// The kernel serves the accuracies from the first to the second.
  Accuracy firstAccuracy, lastAccuracy;
  BetaClass betas;
  Algorithm algorithm;
  /// How many vectors side by side hide the latency of its operations.
  int vectorsInFlight;
  /// The largest error, in ulp of the exact result; 0.5 says that all results
  /// are correctly rounded. It was measured on `inputs` operands x at each beta
  /// and each threshold of docs/Numerics.md; where the function has no other
  /// operand and these are all values of the format at all of these betas, it
  /// is proved for them.
  double bound;
  uint64_t inputs;
  WorstInput worst;

  bool isCorrectlyRounded() const { return bound == 0.5; }
};

/// Returns all kernels.
llvm::ArrayRef<KernelInfo> getKernelTable();

/// Returns the kernel of `function` for elements of the format `element`, which
/// is f16, bf16, f32 or f64.
const KernelInfo &findKernel(Function function,
                             const llvm::fltSemantics &element, double beta,
                             Accuracy accuracy);

/// Returns the name of `algorithm`, as the header that defines it spells it.
const char *getAlgorithmName(Algorithm algorithm);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_KERNELTABLE_H
