//===- Threshold.h - Where the threshold shows ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_THRESHOLD_H
#define SOFTPLUS_NUMERICS_THRESHOLD_H

#include "llvm/ADT/APFloat.h"

namespace mlir::softplus::numerics {

/// Returns a z0 such that for every x and every beta with beta * x > z0,
/// (1/beta) ln(1 + exp(beta x)) rounds to x in the format `element`.
///
/// With precision p, half an ulp of x is at least |x| 2^-(p+1), and the result
/// exceeds x in magnitude by ln(1 + exp(-z)) / |beta| < |x / z| exp(-z). So
/// z + ln z >= (p+1) ln 2 suffices; the values are its solutions, rounded up to
/// a decimal.
double getSoftplusSaturation(const llvm::fltSemantics &element);

/// Returns a z0 such that for every dy and every z > z0, dy / (1 + exp(-z))
/// rounds to dy in the format `element`.
///
/// The result falls short of dy by less than |dy| exp(-z), and half an ulp
/// towards zero is at least |dy| 2^-(p+1); so z >= (p+1) ln 2 suffices.
double getSoftplusGradSaturation(const llvm::fltSemantics &element);

/// Returns the x above which beta * x > threshold, for a positive beta: the
/// largest with beta * x <= threshold, where the product is rounded to f64 or,
/// on demand, to f32.
double findThreshold(double beta, double threshold, bool comparesInFloat32);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_THRESHOLD_H
