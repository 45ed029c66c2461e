//===- CompiledCodeTest.cpp - The CPU pipeline against GNU MPFR -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Runs the machine code that the pipeline makes, on every element type, and
// compares it with the reference.
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "JIT.h"
#include "Softplus/Numerics/Evaluator.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Accuracy;
using numerics::Function;
using reference::Parameters;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The largest error that the faithful kernel of `function` may have, in ulp.
static double getBound(Function function, const ElementType &type,
                       double beta) {
  return numerics::Kernel(function, type.semantics, beta, /*threshold=*/20.0,
                          Accuracy::Faithful)
      .getInfo()
      .bound;
}

/// Elements that cover special values, thresholds, all scales and random bits.
static std::vector<uint64_t> sampleElements(const ElementType &type,
                                            size_t count, double scale) {
  std::vector<uint64_t> samples;
  for (double value :
       {0.0,     -0.0,    kInfinity, -kInfinity, std::nan(""), 1.0,      -1.0,
        20.0,    20.25,   -20.0,     1e-3,       -1e-3,        88.0,     -88.0,
        -104.0,  710.0,   -710.0,    -745.0,     65504.0,      -65504.0, 3.0e38,
        -3.0e38, 1.0e-40, -1.0e-40,  1.7e308,    -1.7e308})
    samples.push_back(type.encode(value / scale));
  std::mt19937_64 generator(17);
  std::uniform_real_distribution<double> near(-25.0, 25.0), far(-800.0, 800.0);
  while (samples.size() < count) {
    samples.push_back(type.encode(near(generator) / scale));
    samples.push_back(type.encode(far(generator) / scale));
    uint64_t mask =
        type.bytes == 8 ? ~uint64_t(0) : (uint64_t(1) << (8 * type.bytes)) - 1;
    samples.push_back(generator() & mask);
  }
  samples.resize(count);
  return samples;
}

static void expectSoftplus(const ElementType &type, double y, double x,
                           Parameters parameters) {
  EXPECT_LE(
      reference::getError(Function::Softplus, y, {x}, parameters, type.format),
      getBound(Function::Softplus, type, parameters.beta))
      << type.name << " softplus(" << x << ") at beta " << parameters.beta
      << ", threshold " << parameters.threshold << " is " << y << " and not "
      << reference::evaluate(Function::Softplus, {x}, parameters, type.format);
  if (y == 0.0) {
    EXPECT_EQ(std::signbit(y),
              std::signbit(reference::evaluate(Function::Softplus, {x},
                                               parameters, type.format)))
        << "at x = " << x;
  }
}

static std::string literal(double value) {
  return llvm::formatv("{0:x+16}",
                       llvm::APFloat(value).bitcastToAPInt().getZExtValue())
      .str();
}

