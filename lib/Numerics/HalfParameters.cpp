//===- HalfParameters.cpp - Constants of softplus for halves --------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/HalfParameters.h"
#include "Softplus/Numerics/Coefficients.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <cmath>
#include <cstdint>

using namespace mlir::softplus::numerics;
using llvm::ArrayRef;

static constexpr double kLn2 = 0x1.62e42fefa39efp-1;

HalfSigmoidConstants::HalfSigmoidConstants(const Float32Parameters &given)
    : Float32BetaParameters(given) {
  lineLimit = static_cast<float>(0x1p-6 / beta);
  lineSlope = static_cast<float>(0.25 * (1.0 - 0x1p-12) * beta);
}

HalfParameters::HalfParameters(const Float32Parameters &given, bool isBF16)
    : Float32Parameters(given) {
  inverseLn2 = static_cast<float>(beta / kLn2);

  // The least positive half is 2^-24 or 2^-133, and less than half of it rounds
  // to 0. Results below it have u < 2^(1/2 - steps), and u / beta is less by
  // the exponent of beta.
  int zeroExponent = isBF16 ? -134 : -25;
  int steps = 1 - zeroExponent - std::ilogb(beta);
  limit = static_cast<float>(-steps * kLn2 / beta);
  // As far as that, 2^(-1/2 - steps + growth) is a normal number.
  growth = std::max(steps - 125, 0);
  shrink = std::ldexp(1.0, -growth);
}

/// Returns an integer from -range to range, another for each `number`.
static int getNudge(uint64_t number, int range) {
  // The finalizer of SplitMix64.
  number *= 0x9e3779b97f4a7c15;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  number ^= number >> 31;
  return static_cast<int>(number % (2 * range + 1)) - range;
}

/// Rounds to f32 and moves that by some ulp of f32.
static double roundAndMove(double value, int ulps) {
  auto bits = llvm::bit_cast<uint32_t>(static_cast<float>(value));
  return llvm::bit_cast<float>(bits + ulps);
}

// By their degrees, the least of which is 4.
static constexpr unsigned kLeastDegree = 4;
static constexpr ArrayRef<double> kExp2Polynomials[] = {
    kExp2Degree4, kExp2Degree5, kExp2Degree6};
static constexpr ArrayRef<double> kLog1pPolynomials[] = {
    kLog1pDegree4, kLog1pDegree5, kLog1pDegree6, kLog1pDegree7, kLog1pDegree8};

void HalfParameters::setPolynomials(unsigned expDegree, unsigned log1pDegree,
                                    unsigned variant) {
  // The last coefficients have no influence worth a variant.
  constexpr int kMoves[] = {4, 8, 16};
  uint64_t number = 8 * uint64_t(variant);
  auto move = [&](int range) {
    return variant == 0 ? 0 : getNudge(number++, range);
  };
  inverseLn2 = roundAndMove(beta / kLn2, move(1));
  auto set = [&](llvm::SmallVectorImpl<double> &coefficients,
                 ArrayRef<double> polynomial, double scale, double step) {
    coefficients.clear();
    for (size_t i = 0; i < polynomial.size(); ++i, scale *= step)
      coefficients.push_back(roundAndMove(
          polynomial[i] * scale, i < std::size(kMoves) ? move(kMoves[i]) : 0));
  };
  set(exp, kExp2Polynomials[expDegree - kLeastDegree], 1.0, 1.0);

  // The last coefficient is to be a normal number, and to spare.
  undoesGrowth = growth * (int(log1pDegree) + 1) > 90;
  set(log1p, kLog1pPolynomials[log1pDegree - kLeastDegree],
      shrink * inverseBeta, undoesGrowth ? 1.0 : shrink);
}

HalfParameters
mlir::softplus::numerics::getFastHalf(const Float32Parameters &given,
                                      bool isBF16) {
  HalfParameters parameters(given, isBF16);
  parameters.setPolynomials(4, isBF16 ? 4 : 6, /*variant=*/0);
  return parameters;
}
