//===- ErrorEstimator.cpp - Errors in ulp, fast ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// With t = |z|, n = round(t / ln 2), r = n ln 2 - t and u = e^-t = 2^-n e^r,
//
//   softplus = (max(z, 0) + ln(1 + u)) / beta
//   ln(1 + u) = 2 atanh(s) = 2 (s + s^3/3 + s^5/5 + ...),   s = u / (2 + u)
//   sigmoid = 1 / (1 + u) or u / (1 + u)
//
// by Taylor series: no table and no fitted coefficient that could be wrong.
//
// For the formats that compute in binary32 all of it is evaluated in binary64,
// where z is exact. In units of 2^-53, relative: r, rounded twice below 2^-54,
// adds 1/2 to e^r, whose Horner scheme has an error below 2.5; s inherits 3 and
// adds 2, the series multiplies that by at most 1.13 and adds 2, the product
// with s 1: 9 for ln(1 + u). The sum and the division make that 11, and
// sigmoid's 6 with the product by dy: below 2^-49 in either case.
//
// For binary64 it is evaluated in double-double, with errors near 2^-103; 2^-98
// is assumed, and the unit test holds the estimates to it.
//
// |beta x| is clamped where the results are far below the smallest subnormal,
// which changes no error by more than the tolerance.
//
//===----------------------------------------------------------------------===//

#include "ErrorEstimator.h"
#include "VectorMath.h"
#include <cmath>
#include <limits>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Function;

constexpr double kLog2E = 0x1.71547652b82fep+0;

/// Beyond this t, e^-t dy and e^-t / beta are below half of every subnormal.
constexpr double kMaxT = 1600.0;

/// Larger errors are not estimated.
constexpr double kMaxError = 8.0;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

namespace {

/// The exact result, but for a small relative error, as value 2^exponent.
struct Approximation {
  DoubleDouble value;
  Vec exponent;
};

} // namespace

//===----------------------------------------------------------------------===//
// Binary64 for the formats that compute in binary32
//===----------------------------------------------------------------------===//

/// Returns e^-t.
static Vec expOfNegated(Vec t) {
  constexpr int kDegree = 14;
  Vec n = roundToInteger(t * kLog2E);
  // ln 2 in two numbers.
  Vec r = fma(n, splat(0x1.62e42fefa38p-1), -t);
  r = fma(n, splat(0x1.ef35793c7673p-45), r);
  double coefficients[kDegree + 1] = {1.0};
  for (int k = 1; k <= kDegree; ++k)
    coefficients[k] = coefficients[k - 1] / k;
  Vec sum = splat(coefficients[kDegree]);
  for (int k = kDegree - 1; k >= 0; --k)
    sum = fma(sum, r, splat(coefficients[k]));
  return sum * powerOfTwo(-n);
}

/// Returns ln(1 + u) for u from 0 to 1.
static Vec logOfOnePlus(Vec u) {
  constexpr int kTerms = 18;
  Vec s = u / (u + 2.0);
  Vec v = s * s;
  Vec sum = splat(1.0 / (2 * kTerms - 1));
  for (int k = kTerms - 2; k >= 0; --k)
    sum = fma(sum, v, splat(1.0 / (2 * k + 1)));
  return 2.0 * s * sum;
}

static Vec approximateSigmoid(Vec z, Vec u) {
  return (z < 0.0 ? u : splat(1.0)) / (u + 1.0);
}

/// Returns the value below the threshold, for z = beta x.
static Vec approximate(Function function, const Vec *operands, Vec z,
                       double beta) {
  Vec u = expOfNegated(min(abs(z), 700.0));
  switch (function) {
  case Function::Softplus:
    return ((z < 0.0 ? splat(0.0) : z) + logOfOnePlus(u)) / beta;
  case Function::SoftplusGrad:
    return operands[0] * approximateSigmoid(z, u);
  case Function::Sigmoid:
    return approximateSigmoid(z, u);
  }
  __builtin_unreachable();
}

//===----------------------------------------------------------------------===//
// Double-double for binary64
//===----------------------------------------------------------------------===//

/// Returns e^-t as value 2^exponent, for t up to 1600.
static Approximation expOfNegated(const DoubleDouble &t) {
  // ln 2 in three numbers; the products with the first two are exact.
  constexpr double kLn2High = 0x1.62e42fefa2p-1,
                   kLn2Middle = 0x1.9ef35793c6p-41;
  const DoubleDouble kLn2Low(0x1.673007e5ed5e8p-81, 0x1.e6864ce5316c6p-137);
  constexpr int kHalvings = 9, kDegree = 10;
  Vec n = roundToInteger(t.high * kLog2E);
  DoubleDouble r = -t + DoubleDouble(n * kLn2High, Vec{});
  r = r + DoubleDouble(n * kLn2Middle, Vec{});
  r = r + kLn2Low * DoubleDouble(n, Vec{});

  // e^r - 1 = (1 + e^(r/2) - 1)^2 - 1, by its Taylor series for r / 2^9.
  r = scaleBy(r, splat(0x1p-9));
  DoubleDouble sum = 1.0;
  for (int k = kDegree; k >= 2; --k)
    sum = sum * r * reciprocal(k) + 1.0;
  sum = sum * r;
  for (int i = 0; i < kHalvings; ++i)
    sum = scaleBy(sum, splat(2.0)) + sum * sum;
  return {sum + 1.0, -n};
}

