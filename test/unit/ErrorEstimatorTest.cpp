//===- ErrorEstimatorTest.cpp - The estimator against GNU MPFR ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorEstimator.h"
#include "Formats.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using reference::Parameters;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr size_t kCount = 4000;

namespace {

class Estimates : public testing::TestWithParam<ElementType> {
protected:
  /// Returns values of beta * x over the range of the results, divided by beta,
  /// and arbitrary encodings.
  std::vector<double> sample(double beta) {
    const ElementType &type = GetParam();
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    std::vector<double> values;
    for (size_t i = 0; i < kCount; ++i) {
      double scales[] = {1.0, 30.0, 800.0, std::ldexp(1.0, -int(i % 60))};
      double value = unit(generator) * scales[i % 4] / beta;
      uint64_t bits = generator() >> (64 - 8 * type.bytes);
      values.push_back(type.decode(i % 5 ? type.encode(value) : bits));
    }
    return values;
  }

  /// Returns a number up to 3 ulp from `value`.
  double perturb(double value) {
    const ElementType &type = GetParam();
    return std::isfinite(value)
               ? type.decode(type.encode(value) + generator() % 7 - 3)
               : value;
  }

  std::mt19937_64 generator{5};
};

} // namespace

/// Compares an estimate, where there is one, with the error that MPFR gives.
static void expectClose(double estimate, double error, double tolerance,
                        double x, double beta) {
  if (!std::isnan(estimate)) {
    EXPECT_NEAR(estimate, error, tolerance)
        << "at x = " << x << ", beta = " << beta;
  }
}

TEST_P(Estimates, MatchMPFR) {
  const ElementType &type = GetParam();
  std::vector<double> betas{1.0, 0.1, 2.0, 3.3, 1e-3, 1e4, -1.0, -1.7, 1e-38};
  if (type.bytes == 8)
    betas.insert(betas.end(), {1e-300, 1e300, -4e-309, 4.9e-324});
  size_t unknown = 0, total = 0;
  for (const numerics::FunctionInfo &info : numerics::kFunctions) {
    for (double beta : betas) {
      for (double threshold : {20.0, kInfinity}) {
        Parameters parameters{beta, threshold};
        ErrorEstimator estimator(info.function, parameters, type.format);
        std::vector<double> x = sample(beta), dy = sample(1.0);
        std::vector<double> results(kCount), errors(kCount);
        std::vector<reference::Operands> operands(kCount);
        ErrorEstimator::OperandArrays arrays{x.data()};
        if (info.arity == 2)
          arrays = {dy.data(), x.data()};
        for (size_t i = 0; i < kCount; ++i) {
          for (unsigned k = 0; k < info.arity; ++k)
            operands[i][k] = arrays[k][i];
          results[i] = perturb(reference::evaluate(info.function, operands[i],
                                                   parameters, type.format));
        }
        estimator.getErrors(results.data(), arrays, errors.data(), kCount);
        for (size_t i = 0; i < kCount; ++i) {
          expectClose(errors[i],
                      reference::getError(info.function, results[i],
                                          operands[i], parameters, type.format),
                      estimator.getTolerance(), x[i], beta);
          unknown += std::isnan(errors[i]);
        }
        total += kCount;
      }
    }
  }
  // Above a threshold only the exact result is estimated.
  EXPECT_LT(unknown, total / 2);
}

static std::string getName(const testing::TestParamInfo<ElementType> &info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(AllTypes, Estimates, testing::ValuesIn(kElementTypes),
                         getName);
