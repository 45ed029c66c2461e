//===- Float64Parameters.cpp - Constants of the f64 kernels ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float64Parameters.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

using namespace mlir::softplus::numerics;

/// Maps integers to doubles, monotonically: the encodings of positive numbers,
/// and their negatives to the negative numbers.
static double fromOrdinal(int64_t ordinal) {
  double magnitude = llvm::bit_cast<double>(std::abs(ordinal));
  return ordinal < 0 ? -magnitude : magnitude;
}

/// Returns the largest x with beta x <= threshold, for a positive beta.
static double findThreshold(double beta, double threshold,
                            bool comparesInFloat32) {
  auto isBelow = [&](double x) {
    double z = beta * x;
    return (comparesInFloat32 ? static_cast<float>(z) : z) <= threshold;
  };
  int64_t high =
      llvm::bit_cast<int64_t>(std::numeric_limits<double>::infinity());
  int64_t low = -high;
  if (!isBelow(fromOrdinal(low)))
    return -std::numeric_limits<double>::infinity();
  while (low + 1 < high) {
    int64_t middle = (low >> 1) + (high >> 1) + (low & high & 1);
    (isBelow(fromOrdinal(middle)) ? low : high) = middle;
  }
  return fromOrdinal(low);
}

Float64Parameters::Float64Parameters(double givenBeta, double givenThreshold,
                                     bool comparesInFloat32) {
  double magnitude = std::fabs(givenBeta);
  int exponent = std::ilogb(magnitude);
  isPowerOfTwo = std::ldexp(1.0, exponent) == magnitude && exponent >= -1000 &&
                 exponent <= 960;
  int scaleExponent = 0;
  if (isPowerOfTwo || exponent < -30 || exponent > 500)
    scaleExponent = std::clamp(exponent, -1000, 960);
  double sign = givenBeta < 0 ? -1.0 : 1.0;
  scale = std::ldexp(sign, scaleExponent);
  inverseScale = std::ldexp(sign, -scaleExponent);

  beta = std::ldexp(magnitude, -scaleExponent);
  inverseBetaHigh = 1.0 / beta;
  inverseBetaLow = std::fma(-inverseBetaHigh, beta, 1.0) / beta;

  // Above z = 40 both branches of the definition round to x.
  threshold = sign * findThreshold(magnitude, std::min(givenThreshold, 40.0),
                                   comparesInFloat32);

  // e^-t / |beta| < 2^-1075, the half of the smallest subnormal, for
  // t > (1075 - exponent) ln 2; e^-t dy < 2^-1075 for t > (1075 + 1024) ln 2.
  constexpr double ln2 = 0.6931471805599453;
  softplusLimit = std::max(60.0, ln2 * (1085.0 - exponent)) / beta;
  gradLimit = 1474.0 / beta;
}