/// Returns ln(1 + u) for u from 0 to 1.
static DoubleDouble logOfOnePlus(const DoubleDouble &u) {
  constexpr int kTerms = 35;
  DoubleDouble s = u / (u + 2.0);
  DoubleDouble v = s * s;
  DoubleDouble sum = reciprocal(2 * kTerms - 1);
  for (int k = kTerms - 2; k >= 0; --k)
    sum = sum * v + reciprocal(2 * k + 1);
  return scaleBy(sum * s, splat(2.0));
}

namespace {

/// e^-|z|, as it is and in the exponent range of double.
struct Exponential {
  Approximation exact;
  DoubleDouble clamped;
  Vec clampedExponent;

  /// Takes |x| 2^exponent and |beta| 2^-exponent.
  Exponential(Vec scaledX, double significand)
      : exact(expOfNegated(clampedProduct(scaledX, significand))),
        clamped(exact.value),
        clampedExponent(exact.exponent < -300.0 ? splat(-300.0)
                                                : exact.exponent) {
    clamped = scaleBy(exact.value, powerOfTwo(clampedExponent));
  }
  /// The exponent that a result proportional to `clamped` lacks.
  Vec missingExponent() const { return exact.exponent - clampedExponent; }

private:
  static DoubleDouble clampedProduct(Vec scaledX, double significand) {
    DoubleDouble t = twoProduct(min(scaledX, kMaxT), splat(significand));
    return select(t.high > kMaxT, kMaxT, t);
  }
};

} // namespace

/// Splits x into a significand in [1, 2) and an exponent; 0 and what is not
/// finite remains the significand.
static Approximation splitExponent(Vec x) {
  IntVec isSmall = abs(x) < 0x1p-1000;
  Vec normal = isSmall ? x * 0x1p100 : x;
  IntVec bits = encode(normal);
  IntVec biased = (bits >> 52) & 0x7ff;
  IntVec isRegular = (biased != 0x7ff) & (x != 0.0);
  Vec significand =
      decode((bits & ~(INT64_C(0x7ff) << 52)) | (INT64_C(1023) << 52));
  Vec exponent = __builtin_convertvector(biased, Vec) - 1023.0 -
                 (isSmall ? splat(100.0) : Vec{});
  return {{isRegular ? significand : x, Vec{}},
          isRegular ? exponent : splat(0.0)};
}

namespace {

/// |beta| = significand 2^exponent; `inverse` is 1 / significand.
struct Beta {
  double sign, significand;
  int exponent;
  DoubleDouble inverse;
};

} // namespace

/// Returns x 2^exponent for an exponent of binary64.
static Vec scaleByConstant(Vec x, int exponent) {
  int half = exponent / 2;
  return x * std::ldexp(1.0, half) * std::ldexp(1.0, exponent - half);
}

static Approximation approximateSoftplus(Vec x, const Beta &beta, Vec scaledX,
                                         const Exponential &u) {
  DoubleDouble log = logOfOnePlus(u.clamped) * beta.inverse;
  IntVec isPositive = x * beta.sign > 0.0;
  Vec missing = u.missingExponent();
  missing = (isPositive & (missing < -600.0)) ? splat(-600.0) : missing;
  DoubleDouble sum = DoubleDouble(scaledX, Vec{}) +
                     scaleBy(log, isPositive ? powerOfTwo(missing) : Vec{});
  Approximation exact{select(isPositive, sum, log),
                      (isPositive ? Vec{} : missing) - beta.exponent};
  exact.value = scaleBy(exact.value, splat(beta.sign));
  // Far above 0 the result is x itself, whose scaling may overflow.
  IntVec isIdentity = isPositive & (scaledX > 700.0);
  exact.value = select(isIdentity, DoubleDouble(x, Vec{}), exact.value);
  exact.exponent = isIdentity ? Vec{} : exact.exponent;
  return exact;
}

static Approximation approximateSigmoid(IntVec isNegative,
                                        const Exponential &u) {
  return {select(isNegative, u.clamped, 1.0) / (u.clamped + 1.0),
          isNegative ? u.missingExponent() : Vec{}};
}

