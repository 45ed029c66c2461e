//===- DivisionTest.cpp - Division for targets without one ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Division.h"
#include "Softplus/Numerics/NativeBuilder.h"
#include "inputs.h"
#include "llvm/ADT/bit.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace mlir::softplus::numerics;
using Builder = NativeBuilder<double>;

static constexpr uint64_t kMantissa = (uint64_t(1) << 52) - 1;

/// Returns a reciprocal of 20 bits of x, and `ulps` of those more, as PTX's
/// rcp.approx.ftz.f64 does with fewer.
static double approximateReciprocal(double x, int ulps) {
  constexpr uint64_t kHigh = 0xffffffff00000000;
  auto truncate = [](double value) {
    return llvm::bit_cast<uint64_t>(value) & kHigh;
  };
  uint64_t result = truncate(1.0 / llvm::bit_cast<double>(truncate(x)));
  return llvm::bit_cast<double>(result + ulps * (int64_t(1) << 32));
}

static double divide(double numerator, double denominator, int ulps,
                     float64::Numerator kind) {
  using Float = FloatExpr<Builder>;
  Builder builder;
  return float64::divide(
             Float{&builder, numerator}, Float{&builder, denominator},
             Float{&builder, approximateReciprocal(denominator, ulps)}, kind)
      .value;
}

/// Returns a number in [1, 2).
static double makeNumber(uint64_t mantissa) {
  constexpr uint64_t kOne = uint64_t(1023) << 52;
  return llvm::bit_cast<double>(kOne | (mantissa & kMantissa));
}

TEST(Division, IsCorrectlyRounded) {
  for (int ulps : {-4, -1, 0, 1, 4})
    for (uint64_t i = 0; i < 2000000; ++i) {
      double denominator = makeNumber(mixBits(2 * i)),
             numerator = makeNumber(mixBits(2 * i + 1));
      ASSERT_EQ(divide(numerator, denominator, ulps, float64::Numerator::Any),
                numerator / denominator)
          << numerator << " / " << denominator;
      ASSERT_EQ(divide(1.0, denominator, ulps, float64::Numerator::One),
                1.0 / denominator)
          << denominator;
    }
}

// A denominator of all ones is the one that needs more than Markstein's
// theorem.
TEST(Division, IsCorrectNearPowersOfTwo) {
  for (int ulps : {-4, -1, 0, 1, 4})
    for (uint64_t i = 0; i < 4096; ++i)
      for (double denominator : {makeNumber(i), makeNumber(kMantissa - i),
                                 2.0 * makeNumber(kMantissa - i)}) {
        ASSERT_EQ(divide(1.0, denominator, ulps, float64::Numerator::One),
                  1.0 / denominator)
            << denominator;
        double numerator = makeNumber(mixBits(i) | 1);
        ASSERT_EQ(divide(numerator, denominator, ulps,
                         float64::Numerator::FiniteConstant),
                  numerator / denominator)
            << numerator << " / " << denominator;
      }
}

TEST(Division, KeepsZerosInfinitiesAndNaN) {
  EXPECT_TRUE(std::signbit(divide(-0.0, 1.5, 0, float64::Numerator::Any)));
  EXPECT_FALSE(std::signbit(divide(0.0, 1.5, 0, float64::Numerator::Any)));
  double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(divide(-infinity, 1.5, 0, float64::Numerator::Any), -infinity);
  double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(divide(nan, 1.5, 0, float64::Numerator::Any)));
}
