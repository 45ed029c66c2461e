//===- Float64BetaParametersTest.cpp - Constants of f64 by two parts ------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float64BetaParameters.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Evaluator.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <utility>

using namespace mlir::softplus::numerics;
using llvm::APFloat;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
// With those next to the powers of two.
static constexpr double kMantissas[] = {
    1.0, 0x1.0000000000001p+0, 0x1.6666666666666p+0, 0x1.6a09e667f3bcdp+0,
    0x1.fffffffffffffp+0};
static constexpr int kExponents[] = {-20, -3, -1, 0, 7, 19};

// Sums are right, and their high parts have so few bits that the kernel can add
// them to any -|x| beyond the inner part without rounding.
TEST(Float64BetaParameters, HighPartsAreExact) {
  for (double mantissa : kMantissas)
    for (int exponent : kExponents) {
      double beta = std::ldexp(mantissa, exponent);
      Float64BetaParameters p(beta, kInfinity);
      // beta times a sum, less what it is to be, all exact but for its end.
      auto getRest = [&](double high, double low, double want) {
        return (std::fma(beta, high, -want) + beta * low) / want;
      };
      EXPECT_LT(std::fabs(getRest(p.inverseHigh, p.inverseLow, 1.0)), 0x1p-100)
          << "at beta " << beta;
      // ln 2 is not a number of f64.
      constexpr double kLn2Rest = 0x1.abc9e3b39803fp-56;
      for (auto [high, low] : {std::pair(p.ln2High, p.ln2Low),
                               std::pair(p.ln2OverBetaHigh, p.ln2OverBetaLow)})
        EXPECT_NEAR(getRest(high, low, std::log(2.0)), kLn2Rest / std::log(2.0),
                    0x1p-100)
            << "at beta " << beta;
      // In units of the last place of the binade with sqrt(2) / beta.
      double unit = std::ldexp(1.0, std::ilogb(std::sqrt(2.0) / beta) - 52);
      for (double part : {p.ln2High, p.inverseHigh})
        EXPECT_EQ(std::fmod(part, unit), 0.0) << "at beta " << beta;
    }
}

// 1.193 is what the exact sum needs, see Float32BetaKernels.h; 1.386 is 2 ln 2,
// up to where |x / 2| is the lesser of two.
static_assert(kInnerLimitF64 > 1.193 && kInnerLimitF64 < 1.386);

// Results end at the limit, and not before.
TEST(Float64BetaParameters, ResultsUnderflow) {
  for (double mantissa : kMantissas)
    for (int exponent : kExponents) {
      double beta = std::ldexp(mantissa, exponent);
      Float64BetaParameters p(beta, kInfinity);
      Evaluator evaluator(Function::Softplus, APFloat::IEEEdouble(), beta,
                          kInfinity);
      auto evaluate = [&](double x) {
        return evaluator.evaluate(APFloat(x)).convertToDouble();
      };
      EXPECT_EQ(evaluate(p.limit), 0.0) << "at beta " << beta;
      // e^(beta x) / beta is the least number there.
      double least = (-1074.0 * std::log(2.0) + std::log(beta)) / beta;
      EXPECT_EQ(evaluate(least), 0x1p-1074) << "at beta " << beta;
      EXPECT_GT(least, p.limit) << "at beta " << beta;
    }
}
