//===- EvaluatorTest.cpp - Compile-time evaluation against GNU MPFR -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Evaluator.h"
#include "Formats.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using llvm::APFloat;
using numerics::Accuracy;
using numerics::Evaluator;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr double kBetas[] = {1.0,   0.1,   0.5,     0.7,  2.0,  3.3,
                             10.0,  100.0, 1e-3,    1e4,  -1.0, -1.7,
                             1e-30, 1e30,  1.4e-45, -3e38};

namespace {

class EvaluatorOnHalves : public testing::TestWithParam<ElementType> {};

} // namespace

/// Expects the same value, and the same sign of a zero.
static void expectSame(const APFloat &result, double expected,
                       const ElementType &type, double x, double beta) {
  double value = type.decode(result.bitcastToAPInt().getZExtValue());
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(value)) << "at x = " << x << ", beta = " << beta;
    return;
  }
  EXPECT_EQ(value, expected) << "at x = " << x << ", beta = " << beta;
  EXPECT_EQ(std::signbit(value), std::signbit(expected))
      << "at x = " << x << ", beta = " << beta;
}

// Correctly rounded for every value.
TEST_P(EvaluatorOnHalves, AllValues) {
  const ElementType &type = GetParam();
  for (double beta : kBetas) {
    for (double threshold : {20.0, 1.5}) {
      Evaluator evaluator(type.semantics, beta, threshold);
      // All values at the betas that users have, a sample elsewhere.
      unsigned step = std::fabs(std::log2(std::fabs(beta))) < 2 ? 1 : 7;
      for (unsigned bits = 0; bits < 65536; bits += step) {
        APFloat x(type.semantics, llvm::APInt(16, bits));
        double value = type.decode(bits);
        expectSame(evaluator.evaluate(numerics::Function::Softplus, {x}),
                   reference::softplus(value, {beta, threshold}, type.format),
                   type, value, beta);
      }
    }
  }
}

// Off by half an ulp, but for ties that the f64 result cannot tell.
TEST_P(EvaluatorOnHalves, Gradient) {
  const ElementType &type = GetParam();
  for (double beta : {1.0, 0.7, -1.7}) {
    Evaluator evaluator(type.semantics, beta, 20.0);
    for (double gradient : {1.0, -0.7, 1e4}) {
      uint64_t dyBits = type.encode(gradient);
      APFloat dy(type.semantics, llvm::APInt(16, dyBits));
      for (unsigned bits = 0; bits < 65536; ++bits) {
        APFloat x(type.semantics, llvm::APInt(16, bits));
        double value = type.decode(bits);
        APFloat dx =
            evaluator.evaluate(numerics::Function::SoftplusGrad, {dy, x});
        EXPECT_LE(reference::softplusGradError(
                      type.decode(dx.bitcastToAPInt().getZExtValue()),
                      type.decode(dyBits), value, {beta, 20.0}, type.format),
                  0.5 + 0x1p-18)
            << "at x = " << value << ", dy = " << gradient
            << ", beta = " << beta;
      }
    }
  }
}

/// Expects -beta to mean minus softplus of -x at beta, and the gradient at -x
/// and beta, in bits, for `count` pairs of x and dy; `beta` is positive.
static void expectNegationOfBeta(const ElementType &type, double beta,
                                 double threshold, Accuracy accuracy,
                                 llvm::function_ref<uint64_t(unsigned)> getBits,
                                 unsigned count) {
  Evaluator positive(type.semantics, beta, threshold, accuracy);
  Evaluator negative(type.semantics, -beta, threshold, accuracy);
  auto expectSameBits = [&](const APFloat &result, const APFloat &expected,
                            const APFloat &x) {
    // The sign of a NaN has no meaning.
    EXPECT_TRUE(result.bitwiseIsEqual(expected) ||
                (result.isNaN() && expected.isNaN()))
        << "at x = " << x.convertToDouble() << ", beta = " << -beta;
  };
  unsigned width = 8 * type.bytes;
  for (unsigned i = 0; i < count; ++i) {
    APFloat x(type.semantics, llvm::APInt(width, getBits(2 * i)));
    APFloat dy(type.semantics, llvm::APInt(width, getBits(2 * i + 1)));
    expectSameBits(negative.evaluate(numerics::Function::Softplus, {x}),
                   -positive.evaluate(numerics::Function::Softplus, {-x}), x);
    expectSameBits(
        negative.evaluate(numerics::Function::SoftplusGrad, {dy, x}),
        positive.evaluate(numerics::Function::SoftplusGrad, {dy, -x}), x);
    EXPECT_EQ(negative.isAboveThreshold(x), positive.isAboveThreshold(-x));
  }
}

// Of every x, with dy from all encodings.
TEST_P(EvaluatorOnHalves, NegativeBeta) {
  for (double beta : {1.0, 0.7, 2.0})
    expectNegationOfBeta(
        GetParam(), beta, /*threshold=*/3.0, Accuracy::Faithful,
        [](unsigned index) {
          return index % 2 ? index * 40503 % 65536 : index / 2;
        },
        65536);
}

/// Returns the largest error of softplus in ulp.
static double getBound(const ElementType &type, double beta,
                       Accuracy accuracy) {
  if (accuracy == Accuracy::Correct)
    return type.bytes == 8 ? 0.51 : 0.5;
  if (type.bytes == 8)
    return 0.8;
  if (std::fabs(beta) != 1.0)
    return 0.65;
  return accuracy == Accuracy::Fast ? 3.5 : 0.996;
}

