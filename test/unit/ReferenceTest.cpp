//===- ReferenceTest.cpp - The reference against known values -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Function;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Reference, DecodeAgreesWithAPFloat) {
  for (const ElementType &type : kElementTypes) {
    if (!type.isHalf())
      continue;
    for (uint64_t bits = 0; bits < 65536; ++bits) {
      llvm::APFloat value(type.semantics, llvm::APInt(16, bits));
      if (value.isNaN())
        EXPECT_TRUE(std::isnan(type.decode(bits)));
      else
        EXPECT_EQ(type.encode(type.decode(bits)), bits);
    }
  }
  EXPECT_EQ(reference::decode(0x3fc00000, reference::kF32), 1.5);
  EXPECT_EQ(reference::decode(0x80000001, reference::kF32), -0x1p-149);
  EXPECT_EQ(reference::decode(0x7fefffffffffffff, reference::kF64),
            std::numeric_limits<double>::max());
}

TEST(Reference, KnownValues) {
  // ln 2, and ln(1 + e^x) to 17 digits from a computer algebra system.
  EXPECT_EQ(reference::evaluate(Function::Softplus, {0.0}, {1.0, 20.0},
                                reference::kF64),
            0.69314718055994531);
  EXPECT_EQ(reference::evaluate(Function::Softplus, {1.0}, {1.0, 20.0},
                                reference::kF64),
            1.3132616875182228);
  EXPECT_EQ(reference::evaluate(Function::Softplus, {-25.0}, {1.0, 20.0},
                                reference::kF64),
            1.3887943864867583e-11);
  EXPECT_EQ(reference::evaluate(Function::Softplus, {0.0}, {2.0, 20.0},
                                reference::kF64),
            0.34657359027997264);
  EXPECT_EQ(reference::evaluate(Function::SoftplusGrad, {1.0, 1.0}, {1.0, 20.0},
                                reference::kF64),
            0.73105857863000488);
  EXPECT_EQ(reference::evaluate(Function::SoftplusGrad, {3.0, 0.0}, {1.0, 20.0},
                                reference::kF64),
            1.5);
}

TEST(Reference, SpecialValues) {
  for (const ElementType &type : kElementTypes) {
    const reference::Format &format = type.format;
    EXPECT_TRUE(std::isnan(reference::evaluate(
        Function::Softplus, {std::nan("")}, {1.0, 20.0}, format)));
    EXPECT_EQ(reference::evaluate(Function::Softplus, {kInfinity},
                                  {1.0, kInfinity}, format),
              kInfinity);
    EXPECT_EQ(reference::evaluate(Function::Softplus, {-kInfinity}, {1.0, 20.0},
                                  format),
              0.0);
    EXPECT_FALSE(std::signbit(reference::evaluate(
        Function::Softplus, {-kInfinity}, {1.0, 20.0}, format)));
    EXPECT_TRUE(std::signbit(reference::evaluate(
        Function::Softplus, {kInfinity}, {-1.0, 20.0}, format)));
    EXPECT_EQ(reference::evaluate(Function::Softplus, {-kInfinity},
                                  {-1.0, 20.0}, format),
              -kInfinity);
    EXPECT_TRUE(std::isnan(reference::evaluate(
        Function::SoftplusGrad, {1.0, std::nan("")}, {1.0, 20.0}, format)));
    EXPECT_EQ(reference::evaluate(Function::SoftplusGrad, {-2.0, kInfinity},
                                  {1.0, 20.0}, format),
              -2.0);
  }
}

// The threshold is strict, and compared with the rounded product.
TEST(Reference, Threshold) {
  EXPECT_GT(reference::evaluate(Function::Softplus, {20.0}, {1.0, 20.0},
                                reference::kF64),
            20.0);
  double above = std::nextafter(20.0, 21.0);
  EXPECT_EQ(reference::evaluate(Function::Softplus, {above}, {1.0, 20.0},
                                reference::kF64),
            above);
  EXPECT_EQ(reference::evaluate(Function::Softplus, {-0.5}, {1.0, -1.0},
                                reference::kF32),
            -0.5);
}

TEST(Reference, Errors) {
  double y = reference::evaluate(Function::Softplus, {1.0}, {1.0, 20.0},
                                 reference::kF32);
  EXPECT_LE(reference::getError(Function::Softplus, y, {1.0}, {1.0, 20.0},
                                reference::kF32),
            0.5);
  double next = std::nextafterf(y, 2.0f);
  EXPECT_GT(reference::getError(Function::Softplus, next, {1.0}, {1.0, 20.0},
                                reference::kF32),
            0.5);
  // One ulp among subnormals is the smallest subnormal.
  EXPECT_NEAR(reference::getError(Function::Softplus, 0x1p-149, {-kInfinity},
                                  {1.0, 20.0}, reference::kF32),
              1.0, 1e-9);
  EXPECT_EQ(reference::getError(Function::Softplus, 0.0, {std::nan("")},
                                {1.0, 20.0}, reference::kF32),
            kInfinity);
  EXPECT_EQ(reference::getError(Function::Softplus, kInfinity, {1.0},
                                {1.0, 20.0}, reference::kF32),
            kInfinity);
}

} // namespace
