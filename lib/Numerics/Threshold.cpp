//===- Threshold.cpp - Where the threshold shows --------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Threshold.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/ErrorHandling.h"
#include <cmath>
#include <cstdint>
#include <limits>

using namespace mlir::softplus;
using llvm::APFloat;

namespace {

/// A value for each format.
struct Saturation {
  double bf16, f16, f32, f64;
};

} // namespace

static Saturation getSaturation(numerics::Function function) {
  switch (function) {
  case numerics::Function::Softplus:
    return {4.7, 6.5, 14.7, 34.0};
  case numerics::Function::SoftplusGrad:
    return {6.3, 8.4, 17.4, 37.5};
  default:
    llvm_unreachable("the function has no threshold");
  }
}

double numerics::getSaturation(Function function,
                               const llvm::fltSemantics &element) {
  if (!getInfo(function).hasThreshold)
    return std::numeric_limits<double>::infinity();
  Saturation saturation = ::getSaturation(function);
  if (&element == &APFloat::BFloat())
    return saturation.bf16;
  if (&element == &APFloat::IEEEhalf())
    return saturation.f16;
  return &element == &APFloat::IEEEsingle() ? saturation.f32 : saturation.f64;
}

/// Maps integers to doubles, monotonically: the encodings of positive numbers,
/// and their negatives to the negative numbers.
static double fromOrdinal(int64_t ordinal) {
  double magnitude = llvm::bit_cast<double>(std::abs(ordinal));
  return ordinal < 0 ? -magnitude : magnitude;
}

double numerics::findThreshold(double beta, double threshold,
                               bool comparesInFloat32) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  auto isBelow = [&](double x) {
    double z = beta * x;
    return (comparesInFloat32 ? static_cast<float>(z) : z) <= threshold;
  };
  if (!isBelow(-infinity))
    return -infinity;
  int64_t high = llvm::bit_cast<int64_t>(infinity);
  int64_t low = -high;
  while (low + 1 < high) {
    int64_t middle = (low >> 1) + (high >> 1) + (low & high & 1);
    (isBelow(fromOrdinal(middle)) ? low : high) = middle;
  }
  double bound = fromOrdinal(low);
  if (!comparesInFloat32)
    return bound;
  auto rounded = static_cast<float>(bound);
  return rounded > bound
             ? std::nextafter(rounded, static_cast<float>(-infinity))
             : rounded;
}
