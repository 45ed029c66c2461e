//===- Float64Parameters.cpp - Constants of the f64 kernels ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Float64Parameters.h"
#include "Softplus/Numerics/Threshold.h"
#include <algorithm>
#include <cmath>

using namespace mlir::softplus::numerics;
using namespace mlir::softplus::numerics::float64;

// Where results end. The least positive number is 2^-1074, and less than half
// of it rounds to 0.
static constexpr int kZeroExponent = -1075, kMinNormalExponent = -1022,
                     kMaxExponent = 1024;

// u = e^-t <= 2^(1/2 - N), as t = N ln 2 - r with |r| <= ln 2 / 2. So ln(1 + u)
// / beta < 2^(1/2 - N - exponent), and dy u < 2^(1/2 - N + kMaxExponent).
static int getSoftplusSteps(int exponent) {
  return 1 - kZeroExponent - exponent;
}
static constexpr int kGradSteps = 1 - kZeroExponent + kMaxExponent;
static_assert(kGradSteps - kMaxSigmoidSteps <= -kMinNormalExponent &&
                  kMaxSigmoidSteps - kMaxScaleSteps <= -kMinNormalExponent,
              "the factors of a gradient are normal numbers");

// Operands are scaled by 2^kMinScale to 2^kMaxScale. At the ends beta' is as
// small as 2^-74 and as large as 2^64.
static constexpr int kMinScale = -1000, kMaxScale = 960;
static_assert(kMaxScale <= -kMinNormalExponent && -kMinScale < kMaxExponent,
              "the inverse of the scale is a normal number");

// Without scaling, which costs two operations, exponents of beta may be from
// kMinUnscaled to kMaxUnscaled.
static constexpr int kMinUnscaled = -30, kMaxUnscaled = 500;
static_assert(1 - kZeroExponent - kMinUnscaled - kMaxScaleSteps <=
                  -kMinNormalExponent,
              "the factor of softplus is a normal number");
static_assert(kMaxUnscaled + kMaxScaleSteps + 2 * 53 <= -kMinNormalExponent,
              "the low part of ln(1 + u) / beta is a normal number, before its "
              "factor");

Float64Parameters::Float64Parameters(double givenBeta, double givenThreshold) {
  int exponent = std::ilogb(givenBeta);
  int scaleExponent = std::clamp(exponent, kMinScale, kMaxScale);
  isPowerOfTwo =
      scaleExponent == exponent && std::ldexp(1.0, exponent) == givenBeta;
  if (!isPowerOfTwo && kMinUnscaled <= exponent && exponent <= kMaxUnscaled)
    scaleExponent = 0;
  scale = std::ldexp(1.0, scaleExponent);
  inverseScale = std::ldexp(1.0, -scaleExponent);

  beta = std::ldexp(givenBeta, -scaleExponent);
  inverseBetaHigh = 1.0 / beta;
  inverseBetaLow = std::fma(-inverseBetaHigh, beta, 1.0) / beta;

  threshold = findThreshold(givenBeta, std::min(givenThreshold, kMaxThreshold),
                            /*comparesInFloat32=*/false);

  constexpr double ln2 = 0.6931471805599453;
  softplusSteps = getSoftplusSteps(exponent);
  limit = ln2 * std::max<double>(softplusSteps, kGradSteps) / beta;
}
