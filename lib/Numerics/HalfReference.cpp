//===- HalfReference.cpp - Correctly rounded results of halves ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The kernel in f64 decides unless its result is too close to the middle of two
// halves; for the few that are, arithmetic of 113 bits does.
//
//===----------------------------------------------------------------------===//

#include "HalfReference.h"
#include "HostVectors.h"
#include "Softplus/Numerics/APFloatBuilder.h"
#include "Softplus/Numerics/ExtendedKernels.h"
#include "Softplus/Numerics/NativeBuilder.h"
#include <algorithm>

using namespace mlir::softplus::numerics;
using llvm::APFloat;

//===----------------------------------------------------------------------===//
// All inputs
//===----------------------------------------------------------------------===//

/// Returns all finite numbers, in increasing order.
static std::vector<float> makeAllHalves(bool isBF16) {
  uint32_t infinity = isBF16 ? 0x7f80 : 0x7c00;
  auto decode = [&](uint32_t encoding) {
    return isBF16 ? llvm::bit_cast<float>(encoding << 16)
                  : llvm::bit_cast<float>(encoding << 13) * 0x1p112f;
  };
  std::vector<float> all;
  for (uint32_t encoding = infinity - 1; encoding > 0; --encoding)
    all.push_back(-decode(encoding));
  for (uint32_t encoding = 0; encoding < infinity; ++encoding)
    all.push_back(decode(encoding));
  return all;
}

static llvm::ArrayRef<float> getAllHalves(bool isBF16) {
  static const std::vector<float> f16 = makeAllHalves(/*isBF16=*/false),
                                  bf16 = makeAllHalves(/*isBF16=*/true);
  return isBF16 ? bf16 : f16;
}

//===----------------------------------------------------------------------===//
// The exact formula
//===----------------------------------------------------------------------===//

namespace {

using Quad = FloatExpr<APFloatBuilder>;

} // namespace

/// Returns ln 2, of which f64 has the first bits.
static Quad getLn2(const Quad &like) {
  return like.constant(0x1.62e42fefa39efp-1) +
         (like.constant(0x1.abc9e3b39803fp-56) +
          like.constant(0x1.7b57a079a1934p-111));
}

/// Returns e^-t for 0 <= t <= 2^14; relative error below 2^-95.
static Quad expOfMinus(const Quad &t) {
  Quad ln2 = getLn2(t);
  APFloat rounded = (t / ln2).value;
  rounded.roundToIntegral(APFloat::rmNearestTiesToEven);
  Quad n{t.builder, rounded};
  Quad r = fma(n, ln2, -t);
  // 0.35^25 / 25! < 2^-120.
  Quad sum = r.constant(1.0);
  for (int i = 25; i > 0; --i)
    sum = fma(r * sum, 1.0 / r.constant(i), 1.0);
  sum.value = scalbn(sum.value, -static_cast<int>(rounded.convertToDouble()),
                     APFloat::rmNearestTiesToEven);
  return sum;
}

/// Returns ln(1 + u) for 0 <= u <= 1; relative error below 2^-100.
static Quad log1p(const Quad &u) {
  // 2 atanh(s), s <= 1/3; s^70 < 2^-110.
  Quad s = u / (u + 2.0);
  Quad square = s * s;
  Quad sum = s.constant(0.0);
  for (int i = 71; i > 0; i -= 2)
    sum = fma(sum, square, 1.0 / s.constant(i));
  return s * 2.0 * sum;
}

/// Returns the result rounded to f16 or bf16, as an encoding in f32.
static uint32_t evaluateExactly(Function function, float x,
                                const Float32Parameters &p, bool isBF16) {
  APFloatBuilder builder;
  APFloat operand = builder.convert(APFloat(x), APFloat::IEEEquad());
  Quad wide{&builder, operand};
  Quad u = expOfMinus(abs(wide * p.beta));
  Quad result =
      function == Function::Softplus
          ? select(wide < 0.0, 0.0, wide) + log1p(u) / wide.constant(p.beta)
          : select(wide < 0.0, u, 1.0) / (u + 1.0);
  APFloat rounded = builder.convert(result.value, isBF16 ? APFloat::BFloat()
                                                         : APFloat::IEEEhalf());
  return llvm::bit_cast<uint32_t>(
      builder.convert(rounded, APFloat::IEEEsingle()).convertToFloat());
}

