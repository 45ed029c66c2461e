//===- Reference.cpp - Reference values and errors in ulp -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/ExecutionEngine/Reference.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <mpfr.h>

using namespace mlir::softplus::reference;
using mlir::softplus::numerics::Function;

double mlir::softplus::reference::roundToComputeType(double value,
                                                     const Format &format) {
  return format.computesInDouble ? value : static_cast<float>(value);
}

/// Bits of all intermediate values. The product of two binary64 values is
/// exact; all other roundings are far below an ulp of any format.
constexpr mpfr_prec_t kPrecision = 256;

namespace {

class Real {
public:
  Real(double value = 0.0) {
    mpfr_init2(number, kPrecision);
    mpfr_set_d(number, value, MPFR_RNDN);
  }
  Real(const Real &) = delete;
  Real &operator=(const Real &) = delete;
  ~Real() { mpfr_clear(number); }

  operator mpfr_ptr() { return number; }

private:
  mpfr_t number;
};

} // namespace

static bool isAboveThreshold(double x, Parameters parameters,
                             const Format &format) {
  double beta = roundToComputeType(parameters.beta, format);
  // The product of two binary32 values is exact in binary64.
  return roundToComputeType(beta * x, format) >
         roundToComputeType(parameters.threshold, format);
}

/// Sets `z` to the exact product of beta and `x`.
static void multiplyByBeta(Real &z, double x, Parameters parameters,
                           const Format &format) {
  mpfr_set_d(z, x, MPFR_RNDN);
  mpfr_mul_d(z, z, roundToComputeType(parameters.beta, format), MPFR_RNDN);
}

/// Sets `u` to exp(-|z|).
static void expOfNegatedMagnitude(Real &u, Real &z) {
  mpfr_abs(u, z, MPFR_RNDN);
  mpfr_neg(u, u, MPFR_RNDN);
  mpfr_exp(u, u, MPFR_RNDN);
}

static void setExactSoftplus(Real &y, double x, Parameters parameters,
                             const Format &format) {
  if (isAboveThreshold(x, parameters, format)) {
    mpfr_set_d(y, x, MPFR_RNDN);
    return;
  }
  Real z;
  multiplyByBeta(z, x, parameters, format);
  expOfNegatedMagnitude(y, z);
  mpfr_log1p(y, y, MPFR_RNDN);
  if (mpfr_sgn(static_cast<mpfr_ptr>(z)) > 0)
    mpfr_add(y, y, z, MPFR_RNDN);
  mpfr_div_d(y, y, roundToComputeType(parameters.beta, format), MPFR_RNDN);
}

static void setExactSoftplusGrad(Real &dx, double dy, double x,
                                 Parameters parameters, const Format &format) {
  mpfr_set_d(dx, dy, MPFR_RNDN);
  // Of a finite operand the sigmoid is above 0, also where MPFR underflows.
  if (isAboveThreshold(x, parameters, format) ||
      (std::isinf(dy) && std::isfinite(x)))
    return;
  Real z, u;
  multiplyByBeta(z, x, parameters, format);
  expOfNegatedMagnitude(u, z);
  if (mpfr_nan_p(static_cast<mpfr_ptr>(z)) ||
      mpfr_sgn(static_cast<mpfr_ptr>(z)) < 0)
    mpfr_mul(dx, dx, u, MPFR_RNDN);
  mpfr_add_d(u, u, 1.0, MPFR_RNDN);
  mpfr_div(dx, dx, u, MPFR_RNDN);
}

static void setExactSigmoid(Real &y, double x, Parameters parameters,
                            const Format &format) {
  Real z, u;
  multiplyByBeta(z, x, parameters, format);
  expOfNegatedMagnitude(u, z);
  mpfr_set_d(y, 1.0, MPFR_RNDN);
  if (mpfr_nan_p(static_cast<mpfr_ptr>(z)) ||
      mpfr_sgn(static_cast<mpfr_ptr>(z)) < 0)
    mpfr_set(y, u, MPFR_RNDN);
  mpfr_add_d(u, u, 1.0, MPFR_RNDN);
  mpfr_div(y, y, u, MPFR_RNDN);
}

