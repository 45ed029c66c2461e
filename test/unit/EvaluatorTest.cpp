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
using numerics::Function;

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

/// Calls `check` for each function, with an evaluator of it.
template <typename Check>
static void forEachFunction(const ElementType &type, double beta,
                            double threshold, Accuracy accuracy, Check check) {
  for (const numerics::FunctionInfo &info : numerics::kFunctions)
    check(info,
          Evaluator(info.function, type.semantics, beta, threshold, accuracy));
}

static APFloat toAPFloat(const ElementType &type, uint64_t bits) {
  return APFloat(type.semantics, llvm::APInt(8 * type.bytes, bits));
}

/// Evaluates at `bits`, those of x last, and expects an error within the bound
/// of the kernel, and the sign of the reference.
static void expectWithinBound(const Evaluator &evaluator,
                              const ElementType &type,
                              reference::Parameters parameters,
                              llvm::ArrayRef<uint64_t> bits) {
  const numerics::KernelInfo &kernel = evaluator.getKernel().getInfo();
  reference::Operands values{};
  llvm::SmallVector<APFloat> operands;
  for (auto [k, encoding] : llvm::enumerate(bits)) {
    values[k] = type.decode(encoding);
    operands.push_back(toAPFloat(type, encoding));
  }
  double result =
      type.decode(evaluator.evaluate(operands).bitcastToAPInt().getZExtValue());
  double expected =
      reference::evaluate(kernel.function, values, parameters, type.format);
  double error = reference::getError(kernel.function, result, values,
                                     parameters, type.format);
  EXPECT_TRUE(
      error <= kernel.bound &&
      (std::isnan(result) || std::signbit(result) == std::signbit(expected)))
      << numerics::getInfo(kernel.function).mnemonic << " of " << values[0]
      << ", " << values[1] << " at beta " << parameters.beta << ", threshold "
      << parameters.threshold << " is " << result << " and not " << expected;
}

TEST_P(EvaluatorOnHalves, AllValues) {
  const ElementType &type = GetParam();
  for (double beta : kBetas) {
    for (double threshold : {20.0, 1.5}) {
      auto check = [&, beta = beta,
                    threshold = threshold](const numerics::FunctionInfo &info,
                                           const Evaluator &evaluator) {
        if (!info.hasThreshold && threshold != 20.0)
          return;
        // All values at the betas that users have, a sample elsewhere.
        unsigned step = std::fabs(std::log2(std::fabs(beta))) < 2 ? 1 : 7;
        for (unsigned bits = 0; bits < 65536; bits += step) {
          if (info.arity == 1)
            expectWithinBound(evaluator, type, {beta, threshold}, {bits});
          else
            expectWithinBound(evaluator, type, {beta, threshold},
                              {bits * 40503 % 65536, bits});
        }
      };
      forEachFunction(type, beta, threshold, Accuracy::Faithful, check);
    }
  }
}

// Gradients that users have.
TEST_P(EvaluatorOnHalves, Gradient) {
  const ElementType &type = GetParam();
  for (double beta : {1.0, 0.7, -1.7}) {
    Evaluator evaluator(Function::SoftplusGrad, type.semantics, beta, 20.0);
    for (double gradient : {1.0, -0.7, 1e4})
      for (unsigned bits = 0; bits < 65536; ++bits)
        expectWithinBound(evaluator, type, {beta, 20.0},
                          {type.encode(gradient), bits});
  }
}

