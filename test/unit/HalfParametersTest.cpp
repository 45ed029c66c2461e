//===- HalfParametersTest.cpp - The search for kernels for halves ---------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/HalfParameters.h"
#include "Formats.h"
#include "Softplus/Numerics/Evaluator.h"
#include <gtest/gtest.h>
#include <limits>
#include <thread>
#include <utility>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using namespace mlir::softplus::numerics;
using llvm::APFloat;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

static HalfParameters find(double beta, bool isBF16) {
  return findCorrectHalf(
      {beta, 1.0 / beta, kInfinity, /*showsThreshold=*/false}, isBF16);
}

/// Expects all results at `beta` to be those of the reference.
static void expectCorrectlyRounded(Function function, double beta,
                                   bool isBF16) {
  const ElementType &type = getElementTypeIf([&](const ElementType &candidate) {
    return &candidate.semantics ==
           (isBF16 ? &APFloat::BFloat() : &APFloat::IEEEhalf());
  });
  Evaluator evaluator(function, type.semantics, beta, kInfinity);
  for (unsigned bits = 0; bits < 65536; ++bits) {
    double x = type.decode(bits);
    APFloat result =
        evaluator.evaluate(APFloat(type.semantics, llvm::APInt(16, bits)));
    if (x != x) {
      ASSERT_TRUE(result.isNaN()) << "at beta " << beta;
      continue;
    }
    ASSERT_EQ(
        type.decode(result.bitcastToAPInt().getZExtValue()),
        reference::evaluate(function, {x}, {beta, kInfinity}, type.format))
        << "of " << x << " at beta " << beta;
  }
}

// Without fix-ups, with one of one input, and with one of an interval.
TEST(HalfParameters, AreCorrectlyRounded) {
  EXPECT_TRUE(find(1.0, /*isBF16=*/false).fixUps.empty());
  expectCorrectlyRounded(Function::Softplus, 1.0, /*isBF16=*/false);
  EXPECT_TRUE(find(0x1.666666p-1, /*isBF16=*/true).fixUps.empty());
  expectCorrectlyRounded(Function::Softplus, 0x1.666666p-1, /*isBF16=*/true);

  auto isOneInput = [](const FixUp &fixUp) { return fixUp.isOneInput(); };
  for (auto [beta, isBF16] : {std::pair(0x1.666666p-1, false), {2.0, true}}) {
    HalfParameters p = find(beta, isBF16);
    EXPECT_TRUE(!p.fixUps.empty() && llvm::all_of(p.fixUps, isOneInput));
    expectCorrectlyRounded(Function::Softplus, beta, isBF16);
  }
  for (auto [beta, isBF16] :
       {std::pair(0x1.c4b49cp-7, false), {0x1.544532p-13, true}}) {
    EXPECT_FALSE(llvm::all_of(find(beta, isBF16).fixUps, isOneInput));
    expectCorrectlyRounded(Function::Softplus, beta, isBF16);
  }
}

// The polynomials alone misround some results, in a run of inputs at the last
// of these betas.
TEST(HalfParameters, OfSigmoidAreCorrectlyRounded) {
  for (double beta : {1.0, 0x1.666666p-1, -3.0, 0x1p-19, 0x1.bfda6ap-7})
    for (bool isBF16 : {false, true})
      expectCorrectlyRounded(Function::Sigmoid, beta, isBF16);
}

TEST(HalfParameters, AreTheSameForAllThreads) {
  constexpr double kBeta = 0x1.5p+3;
  std::vector<HalfParameters> found(4);
  std::vector<std::thread> threads;
  for (HalfParameters &parameters : found)
    threads.emplace_back([&] { parameters = find(kBeta, /*isBF16=*/false); });
  for (std::thread &thread : threads)
    thread.join();
  for (const HalfParameters &parameters : found) {
    EXPECT_EQ(parameters.exp, found.front().exp);
    EXPECT_EQ(parameters.log1p, found.front().log1p);
    EXPECT_EQ(parameters.fixUps.size(), found.front().fixUps.size());
  }
}

// What is found does not depend on the threshold, which is the caller's.
TEST(HalfParameters, HaveTheGivenThreshold) {
  find(3.0, /*isBF16=*/true);
  HalfParameters parameters =
      findCorrectHalf({3.0, 1.0 / 3.0, 0.5, /*showsThreshold=*/true},
                      /*isBF16=*/true);
  EXPECT_EQ(parameters.threshold, 0.5);
  EXPECT_TRUE(parameters.showsThreshold);
}
