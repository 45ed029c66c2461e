//===- Float64ParametersTest.cpp - Scaling of the f64 kernels -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float64Parameters.h"
#include "Softplus/Numerics/Evaluator.h"
#include "Softplus/Numerics/Threshold.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace mlir::softplus::numerics;
using llvm::APFloat;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Float64Parameters, ThresholdsAboveSaturationAreTheSame) {
  for (const FunctionInfo &info : kFunctions)
    if (info.hasThreshold)
      EXPECT_LT(getSaturation(info.function, APFloat::IEEEdouble()),
                float64::kMaxThreshold);
}

/// Returns the function at beta = mantissa 2^exponent and x = z 2^-exponent,
/// and a dy of 1, times 2^exponent where that is what softplus is scaled by.
static double evaluateScaled(Function function, Accuracy accuracy,
                             double mantissa, int exponent, double z) {
  Evaluator evaluator(function, APFloat::IEEEdouble(),
                      std::ldexp(mantissa, exponent), kInfinity, accuracy);
  llvm::SmallVector<APFloat, kMaxArity> operands(getInfo(function).arity,
                                                 APFloat(1.0));
  operands.back() = APFloat(std::ldexp(z, -exponent));
  double result = evaluator.evaluate(operands).convertToDouble();
  return function == Function::Softplus ? std::ldexp(result, exponent) : result;
}

// A power of two in beta changes the exponents only, whatever part of it the
// kernels take out of beta: as far as operands and results are normal numbers,
// and the kernel is the same.
TEST(Float64Parameters, ScalingIsExact) {
  const double ln2 = std::log(2.0);
  for (const FunctionInfo &info : kFunctions)
    for (Accuracy accuracy : {Accuracy::Faithful, Accuracy::Correct})
      for (double mantissa : {0x1.3333333333333p+0, 0x1.fffffffffffffp+0})
        for (int exponent :
             {-1022, -1001, -1000, -999, -290, -160, -31, -30, -20, -3,
              0,     1,     18,    500,  501,  700,  900, 960, 961, 1010}) {
          bool isModerate =
              contains(BetaClass::Moderate, std::ldexp(mantissa, exponent));
          int referenceExponent = isModerate ? -7 : -450;
          int scaled = info.function == Function::Softplus ? exponent : 0;
          double least = std::max(scaled - 1020, referenceExponent - 1020) *
                         ln2 / mantissa;
          double step = (15.0 - least) / 100.0;
          for (int i = 0; i < 200; ++i) {
            // Half of the operands are close to the least.
            double z = least + (i < 100 ? 0.171 * i : step * (i - 100));
            if (!std::isnormal(std::ldexp(z, -exponent)))
              continue;
            EXPECT_EQ(
                evaluateScaled(info.function, accuracy, mantissa, exponent, z),
                evaluateScaled(info.function, accuracy, mantissa,
                               referenceExponent, z))
                << info.mnemonic << " at beta " << mantissa << " * 2^"
                << exponent << ", z " << z << ", "
                << stringifyAccuracy(accuracy).str();
          }
        }
}

// Where softplus ends, its results, below 2^(1/2 - N) / beta, are less than
// half of the least positive number; the operands reach as far.
TEST(Float64Parameters, ResultsUnderflow) {
  for (int exponent : {-1074, -1000, -31, 0, 500, 960, 1023}) {
    double beta = std::ldexp(1.0, exponent);
    Float64Parameters parameters(beta, kInfinity);
    double steps = parameters.softplusSteps;
    EXPECT_LE(0.5 - steps - exponent, -1075.0) << exponent;
    EXPECT_GE(parameters.limit * parameters.beta, steps * std::log(2.0))
        << exponent;
  }
}