namespace {

class EvaluatorModes
    : public testing::TestWithParam<std::tuple<ElementType, Accuracy>> {};

// Below the bound on a sample: near zero, around the thresholds and the ends of
// the range, and of random encodings.
TEST_P(EvaluatorModes, Samples) {
  const auto &[type, accuracy] = GetParam();
  unsigned width = 8 * type.bytes;
  std::mt19937_64 generator(3);
  for (double beta : kBetas) {
    double bound = getBound(type, beta, accuracy);
    for (double threshold : {20.0, kInfinity}) {
      Evaluator evaluator(type.semantics, beta, threshold, accuracy);
      for (double range : {1e-3, 1.0, 25.0, 120.0, 800.0, 0.0}) {
        std::uniform_real_distribution<double> near(-range, range);
        for (int i = 0; i < 300; ++i) {
          uint64_t bits = range ? type.encode(near(generator) / beta)
                                : generator() >> (64 - width);
          APFloat x(type.semantics, llvm::APInt(width, bits));
          APFloat y = evaluator.evaluate(numerics::Function::Softplus, {x});
          EXPECT_LE(reference::softplusError(
                        type.decode(y.bitcastToAPInt().getZExtValue()),
                        type.decode(bits), {beta, threshold}, type.format),
                    bound)
              << "at x = " << type.decode(bits) << ", beta = " << beta;

          uint64_t dyBits = generator() >> (64 - width);
          APFloat dy(type.semantics, llvm::APInt(width, dyBits));
          APFloat dx =
              evaluator.evaluate(numerics::Function::SoftplusGrad, {dy, x});
          EXPECT_LE(reference::softplusGradError(
                        type.decode(dx.bitcastToAPInt().getZExtValue()),
                        type.decode(dyBits), type.decode(bits),
                        {beta, threshold}, type.format),
                    type.bytes == 8 ? 1.0 : 0.65)
              << "at x = " << type.decode(bits)
              << ", dy = " << type.decode(dyBits) << ", beta = " << beta;
        }
      }
    }
  }
}

// Where exponential and linear part both show, and of all encodings.
TEST_P(EvaluatorModes, NegativeBeta) {
  const auto &[type, accuracy] = GetParam();
  std::mt19937_64 generator(5);
  std::uniform_real_distribution<double> near(-25.0, 25.0);
  auto getBits = [&, &type = type](unsigned index) {
    return index % 3 ? type.encode(near(generator))
                     : generator() >> (64 - 8 * type.bytes);
  };
  for (double beta : {1.0, 0.7, 2.0})
    for (double threshold : {20.0, 3.0})
      expectNegationOfBeta(type, beta, threshold, accuracy, getBits, 2000);
}

TEST_P(EvaluatorModes, SpecialValues) {
  const auto &[type, accuracy] = GetParam();
  unsigned width = 8 * type.bytes;
  for (double beta : kBetas) {
    for (double threshold : {20.0, kInfinity, 0.0, -1.0, -kInfinity}) {
      Evaluator evaluator(type.semantics, beta, threshold, accuracy);
      for (double value :
           {0.0, -0.0, kInfinity, -kInfinity, std::nan(""), 1e308, -1e308, 3e38,
            -3e38, 5e-324, -5e-324, 1.4e-45, -1.4e-45}) {
        uint64_t bits = type.encode(value);
        APFloat y = evaluator.evaluate(
            numerics::Function::Softplus,
            {APFloat(type.semantics, llvm::APInt(width, bits))});
        double x = type.decode(bits);
        double expected =
            reference::softplus(x, {beta, threshold}, type.format);
        if (!std::isfinite(expected) || expected == 0.0)
          expectSame(y, expected, type, x, beta);
      }
    }
  }
}

// An infinite dy stays infinite unless x is: no sigmoid of a number is 0.
TEST_P(EvaluatorModes, InfiniteGradient) {
  const auto &[type, accuracy] = GetParam();
  unsigned width = 8 * type.bytes;
  double largest = type.bytes == 8 ? 0x1.fffffffffffffp+1023 : 0x1.fffffep+127;
  for (double beta : kBetas) {
    Evaluator evaluator(type.semantics, beta, 20.0, accuracy);
    for (double value : {largest, 0.3 * largest, kInfinity}) {
      APFloat dy(type.semantics, llvm::APInt(width, type.encode(-kInfinity)));
      // beta x is negative.
      double x = std::copysign(value, -beta);
      APFloat dx = evaluator.evaluate(
          numerics::Function::SoftplusGrad,
          {dy, APFloat(type.semantics, llvm::APInt(width, type.encode(x)))});
      EXPECT_EQ(dx.isNaN(), value == kInfinity) << "at beta = " << beta;
      EXPECT_EQ(dx.isInfinity() && dx.isNegative(), value != kInfinity)
          << "at x = " << x << ", beta = " << beta;
    }
  }
}

} // namespace

static std::string getName(const testing::TestParamInfo<ElementType> &info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Halves, EvaluatorOnHalves,
                         testing::ValuesIn(kElementTypes, kElementTypes + 2),
                         getName);

static std::string getModeName(
    const testing::TestParamInfo<std::tuple<ElementType, Accuracy>> &info) {
  const auto &[type, accuracy] = info.param;
  const char *names[] = {"fast", "faithful", "correct"};
  return type.name + std::string("_") + names[static_cast<int>(accuracy)];
}

INSTANTIATE_TEST_SUITE_P(
    Words, EvaluatorModes,
    testing::Combine(testing::ValuesIn(kElementTypes + 2, kElementTypes + 4),
                     testing::Values(Accuracy::Fast, Accuracy::Faithful,
                                     Accuracy::Correct)),
    getModeName);
