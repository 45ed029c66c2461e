//===- SoftplusToLLVMTest.cpp - Bits of the direct lowering ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "JIT.h"
#include "Softplus/Numerics/Evaluator.h"
#include "llvm/Support/FormatVariadic.h"
#include <gtest/gtest.h>
#include <random>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Accuracy;

namespace {

constexpr int64_t kCount = 64;
constexpr const char *kToLLVM =
    "func.func(convert-vector-to-scf),convert-scf-to-cf,convert-to-llvm,"
    "reconcile-unrealized-casts";

class SoftplusToLLVM : public testing::TestWithParam<ElementType> {
protected:
  /// Expects the bits of the constant folder in `accuracy` of code that
  /// `pipeline` makes.
  void expectFoldedBits(StringRef pipeline, Accuracy accuracy) {
    const ElementType &type = GetParam();
    for (const char *beta : {"1.0", "0.7"}) {
      CompiledModule module(llvm::formatv(R"mlir(
            func.func @f(%in: memref<{1}x{0}>, %y: memref<{1}x{0}>,
                         %dx: memref<{1}x{0}>)
                attributes {{llvm.emit_c_interface} {{
              %zero = arith.constant 0 : index
              %x = vector.load %in[%zero] : memref<{1}x{0}>, vector<{1}x{0}>
              %v = softplus.softplus %x beta {2} : vector<{1}x{0}>
              %g = softplus.softplus_grad %v, %x beta {2} : vector<{1}x{0}>
              vector.store %v, %y[%zero] : memref<{1}x{0}>, vector<{1}x{0}>
              vector.store %g, %dx[%zero] : memref<{1}x{0}>, vector<{1}x{0}>
              return
            })mlir",
                                          type.name, kCount, beta)
                                .str(),
                            pipeline);
      Buffer in(type, kCount), y(type, kCount), dx(type, kCount);
      std::mt19937_64 generator(5);
      std::normal_distribution<double> normal(0.0, 10.0);
      for (int64_t i = 0; i < kCount; ++i)
        in.setBits(i, type.encode(normal(generator)));
      MemRefDescriptor inMemRef = makeMemRef(in.data(), 0, {kCount}, {1});
      MemRefDescriptor yMemRef = makeMemRef(y.data(), 0, {kCount}, {1});
      MemRefDescriptor dxMemRef = makeMemRef(dx.data(), 0, {kCount}, {1});
      module.call("f", {&inMemRef, &yMemRef, &dxMemRef});

      numerics::Evaluator softplus(numerics::Function::Softplus, type.semantics,
                                   std::stod(beta), 20.0, accuracy);
      numerics::Evaluator grad(numerics::Function::SoftplusGrad, type.semantics,
                               std::stod(beta), 20.0, accuracy);
      auto decode = [&](const Buffer &buffer, int64_t i) {
        return llvm::APFloat(type.semantics,
                             llvm::APInt(8 * type.bytes, buffer.getBits(i)));
      };
      for (int64_t i = 0; i < kCount; ++i) {
        llvm::APFloat x = decode(in, i);
        EXPECT_TRUE(decode(y, i).bitwiseIsEqual(softplus.evaluate(x)))
            << "at x = " << x.convertToDouble() << ", beta = " << beta;
        EXPECT_TRUE(
            decode(dx, i).bitwiseIsEqual(grad.evaluate({decode(y, i), x})))
            << "at x = " << x.convertToDouble() << ", beta = " << beta;
      }
    }
  }
};

TEST_P(SoftplusToLLVM, PassHasFoldedBits) {
  auto getPipeline = [](StringRef accuracy) {
    return llvm::formatv("convert-softplus-to-llvm{{accuracy={0}},{1}",
                         accuracy, kToLLVM)
        .str();
  };
  expectFoldedBits(getPipeline("fast"), Accuracy::Fast);
  expectFoldedBits(getPipeline("faithful"), Accuracy::Faithful);
  expectFoldedBits(getPipeline("correct"), Accuracy::Correct);
}

TEST_P(SoftplusToLLVM, InterfaceHasFoldedBits) {
  expectFoldedBits(kToLLVM, Accuracy::Faithful);
}

INSTANTIATE_TEST_SUITE_P(AllTypes, SoftplusToLLVM,
                         testing::ValuesIn(kElementTypes),
                         [](const testing::TestParamInfo<ElementType> &info) {
                           return std::string(info.param.name);
                         });

} // namespace
