//===- HalfParameters.h - Constants of softplus for halves ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_HALFPARAMETERS_H
#define SOFTPLUS_NUMERICS_HALFPARAMETERS_H

#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Float32Parameters.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::softplus::numerics {

/// Inputs between whose least and greatest a kernel misrounds some. As softplus
/// and sigmoid increase, all of them have one result.
struct FixUp {
  double least, greatest, result;

  bool isOneInput() const { return least == greatest; }
  /// In operations.
  unsigned getCost() const { return isOneInput() ? 2 : 4; }
};

using FixUps = llvm::SmallVector<FixUp, 4>;

/// The numbers that softplus of HalfKernels.h computes with, which is also
/// where they are derived.
struct HalfParameters : Float32Parameters {
  HalfParameters() = default;
  /// The constants without a polynomial, for elements of f16 or bf16.
  HalfParameters(const Float32Parameters &given, bool isBF16);

  /// Sets the polynomials, in which a variant other than 0 moves low bits, also
  /// of `inverseLn2`. There are those of degrees 4 to 6 and 4 to 8.
  void setPolynomials(unsigned expDegree, unsigned log1pDegree,
                      unsigned variant);

  /// Results are 0 where -|x| is below.
  double limit;
  /// beta / ln 2.
  double inverseLn2;
  /// The exponential is multiplied by 2^growth; the inverse of that.
  int growth;
  double shrink;
  /// Whether that is undone by an operation, not by the coefficients.
  bool undoesGrowth;
  /// 2^f and ln(1 + u) / (beta u), from f^0 and u^0 on, in f32.
  llvm::SmallVector<double, 7> exp;
  llvm::SmallVector<double, 9> log1p;

  FixUps fixUps;
};

/// The same for sigmoid, all of whose polynomials are those of the gradient,
/// before fix-ups: results are within 0.501 ulp.
struct HalfSigmoidConstants : Float32BetaParameters {
  explicit HalfSigmoidConstants(const Float32Parameters &given);

  /// Whether sigmoid of f16 is that of the line 1/2 + lineSlope x where |x| is
  /// below a limit.
  bool hasLine = false;
  double lineLimit, lineSlope;
};

struct HalfSigmoidParameters : HalfSigmoidConstants {
  using HalfSigmoidConstants::HalfSigmoidConstants;

  FixUps fixUps;
};

/// Returns the parameters of the cheapest kernel that rounds the results of all
/// numbers of f16 or bf16 correctly, whatever the threshold. All are tried,
/// once for a beta and format in a process.
HalfParameters findCorrectHalf(const Float32Parameters &given, bool isBF16);

/// The same for sigmoid.
HalfSigmoidParameters findCorrectHalfSigmoid(const Float32Parameters &given,
                                             bool isBF16);

/// Returns those of a kernel below 0.52 ulp.
HalfParameters getFastHalf(const Float32Parameters &given, bool isBF16);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_HALFPARAMETERS_H
