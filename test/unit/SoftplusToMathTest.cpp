//===- SoftplusToMathTest.cpp - Errors of the expansion in math -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Measures the expansions against GNU MPFR, with the exponentials and
// logarithms of the C library.
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "JIT.h"
#include "Softplus/ExecutionEngine/Reference.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>
#include <gtest/gtest.h>
#include <random>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Function;

constexpr int64_t kCount = 10000;

/// Upstream's lowering. x86's conversion to bf16 flushes subnormal numbers, so
/// that it is expanded.
constexpr const char *kUpstream =
    "func.func(convert-linalg-to-loops),arith-expand{include-bf16=true},"
    "convert-scf-to-cf,expand-strided-metadata,convert-to-llvm,"
    "reconcile-unrealized-casts";

namespace {

struct Expansion {
  const char *name;
  const char *passes;
  const char *flags;
};

const Expansion kExpansions[] = {
    {"Expand", "convert-softplus-to-math", "none"},
    {"ExpandFast", "convert-softplus-to-math", "fast"},
    {"Op", "convert-softplus-to-math{log1p=op},convert-math-to-libm", "none"}};

class SoftplusToMath
    : public testing::TestWithParam<std::tuple<ElementType, Expansion>> {};

} // namespace

/// Returns elements whose beta x is in the body, in the tail and around where
/// 1 + exp(beta x) rounds to 1.
static std::vector<uint64_t> sampleOperands(const ElementType &type,
                                            double beta) {
  bool isDouble = type.bytes == 8;
  double end = isDouble ? 750.0 : 110.0, edge = isDouble ? -36.7 : -16.6;
  std::mt19937_64 generator(11);
  std::uniform_real_distribution<double> unit(-1.0, 1.0);
  std::vector<uint64_t> samples;
  while (samples.size() < kCount)
    for (double z : {unit(generator), 20.0 * unit(generator),
                     edge + unit(generator), -end * std::fabs(unit(generator))})
      samples.push_back(type.encode(z / beta));
  return samples;
}

/// The error that an expansion may have: `steps` by its operations, exp and
/// log. A beta that is no power of two adds |beta x| for the product in one
/// rounding and 1 for the division. The halves hide all of that.
static double getBound(const ElementType &type, double beta, double x,
                       double steps) {
  if (type.isHalf())
    return 0.51;
  int exponent;
  return std::frexp(beta, &exponent) == 0.5 ? steps
                                            : steps + 1.0 + std::fabs(beta * x);
}

TEST_P(SoftplusToMath, Errors) {
  auto [type, expansion] = GetParam();
  for (double beta : {1.0, 0.7, 2.0, 1e-3, -1.7, 1e-30}) {
    CompiledModule module(
        llvm::formatv(R"mlir(
          func.func @softplus(%x: memref<?x{0}>, %y: memref<?x{0}>)
              attributes {{llvm.emit_c_interface} {{
            linalg.map {{ softplus.softplus {{beta = {1:E16} : f64,
                fastmath = #arith.fastmath<{2}>} }
                ins(%x : memref<?x{0}>) outs(%y : memref<?x{0}>)
            return
          }
          func.func @softplus_grad(%dy: memref<?x{0}>, %x: memref<?x{0}>,
                                   %dx: memref<?x{0}>)
              attributes {{llvm.emit_c_interface} {{
            linalg.map {{ softplus.softplus_grad {{beta = {1:E16} : f64,
                fastmath = #arith.fastmath<{2}>} }
                ins(%dy, %x : memref<?x{0}>, memref<?x{0}>)
                outs(%dx : memref<?x{0}>)
            return
          })mlir",
                      type.name, beta, expansion.flags)
            .str(),
        llvm::formatv("{0},{1}", expansion.passes, kUpstream).str(),
        /*optimizes=*/true);
    // A large dy brings an exponential that has underflowed back into range.
    uint64_t gradient = type.encode(type.isHalf() ? 1e4 : 1e30);
    std::vector<uint64_t> samples = sampleOperands(type, beta);
    Buffer dy(type, kCount), x(type, kCount), y(type, kCount), dx(type, kCount);
    for (int64_t i = 0; i < kCount; ++i) {
      x.setBits(i, samples[i]);
      dy.setBits(i, gradient);
    }
    MemRefDescriptor dyMemRef = makeMemRef(dy.data(), 0, {kCount}, {1});
    MemRefDescriptor xMemRef = makeMemRef(x.data(), 0, {kCount}, {1});
    MemRefDescriptor yMemRef = makeMemRef(y.data(), 0, {kCount}, {1});
    MemRefDescriptor dxMemRef = makeMemRef(dx.data(), 0, {kCount}, {1});
    module.call("softplus", {&xMemRef, &yMemRef});
    module.call("softplus_grad", {&dyMemRef, &xMemRef, &dxMemRef});

    reference::Parameters parameters{beta, 20.0};
    for (int64_t i = 0; i < kCount; ++i) {
      double at = x.get(i);
      EXPECT_LE(reference::getError(Function::Softplus, y.get(i), {at},
                                    parameters, type.format),
                getBound(type, beta, at, 2.0))
          << "softplus(" << at << ") at beta " << beta << " is " << y.get(i);
      EXPECT_LE(reference::getError(Function::SoftplusGrad, dx.get(i),
                                    {dy.get(i), at}, parameters, type.format),
                getBound(type, beta, at, 5.5))
          << "softplus_grad(" << dy.get(i) << ", " << at << ") at beta " << beta
          << " is " << dx.get(i);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllTypes, SoftplusToMath,
                         testing::Combine(testing::ValuesIn(kElementTypes),
                                          testing::ValuesIn(kExpansions)),
                         [](const auto &info) {
                           return std::get<1>(info.param).name +
                                  std::string("_") +
                                  std::get<0>(info.param).name;
                         });
