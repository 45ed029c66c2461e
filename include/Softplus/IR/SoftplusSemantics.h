//===- SoftplusSemantics.h - Compute types and cutoffs ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts of the definition of softplus that verifier, folders, canonicalizations
// and lowerings share.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSSEMANTICS_H
#define SOFTPLUS_IR_SOFTPLUSSEMANTICS_H

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus {

/// The values of the attributes where they are absent, those of PyTorch.
inline constexpr double kDefaultBeta = 1.0;
inline constexpr double kDefaultThreshold = 20.0;

/// Returns the type in which an operation on `elementType` compares and
/// computes: f32 for f16, bf16 and f32, f64 for f64.
FloatType getComputeType(FloatType elementType);

/// Rounds `value` once, to nearest even, to the format of `type`.
llvm::APFloat roundToType(double value, FloatType type);

/// Returns a z0 such that for every x and every positive beta with
/// beta * x > z0, (1/beta) ln(1 + exp(beta x)) rounds to x in `elementType`.
///
/// With precision p, half an ulp of x is at least x 2^-(p+1), and the result
/// exceeds x by ln(1 + exp(-z)) / beta < (x / z) exp(-z). So z + ln z >= (p+1)
/// ln 2 suffices; the values are its solutions, rounded up to a decimal.
double getSoftplusSaturation(FloatType elementType);

/// Returns a z0 such that for every dy and every z > z0, dy / (1 + exp(-z))
/// rounds to dy in `elementType`.
///
/// The result falls short of dy by less than dy exp(-z), and half an ulp
/// towards zero is at least dy 2^-(p+1); so z >= (p+1) ln 2 suffices.
double getSoftplusGradSaturation(FloatType elementType);

} // namespace mlir::softplus

#endif // SOFTPLUS_IR_SOFTPLUSSEMANTICS_H
