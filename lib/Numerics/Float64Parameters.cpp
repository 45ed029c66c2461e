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

Float64Parameters::Float64Parameters(double givenBeta, double givenThreshold) {
  int exponent = std::ilogb(givenBeta);
  isPowerOfTwo = std::ldexp(1.0, exponent) == givenBeta && exponent >= -1000 &&
                 exponent <= 960;
  int scaleExponent = 0;
  if (isPowerOfTwo || exponent < -30 || exponent > 500)
    scaleExponent = std::clamp(exponent, -1000, 960);
  scale = std::ldexp(1.0, scaleExponent);
  inverseScale = std::ldexp(1.0, -scaleExponent);

  beta = std::ldexp(givenBeta, -scaleExponent);
  inverseBetaHigh = 1.0 / beta;
  inverseBetaLow = std::fma(-inverseBetaHigh, beta, 1.0) / beta;

  // Above z = 40 both branches of the definition round to x.
  threshold = findThreshold(givenBeta, std::min(givenThreshold, 40.0),
                            /*comparesInFloat32=*/false);

  // e^-t / beta < 2^-1075, the half of the smallest subnormal, for
  // t > (1075 - exponent) ln 2; e^-t dy < 2^-1075 for t > (1075 + 1024) ln 2.
  constexpr double ln2 = 0.6931471805599453;
  softplusSteps = std::max(87.0, 1085.0 - exponent);
  limit = ln2 * std::max(softplusSteps, 2126.0) / beta;
}