namespace {

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

class CompiledShape : public testing::TestWithParam<ElementType> {};

TEST_P(CompiledShape, DynamicLengths) {
  const ElementType &type = GetParam();
  CompiledModule module(llvm::formatv(R"mlir(
    func.func @f(%in: memref<?x{0}>, %out: memref<?x{0}>)
        attributes {{llvm.emit_c_interface} {{
      linalg.map {{ softplus.softplus } ins(%in : memref<?x{0}>)
                                       outs(%out : memref<?x{0}>)
      return
    })mlir",
                                      type.name)
                            .str());
  std::vector<uint64_t> samples = sampleElements(type, 131, 1.0);
  for (int64_t length = 0; length <= 130; ++length) {
    Buffer in(type, length + 1), out(type, length + 16);
    for (int64_t i = 0; i < length; ++i)
      in.setBits(i, samples[(i + length) % samples.size()]);
    MemRefDescriptor inMemRef = makeMemRef(in.data(), 0, {length}, {1});
    MemRefDescriptor outMemRef = makeMemRef(out.data(), 0, {length}, {1});
    module.call("f", {&inMemRef, &outMemRef});
    for (int64_t i = 0; i < length; ++i)
      expectSoftplus(type, out.get(i), in.get(i), {1.0, 20.0});
    for (int64_t i = length; i < length + 16; ++i)
      EXPECT_TRUE(out.isUntouched(i)) << "length " << length << ", " << i;
  }
}

TEST_P(CompiledShape, StridesAndOffsets) {
  const ElementType &type = GetParam();
  CompiledModule module(llvm::formatv(R"mlir(
    #id = affine_map<(d0, d1) -> (d0, d1)>
    func.func @f(%in: memref<?x?x{0}, strided<[?, ?], offset: ?>>,
                 %out: memref<?x?x{0}, strided<[?, ?], offset: ?>>)
        attributes {{llvm.emit_c_interface} {{
      linalg.generic {{indexing_maps = [#id, #id],
                      iterator_types = ["parallel", "parallel"]}
          ins(%in : memref<?x?x{0}, strided<[?, ?], offset: ?>>)
          outs(%out : memref<?x?x{0}, strided<[?, ?], offset: ?>>) {{
      ^bb0(%x: {0}, %unused: {0}):
        %y = softplus.softplus %x : {0}
        linalg.yield %y : {0}
      }
      return
    })mlir",
                                      type.name)
                            .str());
  constexpr int64_t kRows = 3, kColumns = 37;
  std::vector<uint64_t> samples = sampleElements(type, kRows * kColumns, 1.0);
  struct {
    int64_t rowStride, columnStride, offset;
  } layouts[] = {{40, 1, 5}, {80, 2, 1}, {1, 3, 0}, {-40, -1, 120}};
  for (auto [rowStride, columnStride, offset] : layouts) {
    Buffer in(type, 300), out(type, 300);
    std::vector<bool> isOutput(300, false);
    for (int64_t i = 0; i < kRows * kColumns; ++i) {
      int64_t at =
          offset + i / kColumns * rowStride + i % kColumns * columnStride;
      in.setBits(at, samples[i]);
      isOutput[at] = true;
    }
    MemRefDescriptor inMemRef = makeMemRef(in.data(), offset, {kRows, kColumns},
                                           {rowStride, columnStride});
    MemRefDescriptor outMemRef = makeMemRef(
        out.data(), offset, {kRows, kColumns}, {rowStride, columnStride});
    module.call("f", {&inMemRef, &outMemRef});
    for (int64_t i = 0; i < 300; ++i) {
      if (isOutput[i])
        expectSoftplus(type, out.get(i), in.get(i), {1.0, 20.0});
      else
        EXPECT_TRUE(out.isUntouched(i)) << i;
    }
  }
}

TEST_P(CompiledShape, TensorRanks) {
  const ElementType &type = GetParam();
  std::vector<uint64_t> samples = sampleElements(type, 2000, 1.0);
  for (std::vector<int64_t> sizes :
       std::vector<std::vector<int64_t>>{{},
                                         {0},
                                         {1},
                                         {17},
                                         {16},
                                         {2, 3},
                                         {5, 0},
                                         {3, 16},
                                         {1, 35},
                                         {2, 3, 5},
                                         {7, 1, 33},
                                         {1, 1, 1}}) {
    for (bool isDynamic : {false, true}) {
      std::string shape;
      int64_t count = 1;
      for (int64_t size : sizes) {
        shape += isDynamic ? "?x" : std::to_string(size) + "x";
        count *= size;
      }
      CompiledModule module(llvm::formatv(R"mlir(
        func.func @f(%in: memref<{0}{1}>, %out: memref<{0}{1}>)
            attributes {{llvm.emit_c_interface} {{
          %x = bufferization.to_tensor %in restrict
              : memref<{0}{1}> to tensor<{0}{1}>
          %y = softplus.softplus %x : tensor<{0}{1}>
          bufferization.materialize_in_destination %y in restrict writable %out
              : (tensor<{0}{1}>, memref<{0}{1}>) -> ()
          return
        })mlir",
                                          shape, type.name)
                                .str());
      std::vector<int64_t> strides(sizes.size(), 1);
      for (size_t d = sizes.size(); d > 1; --d)
        strides[d - 2] = strides[d - 1] * sizes[d - 1];
      Buffer in(type, count + 1), out(type, count + 16);
      for (int64_t i = 0; i < count; ++i)
        in.setBits(i, samples[i]);
      MemRefDescriptor inMemRef = makeMemRef(in.data(), 0, sizes, strides);
      MemRefDescriptor outMemRef = makeMemRef(out.data(), 0, sizes, strides);
      module.call("f", {&inMemRef, &outMemRef});
      for (int64_t i = 0; i < count; ++i)
        expectSoftplus(type, out.get(i), in.get(i), {1.0, 20.0});
      for (int64_t i = count; i < count + 16; ++i)
        EXPECT_TRUE(out.isUntouched(i)) << shape << type.name << " " << i;
    }
  }
}

//===----------------------------------------------------------------------===//
// Beta and threshold
//===----------------------------------------------------------------------===//

class CompiledParameters : public testing::TestWithParam<ElementType> {};

TEST_P(CompiledParameters, Softplus) {
  const ElementType &type = GetParam();
  std::vector<double> betas{1.0,  0.1,    0.5,   0.7,     2.0,  3.3,
                            10.0, 1e-3,   1e4,   -1.0,    -1.7, 1e-30,
                            1e30, 3.4e38, 1e-38, 1.4e-45, -0.01};
  if (type.bytes == 8)
    for (double beta : {1e-300, 1e300, 4.9e-324, -4e-309})
      betas.push_back(beta);
  std::vector<double> thresholds{20.0, kInfinity, 3.0, 0.0, -2.0, -kInfinity};
  constexpr int64_t kCount = 600;

  for (double beta : betas) {
    std::string source;
    for (auto [index, threshold] : llvm::enumerate(thresholds))
      source +=
          llvm::formatv(R"mlir(
        func.func @f{1}(%in: memref<?x{0}>, %out: memref<?x{0}>)
            attributes {{llvm.emit_c_interface} {{
          linalg.map {{ softplus.softplus {{beta = {2} : f64,
                                          threshold = {3} : f64} }
              ins(%in : memref<?x{0}>) outs(%out : memref<?x{0}>)
          return
        })mlir",
                        type.name, index, literal(beta), literal(threshold))
              .str();
    CompiledModule module(source);
    std::vector<uint64_t> samples = sampleElements(type, kCount, beta);
    Buffer in(type, kCount), out(type, kCount);
    for (int64_t i = 0; i < kCount; ++i)
      in.setBits(i, samples[i]);
    MemRefDescriptor inMemRef = makeMemRef(in.data(), 0, {kCount}, {1});
    MemRefDescriptor outMemRef = makeMemRef(out.data(), 0, {kCount}, {1});
    for (auto [index, threshold] : llvm::enumerate(thresholds)) {
      module.call("f" + std::to_string(index), {&inMemRef, &outMemRef});
      for (int64_t i = 0; i < kCount; ++i)
        expectSoftplus(type, out.get(i), in.get(i), {beta, threshold});
    }
  }
}

TEST_P(CompiledParameters, SoftplusGrad) {
  const ElementType &type = GetParam();
  constexpr int64_t kCount = 600;
  for (double beta : {1.0, 0.7, -1.7, 1e-30, 1e30}) {
    for (double threshold : {20.0, kInfinity, 0.5}) {
      CompiledModule module(llvm::formatv(R"mlir(
        func.func @f(%dy: memref<?x{0}>, %x: memref<?x{0}>,
                     %dx: memref<?x{0}>) attributes {{llvm.emit_c_interface} {{
          linalg.map {{ softplus.softplus_grad {{beta = {1} : f64,
                                               threshold = {2} : f64} }
              ins(%dy, %x : memref<?x{0}>, memref<?x{0}>)
              outs(%dx : memref<?x{0}>)
          return
        })mlir",
                                          type.name, literal(beta),
                                          literal(threshold))
                                .str());
      std::vector<uint64_t> samples = sampleElements(type, kCount, beta);
      std::vector<uint64_t> gradients = sampleElements(type, kCount, 1.0);
      Buffer dy(type, kCount), x(type, kCount), dx(type, kCount);
      for (int64_t i = 0; i < kCount; ++i) {
        x.setBits(i, samples[i]);
        dy.setBits(i, gradients[(i * 7 + 3) % kCount]);
      }
      MemRefDescriptor dyMemRef = makeMemRef(dy.data(), 0, {kCount}, {1});
      MemRefDescriptor xMemRef = makeMemRef(x.data(), 0, {kCount}, {1});
      MemRefDescriptor dxMemRef = makeMemRef(dx.data(), 0, {kCount}, {1});
      module.call("f", {&dyMemRef, &xMemRef, &dxMemRef});
      Parameters parameters{beta, threshold};
      for (int64_t i = 0; i < kCount; ++i)
        EXPECT_LE(reference::getError(Function::SoftplusGrad, dx.get(i),
                                      {dy.get(i), x.get(i)}, parameters,
                                      type.format),
                  getBound(Function::SoftplusGrad, type, beta))
            << type.name << " softplus_grad(" << dy.get(i) << ", " << x.get(i)
            << ") at beta " << beta << ", threshold " << threshold << " is "
            << dx.get(i) << " and not "
            << reference::evaluate(Function::SoftplusGrad,
                                   {dy.get(i), x.get(i)}, parameters,
                                   type.format);
    }
  }
}

// The bits are those of the constant folder, for every vector size.
TEST_P(CompiledParameters, SameBitsAsFolded) {
  const ElementType &type = GetParam();
  constexpr int64_t kCount = 2000;
  std::vector<uint64_t> samples = sampleElements(type, kCount, 1.0);
  struct Options {
    int vectorSize;
    const char *accuracyName;
    Accuracy accuracy;
  };
  for (double beta : {1.0, 0.7, -1.7}) {
    for (const Options &options : {Options{1, "faithful", Accuracy::Faithful},
                                   Options{4, "faithful", Accuracy::Faithful},
                                   Options{16, "faithful", Accuracy::Faithful},
                                   Options{64, "faithful", Accuracy::Faithful},
                                   Options{16, "fast", Accuracy::Fast},
                                   Options{8, "correct", Accuracy::Correct}}) {
      numerics::Evaluator softplus(Function::Softplus, type.semantics, beta,
                                   20.0, options.accuracy);
      numerics::Evaluator grad(Function::SoftplusGrad, type.semantics, beta,
                               20.0, options.accuracy);
      CompiledModule module(
          llvm::formatv(R"mlir(
            func.func @f(%in: memref<?x{0}>, %y: memref<?x{0}>,
                         %dx: memref<?x{0}>)
                attributes {{llvm.emit_c_interface} {{
              linalg.map {{ softplus.softplus {{beta = {1} : f64} }
                  ins(%in : memref<?x{0}>) outs(%y : memref<?x{0}>)
              linalg.map {{ softplus.softplus_grad {{beta = {1} : f64} }
                  ins(%y, %in : memref<?x{0}>, memref<?x{0}>)
                  outs(%dx : memref<?x{0}>)
              return
            })mlir",
                        type.name, literal(beta))
              .str(),
          llvm::formatv(
              "softplus-to-cpu-pipeline{{vector-size={0} accuracy={1}}",
              options.vectorSize, options.accuracyName)
              .str());
      Buffer in(type, kCount), y(type, kCount), dx(type, kCount);
      for (int64_t i = 0; i < kCount; ++i)
        in.setBits(i, samples[i]);
      MemRefDescriptor inMemRef = makeMemRef(in.data(), 0, {kCount}, {1});
      MemRefDescriptor yMemRef = makeMemRef(y.data(), 0, {kCount}, {1});
      MemRefDescriptor dxMemRef = makeMemRef(dx.data(), 0, {kCount}, {1});
      module.call("f", {&inMemRef, &yMemRef, &dxMemRef});

      auto getElement = [&](const Buffer &buffer, int64_t index) {
        return llvm::APFloat(
            type.semantics, llvm::APInt(8 * type.bytes, buffer.getBits(index)));
      };
      auto expectSame = [&](const Buffer &buffer, int64_t index,
                            const llvm::APFloat &folded) {
        llvm::APFloat element = getElement(buffer, index);
        EXPECT_TRUE((element.isNaN() && folded.isNaN()) ||
                    element.bitwiseIsEqual(folded))
            << type.name << " at x = " << in.get(index) << ", beta = " << beta
            << ", vector-size = " << options.vectorSize
            << ", accuracy = " << options.accuracyName;
      };
      for (int64_t i = 0; i < kCount; ++i) {
        llvm::APFloat x = getElement(in, i);
        expectSame(y, i, softplus.evaluate(x));
        expectSame(dx, i, grad.evaluate({getElement(y, i), x}));
      }
    }
  }
}

} // namespace

static std::string getName(const testing::TestParamInfo<ElementType> &info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(AllTypes, CompiledShape,
                         testing::ValuesIn(kElementTypes), getName);

INSTANTIATE_TEST_SUITE_P(AllTypes, CompiledParameters,
                         testing::ValuesIn(kElementTypes), getName);
