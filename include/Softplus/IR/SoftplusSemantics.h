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

#include "Softplus/Numerics/Accuracy.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
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

/// Returns the accuracy of an operation with these attributes: that which it
/// states, else `Fast` by the flag `afn`, else `Faithful`.
numerics::Accuracy getAccuracy(std::optional<numerics::Accuracy> stated,
                               arith::FastMathFlags flags);

/// Makes the operations of this dialect in `root` that neither state an
/// accuracy nor have the flag `afn` state `accuracy`, unless it is `Faithful`,
/// which is what they mean.
void setDefaultAccuracy(Operation *root, numerics::Accuracy accuracy);

} // namespace mlir::softplus

#endif // SOFTPLUS_IR_SOFTPLUSSEMANTICS_H
