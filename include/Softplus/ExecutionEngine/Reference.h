//===- Reference.h - Reference values and errors in ulp ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The definitions of the functions of the dialect, evaluated by GNU MPFR and
// independent of every kernel and lowering of this project.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_EXECUTIONENGINE_REFERENCE_H
#define SOFTPLUS_EXECUTIONENGINE_REFERENCE_H

#include "Softplus/Numerics/Function.h"
#include <array>
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

/// The attributes of an operation; a function without a threshold ignores that.
struct Parameters {
  double beta;
  double threshold;
};

/// The operands of a function, x the last of as many as it takes.
using Operands = std::array<double, numerics::kMaxArity>;

/// Returns `function` of `operands`, values of `format`, correctly rounded to
/// `format`.
double evaluate(numerics::Function function, const Operands &operands,
                Parameters parameters, const Format &format);

/// Returns the distance of `result` from the exact value of `function`, in
/// units in the last place of that in `format`: 0 where both are NaN or the
/// same infinity, +inf where only one is. Beyond the largest finite number the
/// exact value counts as infinite where it rounds to infinity.
double getError(numerics::Function function, double result,
                const Operands &operands, Parameters parameters,
                const Format &format);

} // namespace mlir::softplus::reference

#endif // SOFTPLUS_EXECUTIONENGINE_REFERENCE_H
