//===- Float64BetaParameters.h - Constants of f64 by two parts --*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT64BETAPARAMETERS_H
#define SOFTPLUS_NUMERICS_FLOAT64BETAPARAMETERS_H

namespace mlir::softplus::numerics {

/// The numbers that the kernel of Float64BetaKernels.h computes with, which is
/// also where they are derived.
struct Float64BetaParameters {
  /// Takes a beta from 2^-20 to 2^20 and a `threshold` that is not NaN.
  Float64BetaParameters(double beta, double threshold);

  double beta;
  /// See Float64Parameters.
  double threshold;
  /// Results are 0 where -|x| is below.
  double limit;
  /// beta / ln 2.
  double inverseLn2;
  /// ln 2 / beta and 1 / beta as sums. The high parts are multiples of one
  /// power of two.
  double ln2High, ln2Low, inverseHigh, inverseLow;
  /// ln 2 / beta as a sum of which the first part is the nearest number.
  double ln2OverBetaHigh, ln2OverBetaLow;
  /// The power of two has 2^scaleExponent too much; the inverse of that.
  int scaleExponent;
  double inverseScale;
  /// (e^(beta r) - 1) / (beta r) - 1, from r^0 on, with what that owes to r
  /// having `inverseLow` in it.
  double exp[11];
  /// (ln(1 + u) - u + u^2 / 2) / (u / beta), from (u / beta)^2 on.
  double log1p[12];
  /// Where -|x| is above, softplus is ln 2 / beta + x / 2 + beta x^2 / 8 and
  /// x^4 times this polynomial in x^2.
  double innerLimit;
  double logCosh[10];
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT64BETAPARAMETERS_H