/// Expects f(x; -beta) to be f(-x; beta), or minus that if f is odd, in bits,
/// for `count` pairs of x and dy; `beta` is positive.
static void expectNegationOfBeta(const ElementType &type, double beta,
                                 double threshold, Accuracy accuracy,
                                 llvm::function_ref<uint64_t(unsigned)> getBits,
                                 unsigned count) {
  auto check = [&](const numerics::FunctionInfo &info,
                   const Evaluator &positive) {
    Evaluator negative(info.function, type.semantics, -beta, threshold,
                       accuracy);
    for (unsigned i = 0; i < count; ++i) {
      APFloat x = toAPFloat(type, getBits(2 * i));
      llvm::SmallVector<APFloat> operands(info.arity,
                                          toAPFloat(type, getBits(2 * i + 1)));
      operands.back() = x;
      APFloat result = negative.evaluate(operands);
      operands.back() = -x;
      APFloat expected = positive.evaluate(operands);
      if (info.isOdd)
        expected.changeSign();
      // The sign of a NaN has no meaning.
      EXPECT_TRUE(result.bitwiseIsEqual(expected) ||
                  (result.isNaN() && expected.isNaN()))
          << info.mnemonic << " at x = " << x.convertToDouble()
          << ", beta = " << -beta;
      EXPECT_EQ(negative.getKernel().isAboveThreshold(x),
                positive.getKernel().isAboveThreshold(-x));
    }
  };
  forEachFunction(type, beta, threshold, accuracy, check);
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
    for (double threshold : {20.0, kInfinity}) {
      auto check = [&, &type = type, beta = beta,
                    threshold = threshold](const numerics::FunctionInfo &info,
                                           const Evaluator &evaluator) {
        for (double range : {1e-3, 1.0, 25.0, 120.0, 800.0, 0.0}) {
          std::uniform_real_distribution<double> near(-range, range);
          for (int i = 0; i < 300; ++i) {
            llvm::SmallVector<uint64_t> bits;
            for (unsigned k = 0; k < info.arity; ++k)
              bits.push_back(generator() >> (64 - width));
            if (range)
              bits.back() = type.encode(near(generator) / beta);
            expectWithinBound(evaluator, type, {beta, threshold}, bits);
          }
        }
      };
      forEachFunction(type, beta, threshold, accuracy, check);
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
  for (double beta : kBetas) {
    for (double threshold : {20.0, kInfinity, 0.0, -1.0, -kInfinity}) {
      Evaluator evaluator(Function::Softplus, type.semantics, beta, threshold,
                          accuracy);
      for (double value :
           {0.0, -0.0, kInfinity, -kInfinity, std::nan(""), 1e308, -1e308, 3e38,
            -3e38, 5e-324, -5e-324, 1.4e-45, -1.4e-45}) {
        uint64_t bits = type.encode(value);
        APFloat y = evaluator.evaluate(toAPFloat(type, bits));
        double x = type.decode(bits);
        double expected = reference::evaluate(Function::Softplus, {x},
                                              {beta, threshold}, type.format);
        if (!std::isfinite(expected) || expected == 0.0)
          expectSame(y, expected, type, x, beta);
      }
    }
  }
}

// An infinite dy stays infinite unless x is: no sigmoid of a number is 0.
TEST_P(EvaluatorModes, InfiniteGradient) {
  const auto &[type, accuracy] = GetParam();
  double largest = type.bytes == 8 ? 0x1.fffffffffffffp+1023 : 0x1.fffffep+127;
  for (double beta : kBetas) {
    Evaluator evaluator(Function::SoftplusGrad, type.semantics, beta, 20.0,
                        accuracy);
    for (double value : {largest, 0.3 * largest, kInfinity}) {
      APFloat dy = toAPFloat(type, type.encode(-kInfinity));
      // beta x is negative.
      double x = std::copysign(value, -beta);
      APFloat dx = evaluator.evaluate({dy, toAPFloat(type, type.encode(x))});
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
  return type.name + std::string("_") +
         numerics::stringifyAccuracy(accuracy).str();
}

INSTANTIATE_TEST_SUITE_P(
    Words, EvaluatorModes,
    testing::Combine(testing::ValuesIn(kElementTypes + 2, kElementTypes + 4),
                     testing::Values(Accuracy::Fast, Accuracy::Faithful,
                                     Accuracy::Correct)),
    getModeName);
