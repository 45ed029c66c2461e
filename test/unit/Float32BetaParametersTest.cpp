//===- Float32BetaParametersTest.cpp - Constants of f32 at any beta -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Formats.h"
#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Evaluator.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace mlir::softplus;
using namespace mlir::softplus::numerics;
using namespace mlir::softplus::test;
using llvm::APFloat;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
// With those next to the powers of two.
static constexpr float kMantissas[] = {
    1.0f,        0x1.000002p+0f, 0x1.3p+0f,     0x1.666666p+0f,
    0x1.6a2p+0f, 0x1.acp+0f,     0x1.fffffep+0f};

static Float32BetaParameters getParameters(double beta) {
  return Float32BetaParameters(
      Float32Parameters{beta, 1.0 / beta, kInfinity, /*showsThreshold=*/false});
}

/// Returns softplus of f32.
static float evaluate(float beta, float x, Accuracy accuracy) {
  Evaluator evaluator(Function::Softplus, APFloat::IEEEsingle(), beta,
                      kInfinity, accuracy);
  return evaluator.evaluate(APFloat(x)).convertToFloat();
}

// A power of two in beta changes the exponents only, as far as results are
// normal numbers; beta 1 itself has a kernel of its own.
TEST(Float32BetaParameters, ScalingIsExact) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> z(-30.0f, 15.0f);
  for (float mantissa : kMantissas)
    for (int exponent : {-19, -7, -2, -1, 0, 1, 3, 10, 18})
      for (Accuracy accuracy : {Accuracy::Fast, Accuracy::Faithful})
        for (int i = 0; i < 50; ++i) {
          float beta = std::ldexp(mantissa, exponent);
          if (beta == 1.0f)
            continue;
          float x = z(random);
          EXPECT_EQ(
              std::ldexp(evaluate(beta, std::ldexp(x, -exponent), accuracy),
                         exponent),
              std::ldexp(evaluate(2.0f * mantissa, 0.5f * x, accuracy), 1))
              << "at beta " << beta << ", beta x " << x;
        }
}

// Sums are right, and their high parts have so few bits that kernels can add
// them to any -|x| beyond the inner part without rounding.
TEST(Float32BetaParameters, HighPartsAreExact) {
  for (float mantissa : kMantissas)
    for (int exponent : {-19, -3, -1, 0, 7, 18}) {
      double beta = std::ldexp(mantissa, exponent);
      Float32BetaParameters p = getParameters(beta);
      double tolerance = 0x1p-46 / beta;
      EXPECT_NEAR(p.ln2High + p.ln2Low, std::log(2.0) / beta, tolerance);
      EXPECT_NEAR(p.inverseHigh + p.inverseLow, 1.0 / beta, tolerance);
      // In units of the last place of the binade with sqrt(2) / beta.
      double unit = std::ldexp(1.0, std::ilogb(std::sqrt(2.0) / beta) - 23);
      for (double part : {p.ln2High, p.inverseHigh})
        EXPECT_EQ(std::fmod(part, unit), 0.0) << "at beta " << beta;
      EXPECT_GE(p.base, -p.innerLimit / 2.0) << "at beta " << beta;
    }
}

// 1.193 is what the exact sum needs, see Float32BetaKernels.h.
static_assert(kInnerLimitF32 > 1.193);

// Results end at the limit.
TEST(Float32BetaParameters, ResultsUnderflow) {
  for (float mantissa : kMantissas)
    for (int exponent : {-19, -3, -1, 0, 7, 18})
      for (Accuracy accuracy : {Accuracy::Fast, Accuracy::Faithful}) {
        float beta = std::ldexp(mantissa, exponent);
        auto limit = static_cast<float>(getParameters(beta).limit);
        if (beta != 1.0f) {
          EXPECT_EQ(evaluate(beta, limit, accuracy), 0.0f)
              << "at beta " << beta;
        }
      }
}

// Results are x where the product of beta and x, rounded to f32, is above the
// threshold, and nowhere else.
TEST(Float32BetaParameters, ThresholdIsExact) {
  constexpr float kThreshold = 1.5f;
  std::mt19937 random(2);
  std::uniform_real_distribution<float> mantissa(1.0f, 2.0f);
  for (int i = 0; i < 200; ++i) {
    float beta = std::ldexp(mantissa(random), i % 39 - 19);
    Evaluator evaluator(Function::Softplus, APFloat::IEEEsingle(), beta,
                        kThreshold);
    float x = kThreshold / beta;
    for (int step = 0; step < 3; ++step)
      x = std::nextafter(x, 0.0f);
    for (int step = 0; step < 6; ++step, x = std::nextafter(x, INFINITY))
      EXPECT_EQ(evaluator.evaluate(APFloat(x)).convertToFloat() == x,
                beta * x > kThreshold)
          << "at beta " << beta << ", x " << x;
  }
}

// A large dy brings results of an x whose exponential is too small for f32 back
// into range.
TEST(Float32BetaParameters, GradientsOfLargeDy) {
  constexpr Function kFunction = Function::SoftplusGrad;
  for (const ElementType &type : kElementTypes) {
    if (type.format.maxExponent != reference::kF32.maxExponent)
      continue;
    for (float mantissa : kMantissas)
      for (int exponent : {-19, -3, -1, 0, 7, 18}) {
        reference::Parameters parameters{std::ldexp(mantissa, exponent),
                                         kInfinity};
        Evaluator evaluator(kFunction, type.semantics, parameters.beta,
                            kInfinity, Accuracy::Fast);
        for (int i = 0; i < 550; ++i)
          for (double dy : {1.3, -0x1.cp+60, 0x1.fep+127}) {
            // e^(beta x) is from 2^-80 to 2^-283.
            double x = -(80.0 + 0.37 * i) * std::log(2.0) / parameters.beta;
            uint64_t encodings[] = {type.encode(dy), type.encode(x)};
            llvm::SmallVector<APFloat> operands;
            reference::Operands values{};
            for (auto [k, encoding] : llvm::enumerate(encodings)) {
              values[k] = type.decode(encoding);
              operands.emplace_back(type.semantics,
                                    llvm::APInt(8 * type.bytes, encoding));
            }
            double got = type.decode(
                evaluator.evaluate(operands).bitcastToAPInt().getZExtValue());
            EXPECT_LE(reference::getError(kFunction, got, values, parameters,
                                          type.format),
                      evaluator.getKernel().getInfo().bound)
                << type << ", beta " << parameters.beta << ", dy " << values[0]
                << ", x " << values[1];
          }
      }
  }
}
