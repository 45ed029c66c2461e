//===- Float64Parameters.h - Constants of the f64 kernels -------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT64PARAMETERS_H
#define SOFTPLUS_NUMERICS_FLOAT64PARAMETERS_H

namespace mlir::softplus::numerics {

namespace float64 {

/// The factor 2^-N of the exponential is taken in parts, each a normal number:
/// the first as far as N = kMaxScaleSteps.
inline constexpr double kMaxScaleSteps = 200.0;
/// As far as this N the second part, which is left for the result; dy of a
/// gradient takes the third.
inline constexpr double kMaxSigmoidSteps = 1200.0;

/// Above z = 40 softplus is x and its gradient dy, after rounding: it is
/// greater than the saturation points of f64.
inline constexpr double kMaxThreshold = 40.0;

} // namespace float64

/// What the f64 kernels need to know of beta and threshold. With the scaled
/// operand x' = scale x, beta x = beta' x' and result = result' / scale.
struct Float64Parameters {
  /// Takes a finite, positive `beta` and a `threshold` that is not NaN.
  Float64Parameters(double beta, double threshold);

  /// A power of two: beta itself where that is one, and otherwise one that
  /// keeps beta' clear of the ends of the range.
  double scale;
  double inverseScale;
  /// Whether beta' is 1.
  bool isPowerOfTwo;
  /// beta / scale, exact.
  double beta;
  /// 1 / beta' as the sum of two numbers.
  double inverseBetaHigh, inverseBetaLow;
  /// See `findThreshold`. Thresholds above the saturation point of f64 are
  /// lowered to a value above it.
  double threshold;
  /// Beyond this value of |x'| the results of softplus and of its gradient, of
  /// any dy, have underflowed.
  double limit;
  /// The same of softplus for beta' |x'| / ln 2, an integer.
  double softplusSteps;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT64PARAMETERS_H
