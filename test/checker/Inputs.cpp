//===- Inputs.cpp - Inputs of the checker ---------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include <cmath>
#include <limits>

using namespace mlir::softplus;
using namespace mlir::softplus::test;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
static constexpr double kLn2 = 0x1.62e42fefa39efp-1;

/// The finalizer of the generator SplitMix64.
uint64_t mlir::softplus::test::mixBits(uint64_t index) {
  uint64_t bits = (index + 1) * UINT64_C(0x9e3779b97f4a7c15);
  bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

Inputs::Inputs(const ElementType &type, reference::Parameters parameters,
               const Sweep &sweep)
    : type(type), parameters(parameters), sweep(sweep) {
  int fractionBits = type.format.precision - 1;
  one = type.encode(1.0);
  fractionMask = (uint64_t(1) << fractionBits) - 1;
  if (type.bytes == 8) {
    sweepSize = sweep.points;
  } else {
    uint64_t encodings = uint64_t(1) << (8 * type.bytes);
    sweepSize = (encodings - sweep.offset + sweep.stride - 1) / sweep.stride;
  }
  if (type.bytes != 8 && sweep.stride == 1)
    return;

  double smallest = std::ldexp(1.0, type.format.minExponent - fractionBits);
  double smallestNormal = std::ldexp(1.0, type.format.minExponent);
  double largest =
      std::ldexp(2.0 - std::ldexp(1.0, -fractionBits), type.format.maxExponent);
  for (double magnitude :
       {0.0, smallest, smallestNormal - smallest, smallestNormal, 1.0,
        1.0 / parameters.beta, 20.0 / parameters.beta,
        parameters.threshold / parameters.beta, largest, kInfinity,
        std::nan("")})
    for (double sign : {1.0, -1.0})
      specials.push_back(type.encode(sign * magnitude));
}

/// Returns a number in [0, 1).
static double toUnit(uint64_t bits) { return (bits >> 11) * 0x1p-53; }

uint64_t Inputs::sample(uint64_t index) const {
  uint64_t bits = mixBits(index);
  double unit = toUnit(bits), signedUnit = 2.0 * unit - 1.0;
  uint64_t other = mixBits(bits);
  double z;
  switch (index % 8) {
  case 0:
    z = signedUnit;
    break;
  case 1:
    z = 20.0 * signedUnit;
    break;
  case 2:
    z = 45.0 * signedUnit;
    break;
  case 3:
    // The results are from 2^-1012 to 2^-1078.
    z = std::log(std::fabs(parameters.beta)) - (1012.0 + 66.0 * unit) * kLn2;
    break;
  case 4:
    z = std::ldexp(signedUnit, 2 - static_cast<int>(other % 1076));
    break;
  case 5: {
    double steps = static_cast<int>(other % 2201) - 2150;
    z = 0.5 * kLn2 * steps *
        (1.0 + std::ldexp(signedUnit, -static_cast<int>((other >> 32) % 53)));
    break;
  }
  case 6: {
    double threshold = std::isfinite(parameters.threshold)
                           ? parameters.threshold
                           : (bits & 1 ? 20.0 : 40.0);
    int64_t distance = static_cast<int64_t>(other % 20001) - 10000;
    return type.encode(threshold / parameters.beta) + distance;
  }
  default:
    return bits;
  }
  return type.encode(z / parameters.beta);
}