//===----------------------------------------------------------------------===//
// All results
//===----------------------------------------------------------------------===//

/// Rounds a positive f32 as if it were exact.
[[gnu::always_inline]] static inline uint32_t roundToHalf(float x,
                                                          bool isBF16) {
  auto bits = llvm::bit_cast<uint32_t>(x);
  uint32_t upper = (bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000;
  return isBF16 ? upper : roundPositiveToF16(x);
}

/// Returns the result in f64; relative error below 2^-30.
[[gnu::always_inline]] static inline double
evaluateInFloat64(Function function, float x, const Float32Parameters &p) {
  using Builder = NativeBuilder<double>;
  constexpr auto kTarget = extended::Target::Half;
  Builder builder;
  FloatExpr<Builder> wide{&builder, x};
  // In parts, so that compilers inline and vectorize them.
  FloatExpr<Builder> u = extended::exp(-abs(wide * p.beta), kTarget);
  if (function == Function::Sigmoid)
    return (select(wide < 0.0, u, 1.0) / (u + 1.0)).value;
  return extended::addLog1p(u, select(wide < 0.0, 0.0, wide), p, kTarget).value;
}

namespace {

/// Bounds of results, rounded.
struct Brackets {
  explicit Brackets(size_t size) : low(size), high(size) {}

  std::vector<uint32_t> low, high;
};

} // namespace

/// Returns those of all numbers close to `values`.
static Brackets bracketAll(const std::vector<double> &values,
                           double relativeError, bool isBF16) {
  // That of rounding to a subnormal f32.
  constexpr double kAbsoluteError = 0x1p-148;
  Brackets brackets(values.size());
  callForHost([=, size = values.size(), y = values.data(),
               low = brackets.low.data(),
               high = brackets.high.data()]() __attribute__((always_inline)) {
    for (size_t i = 0; i < size; ++i) {
      double slack = y[i] * relativeError + kAbsoluteError;
      double least = y[i] > slack ? y[i] - slack : 0.0;
      low[i] = roundToHalf(static_cast<float>(least), isBF16);
      high[i] = roundToHalf(static_cast<float>(y[i] + slack), isBF16);
    }
  });
  return brackets;
}

HalfReference::HalfReference(Function function, const Float32Parameters &given,
                             bool isBF16)
    : inputs(getAllHalves(isBF16)) {
  size_t size = inputs.size();
  std::vector<double> values(size);
  callForHost([=, p = given, x = inputs.data(), y = values.data()]()
                  __attribute__((always_inline)) {
                    for (size_t i = 0; i < size; ++i)
                      y[i] = evaluateInFloat64(function, x[i], p);
                  });
  // With the rounding to f32.
  Brackets narrow = bracketAll(values, 0x1p-23, isBF16),
           wide = bracketAll(values, 0x1p-19, isBF16);

  results = narrow.low;
  for (size_t begin = 0, end; begin < size; begin = end) {
    // All with the same two halves to decide between. The results increase.
    uint32_t low = narrow.low[begin], high = narrow.high[begin];
    end = begin + 1;
    if (low == high)
      continue;
    while (end < size && narrow.low[end] == low && narrow.high[end] == high)
      ++end;
    const float *firstHigh = std::partition_point(
        &inputs[begin], &inputs[begin] + (end - begin), [&](float x) {
          return evaluateExactly(function, x, given, isBF16) == low;
        });
    std::fill(results.begin() + (firstHigh - inputs.begin()),
              results.begin() + end, high);
  }

  // Close to 0 many inputs in a row have almost the same result, and are
  // misrounded together: a few stand for the rest.
  constexpr size_t kRun = 64;
  size_t position = 0;
  for (size_t i = 0; i < size; ++i) {
    bool isHard = wide.low[i] != wide.high[i];
    position = isHard ? position + 1 : 0;
    if (isHard && (position < kRun || position % kRun == 0)) {
      hardInputs.push_back(inputs[i]);
      hardResults.push_back(results[i]);
    }
  }
}
