//===- Threshold.h - Where the threshold shows ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_THRESHOLD_H
#define SOFTPLUS_NUMERICS_THRESHOLD_H

#include "Softplus/Numerics/Function.h"
#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// Returns a z0 such that for every z = beta x > z0 the value of `function`
/// below its threshold rounds to that above, in the format `element`; +inf for
/// a function without a threshold. With precision p, half an ulp of a value v
/// is at least |v| 2^-(p+1), and
///
/// - (1/beta) ln(1 + exp(z)) exceeds x in magnitude by ln(1 + exp(-z)) / |beta|
///   < |x / z| exp(-z), so that z + ln z >= (p+1) ln 2 suffices;
/// - dy / (1 + exp(-z)) falls short of dy by less than |dy| exp(-z), so that
///   z >= (p+1) ln 2 suffices.
///
/// The values solve these, rounded up to a decimal.
double getSaturation(Function function, const llvm::fltSemantics &element);

/// Returns the x above which beta * x > threshold, for a positive beta: the
/// largest with beta * x <= threshold, where the product is rounded to f64 or,
/// on demand, to f32.
double findThreshold(double beta, double threshold, bool comparesInFloat32);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_THRESHOLD_H
