//===- VectorMath.h - Vectors of doubles and double-doubles -----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Arithmetic of the error estimator, on the vector types of GCC and Clang. It
// includes nothing of LLVM, since it is compiled for the host's own processor.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_LIB_VECTORMATH_H
#define SOFTPLUS_TEST_LIB_VECTORMATH_H

#include <cstdint>
#include <cstring>

namespace mlir::softplus::test {

inline constexpr int kLanes = 8;
typedef double Vec __attribute__((vector_size(8 * kLanes)));
typedef int64_t IntVec __attribute__((vector_size(8 * kLanes)));

static inline Vec splat(double value) { return Vec{} + value; }

static inline Vec load(const double *from) {
  Vec result;
  std::memcpy(&result, from, sizeof(result));
  return result;
}
static inline void store(double *to, Vec value) {
  std::memcpy(to, &value, sizeof(value));
}

static inline IntVec encode(Vec x) { return (IntVec)x; }
static inline Vec decode(IntVec bits) { return (Vec)bits; }

static inline Vec fma(Vec x, Vec y, Vec z) {
  Vec result;
  for (int i = 0; i < kLanes; ++i)
    result[i] = __builtin_fma(x[i], y[i], z[i]);
  return result;
}

static inline Vec abs(Vec x) { return decode(encode(x) & INT64_MAX); }

/// Returns the smaller operand, and NaN where `x` is.
static inline Vec min(Vec x, double limit) {
  return x > limit ? splat(limit) : x;
}

/// Returns the nearest integer of a number below 2^51.
static inline Vec roundToInteger(Vec x) { return (x + 0x1.8p52) - 0x1.8p52; }

/// Returns 2^n for an integer n from -1022 to 1023.
static inline Vec powerOfTwo(Vec n) {
  return decode((encode(n + 0x1.8p52) + 1023) << 52);
}

/// Returns x 2^n for an integer |n| below 4000.
static inline Vec scale(Vec x, Vec n) {
  Vec quarter = roundToInteger(n * 0.25);
  Vec factor = powerOfTwo(quarter);
  return x * factor * factor * factor * powerOfTwo(n - 3.0 * quarter);
}

/// An unevaluated sum of two numbers, the second below an ulp of the first. The
/// operations follow Dekker and Knuth; their relative errors are below 2^-102.
struct DoubleDouble {
  Vec high, low;

  DoubleDouble(Vec high, Vec low) : high(high), low(low) {}
  DoubleDouble(double high, double low = 0.0)
      : high(splat(high)), low(splat(low)) {}

  DoubleDouble operator-() const { return {-high, -low}; }
};

/// Adds where |x| >= |y|.
static inline DoubleDouble fastTwoSum(Vec x, Vec y) {
  Vec sum = x + y;
  return {sum, y - (sum - x)};
}
static inline DoubleDouble twoSum(Vec x, Vec y) {
  Vec sum = x + y;
  Vec part = sum - x;
  return {sum, (x - (sum - part)) + (y - part)};
}
static inline DoubleDouble twoProduct(Vec x, Vec y) {
  Vec product = x * y;
  return {product, fma(x, y, -product)};
}

static inline DoubleDouble operator+(const DoubleDouble &x,
                                     const DoubleDouble &y) {
  DoubleDouble sum = twoSum(x.high, y.high);
  DoubleDouble rest = twoSum(x.low, y.low);
  sum = fastTwoSum(sum.high, sum.low + rest.high);
  return fastTwoSum(sum.high, sum.low + rest.low);
}
static inline DoubleDouble operator*(const DoubleDouble &x,
                                     const DoubleDouble &y) {
  DoubleDouble product = twoProduct(x.high, y.high);
  Vec low = fma(x.high, y.low, product.low);
  return fastTwoSum(product.high, fma(x.low, y.high, low));
}
/// Multiplies by a power of two.
static inline DoubleDouble scaleBy(const DoubleDouble &x, Vec factor) {
  return {x.high * factor, x.low * factor};
}
static inline DoubleDouble operator/(const DoubleDouble &x,
                                     const DoubleDouble &y) {
  Vec first = x.high / y.high;
  DoubleDouble rest = x + -(y * DoubleDouble(first, Vec{}));
  Vec second = rest.high / y.high;
  rest = rest + -(y * DoubleDouble(second, Vec{}));
  return fastTwoSum(first, second) + DoubleDouble(rest.high / y.high, Vec{});
}
static inline DoubleDouble select(IntVec condition, const DoubleDouble &x,
                                  const DoubleDouble &y) {
  return {condition ? x.high : y.high, condition ? x.low : y.low};
}

/// Returns 1 / n as a double-double, for an integer below 2^53.
static inline DoubleDouble reciprocal(double n) {
  double high = 1.0 / n;
  return {high, __builtin_fma(-high, n, 1.0) / n};
}

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_LIB_VECTORMATH_H
