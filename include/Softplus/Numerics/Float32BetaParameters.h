//===- Float32BetaParameters.h - Constants of f32 at any beta ---*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32BETAPARAMETERS_H
#define SOFTPLUS_NUMERICS_FLOAT32BETAPARAMETERS_H

#include "Softplus/Numerics/Float32Parameters.h"

namespace mlir::softplus::numerics {

/// The numbers that the kernels of Float32BetaKernels.h compute with, which is
/// also where they are derived. All are of f32, rounded from f64.
struct Float32BetaParameters : Float32Parameters {
  /// Takes a beta from `kMin` to `kMax`.
  explicit Float32BetaParameters(const Float32Parameters &given);

  static constexpr double kMin = 0x1p-20, kMax = 0x1p20;

  /// Where -|x| is clamped, since the results of softplus have ended there, and
  /// what x is clamped at for the sigmoid and the gradient.
  double limit, leastX, greatestX;
  /// beta / ln 2.
  double inverseLn2;
  /// ln 2 / beta and 1 / beta as sums. The high parts are multiples of one
  /// power of two.
  double ln2High, ln2Low, inverseHigh, inverseLow;
  /// The exponential is multiplied by 2^scaleExponent; the inverse of that, and
  /// of what is in it for a small beta.
  int scaleExponent;
  double inverseScale, shrink;
  /// Whether coefficients can have powers of two in them that spare operations.
  bool scalesCoefficients;
  /// For the fast kernel, ln(1 + u) / (beta u), from u^0 on, of 2^growth u with
  /// growth = scaleExponent - 26, or of u.
  double fastLog1p[9];
  /// (e^(beta r) - 1) / (beta r) - 1, from r^0 on, with what that owes to r
  /// having `inverseLow` in it.
  double exp[6];
  /// What is added to x before it is reduced for a sigmoid, so that beta r is
  /// more often positive; (e^(beta r) - 1) / r, from r^0 on; and -beta ln2Low.
  double offset, expm1[6], expLow;
  /// (ln(1 + u) - u) / (u / beta), from (u / beta)^1 on.
  double log1p[6];

  /// The polynomial for softplus is of -|x| - center, and lacks base - |x| / 4.
  /// It is used where -|x| > innerLimit.
  double innerLimit, center, base;
  double inner[8];
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT32BETAPARAMETERS_H
