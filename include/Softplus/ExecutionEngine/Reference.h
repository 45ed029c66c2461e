//===- Reference.h - Reference values and errors in ulp ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The definition of softplus and of its gradient, evaluated by GNU MPFR and
// independent of every kernel and lowering of this project.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_EXECUTIONENGINE_REFERENCE_H
#define SOFTPLUS_EXECUTIONENGINE_REFERENCE_H

#include <cstdint>

namespace mlir::softplus::reference {

/// A binary floating-point format whose values are all values of `double`.
struct Format {
  /// Significant bits, the leading one included.
  int precision;
  /// Exponents of the smallest and the largest normal binade.
  int minExponent, maxExponent;
  /// Whether beta, threshold and beta * x are rounded to binary64 before they
  /// are compared, rather than to binary32.
  bool computesInDouble;
};

inline constexpr Format kF16{11, -14, 15, false};
inline constexpr Format kBF16{8, -126, 127, false};
inline constexpr Format kF32{24, -126, 127, false};
inline constexpr Format kF64{53, -1022, 1023, true};

/// Returns the value of the IEEE 754 encoding `bits` in `format`.
double decode(uint64_t bits, const Format &format);

/// Rounds `value` to binary32 or binary64, in which elements of `format`
/// compute.
double roundToComputeType(double value, const Format &format);

/// The attributes of an operation.
struct Parameters {
  double beta;
  double threshold;
};

/// Returns softplus of `x`, a value of `format`, correctly rounded to `format`.
double softplus(double x, Parameters parameters, const Format &format);

/// Returns the gradient `dy * sigmoid(beta x)`, correctly rounded to `format`.
double softplusGrad(double dy, double x, Parameters parameters,
                    const Format &format);

/// Returns the distance of `result` from the exact softplus of `x`, in units in
/// the last place of the exact value in `format`: 0 where both are NaN or the
/// same infinity, +inf where only one is. Beyond the largest finite number the
/// exact value counts as infinite where it rounds to infinity.
double softplusError(double result, double x, Parameters parameters,
                     const Format &format);

/// The same for the gradient.
double softplusGradError(double result, double dy, double x,
                         Parameters parameters, const Format &format);

} // namespace mlir::softplus::reference

#endif // SOFTPLUS_EXECUTIONENGINE_REFERENCE_H