/// Sets `value` to `function` of `operands`.
static void setExact(Real &value, Function function, const Operands &operands,
                     Parameters parameters, const Format &format) {
  switch (function) {
  case Function::Softplus:
    return setExactSoftplus(value, operands[0], parameters, format);
  case Function::SoftplusGrad:
    return setExactSoftplusGrad(value, operands[0], operands[1], parameters,
                                format);
  case Function::Sigmoid:
    return setExactSigmoid(value, operands[0], parameters, format);
  }
}

/// Returns the exponent of an ulp of `value`, which is finite and not zero.
static long exponentOfUlp(Real &value, const Format &format) {
  long exponent = mpfr_get_exp(static_cast<mpfr_ptr>(value)) - 1;
  return std::max<long>(exponent, format.minExponent) - format.precision + 1;
}

/// Rounds to nearest even in `format`; overflow gives an infinity.
static double roundToFormat(Real &value, const Format &format) {
  if (!mpfr_regular_p(static_cast<mpfr_ptr>(value)))
    return mpfr_get_d(value, MPFR_RNDN);
  bool isNegative = mpfr_signbit(static_cast<mpfr_ptr>(value));
  long ulp = exponentOfUlp(value, format);
  Real scaled;
  mpfr_mul_2si(scaled, value, -ulp, MPFR_RNDN);
  mpfr_rint(scaled, scaled, MPFR_RNDN);
  mpfr_mul_2si(scaled, scaled, ulp, MPFR_RNDN);
  double result = mpfr_get_d(scaled, MPFR_RNDN);
  double limit = std::ldexp(2.0 - std::ldexp(1.0, 1 - format.precision),
                            format.maxExponent);
  if (std::fabs(result) > limit)
    result = std::numeric_limits<double>::infinity();
  return std::copysign(result, isNegative ? -1.0 : 1.0);
}

static double errorInUlp(double result, Real &exact, const Format &format) {
  double rounded = roundToFormat(exact, format);
  if (std::isnan(result) && std::isnan(rounded))
    return 0.0;
  if (!std::isfinite(result) || !std::isfinite(rounded))
    return result == rounded ? 0.0 : std::numeric_limits<double>::infinity();
  long ulp = mpfr_regular_p(static_cast<mpfr_ptr>(exact))
                 ? exponentOfUlp(exact, format)
                 : format.minExponent - format.precision + 1;
  Real difference;
  mpfr_sub_d(difference, exact, result, MPFR_RNDN);
  mpfr_abs(difference, difference, MPFR_RNDN);
  mpfr_mul_2si(difference, difference, -ulp, MPFR_RNDN);
  return mpfr_get_d(difference, MPFR_RNDU);
}

double mlir::softplus::reference::decode(uint64_t bits, const Format &format) {
  int fractionBits = format.precision - 1;
  int exponentMask = 2 * format.maxExponent + 1;
  uint64_t fraction = bits & ((uint64_t(1) << fractionBits) - 1);
  int exponent = static_cast<int>(bits >> fractionBits) & exponentMask;
  bool isNegative = bits >> fractionBits & (exponentMask + 1);

  double magnitude;
  if (exponent == exponentMask)
    magnitude = fraction ? std::numeric_limits<double>::quiet_NaN()
                         : std::numeric_limits<double>::infinity();
  else if (exponent == 0)
    magnitude = std::ldexp(fraction, format.minExponent - fractionBits);
  else
    magnitude = std::ldexp(fraction + (uint64_t(1) << fractionBits),
                           exponent - format.maxExponent - fractionBits);
  return isNegative ? -magnitude : magnitude;
}

double mlir::softplus::reference::evaluate(Function function,
                                           const Operands &operands,
                                           Parameters parameters,
                                           const Format &format) {
  Real value;
  setExact(value, function, operands, parameters, format);
  return roundToFormat(value, format);
}

double mlir::softplus::reference::getError(Function function, double result,
                                           const Operands &operands,
                                           Parameters parameters,
                                           const Format &format) {
  Real value;
  setExact(value, function, operands, parameters, format);
  return errorInUlp(result, value, format);
}