/// Returns the value below the threshold.
static Approximation approximate(Function function, const Vec *operands, Vec x,
                                 const Beta &beta) {
  Vec scaledX = scaleByConstant(abs(x), beta.exponent);
  Exponential u(scaledX, beta.significand);
  IntVec isNegative = x * beta.sign < 0.0;
  switch (function) {
  case Function::Softplus:
    return approximateSoftplus(x, beta, scaledX, u);
  case Function::SoftplusGrad: {
    Approximation dy = splitExponent(operands[0]);
    Approximation sigmoid = approximateSigmoid(isNegative, u);
    return {sigmoid.value * dy.value, dy.exponent + sigmoid.exponent};
  }
  case Function::Sigmoid:
    return approximateSigmoid(isNegative, u);
  }
  __builtin_unreachable();
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// How far an estimate can be off, in ulp.
static double getTolerance(const reference::Format &format) {
  return format.computesInDouble ? std::ldexp(1.0, format.precision - 97)
                                 : std::ldexp(1.0, format.precision - 48);
}

/// Whether the bits of x are within 16 of those of a power of two, where an
/// approximation may have the wrong ulp, and the error by it is not so small
/// that twice and half of it are as good.
static IntVec hasUnknownUlp(Vec x, Vec error, double tolerance) {
  IntVec isNearPowerOfTwo = ((encode(x) + 16) & ((INT64_C(1) << 52) - 1)) < 32;
  return isNearPowerOfTwo & ~(error < tolerance / 8);
}

static IntVec isNaN(Vec x) { return x != x; }

static IntVec hasOtherSign(Vec x, Vec y) { return (encode(x) ^ encode(y)) < 0; }

/// Returns the error of `result` where `isExact` says that the exact result is
/// `exact`, and otherwise `error`.
static Vec selectExact(IntVec isExact, Vec result, Vec exact, Vec error) {
  Vec exactError = encode(result) == encode(exact) ? Vec{} : splat(kNaN);
  return isExact ? exactError : error;
}

/// Errors against the approximation `exact` in binary64.
static Vec errorsInUlp(Vec result, Vec exact, const reference::Format &format) {
  Vec binade = decode(encode(exact) & (INT64_C(0x7ff) << 52));
  Vec smallest = splat(std::ldexp(1.0, format.minExponent));
  binade = binade < smallest ? smallest : binade;
  Vec inverse = decode((INT64_C(2046) << 52) - encode(binade));
  Vec error =
      abs(result - exact) * inverse * std::ldexp(1.0, format.precision - 1);
  double largest = std::ldexp(2.0, format.maxExponent) -
                   std::ldexp(1.0, format.maxExponent + 1 - format.precision);
  IntVec isUnknown = ~(error < kMaxError) | (abs(exact) > largest) |
                     hasUnknownUlp(exact, error, getTolerance(format)) |
                     hasOtherSign(result, exact);
  return isUnknown ? splat(kNaN) : error;
}

/// Errors against a double-double approximation of a binary64 result.
static Vec errorsInUlp(Vec result, const Approximation &exact,
                       const reference::Format &format) {
  Vec exponent = splitExponent(exact.value.high).exponent + exact.exponent;
  Vec ulp = (exponent < -1022.0 ? splat(-1022.0) : exponent) - 52.0;
  Vec scaled = scale(result, -exact.exponent);
  Vec difference = (scaled - exact.value.high) - exact.value.low;
  Vec error = abs(scale(difference, exact.exponent - ulp));
  IntVec isUnknown =
      ~(error < kMaxError) |
      hasUnknownUlp(exact.value.high, error, getTolerance(format)) |
      hasOtherSign(result, exact.value.high);
  return isUnknown ? splat(kNaN) : error;
}

static Vec roundToBinary32(Vec x) {
  typedef float FloatVec __attribute__((vector_size(4 * kLanes)));
  return __builtin_convertvector(__builtin_convertvector(x, FloatVec), Vec);
}

ErrorEstimator::ErrorEstimator(Function function,
                               reference::Parameters parameters,
                               const reference::Format &format)
    : function(function),
      parameters{reference::roundToComputeType(parameters.beta, format),
                 reference::roundToComputeType(parameters.threshold, format)},
      format(format) {
  significand = 2.0 * std::frexp(std::fabs(parameters.beta), &exponent);
  --exponent;
  inverseHigh = 1.0 / significand;
  inverseLow = std::fma(-inverseHigh, significand, 1.0) / significand;
  if (!numerics::getInfo(function).hasThreshold)
    this->parameters.threshold = std::numeric_limits<double>::infinity();
}

double ErrorEstimator::getTolerance() const { return ::getTolerance(format); }

void ErrorEstimator::getErrors(const double *results,
                               const OperandArrays &arrays, double *errors,
                               size_t count) const {
  unsigned arity = numerics::getInfo(function).arity;
  Beta beta{parameters.beta < 0.0 ? -1.0 : 1.0,
            significand,
            exponent,
            {inverseHigh, inverseLow}};
  for (size_t i = 0; i < count; i += kLanes) {
    Vec result = load(results + i), operands[numerics::kMaxArity], x, error;
    IntVec isNaNExpected{};
    for (unsigned k = 0; k < arity; ++k) {
      operands[k] = x = load(arrays[k] + i);
      isNaNExpected |= isNaN(operands[k]);
    }
    Vec z = x * parameters.beta;
    if (!format.computesInDouble) {
      error = errorsInUlp(
          result, approximate(function, operands, z, parameters.beta), format);
      z = roundToBinary32(z);
    } else {
      error =
          errorsInUlp(result, approximate(function, operands, x, beta), format);
    }
    error = selectExact(z > parameters.threshold, result, operands[0], error);
    error = (isNaNExpected & isNaN(result)) ? Vec{} : error;
    store(errors + i, error);
  }
}
