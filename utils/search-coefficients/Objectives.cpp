//===- Objectives.cpp - What a search for coefficients lowers -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Objectives.h"
#include "Softplus/Numerics/BFloat16Kernel.h"
#include "Softplus/Numerics/ExtendedKernels.h"
#include "Softplus/Numerics/Float32Kernels.h"
#include "Softplus/Numerics/NativeBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

using namespace mlir::softplus::numerics;
using llvm::ArrayRef;

namespace {

using FloatBuilder = NativeBuilder<float>;

using DoubleBuilder = NativeBuilder<double>;

/// Beta 1 without a threshold.
constexpr Float32Parameters kParameters{1.0, 1.0,
                                        std::numeric_limits<double>::infinity(),
                                        /*showsThreshold=*/false};

} // namespace

/// Returns softplus as the kernel that rounds to f32 correctly has it before
/// that rounding. Its polynomials err by less than 2^-56 and its few roundings
/// by 2^-53 each, so errors are right to 2^-22 ulp of f32.
static double getExact(double x) {
  DoubleBuilder builder;
  return extended::softplus(FloatExpr<DoubleBuilder>{&builder, x}, kParameters,
                            extended::Target::CorrectFloat32)
      .value;
}

/// Returns |y - exact| in ulp of f32 at `exact`, a positive number.
static float getError(float y, double exact) {
  constexpr int64_t kBias = 1023, kMinExponent = -126, kFractionBits = 23;
  int64_t exponent =
      std::max(llvm::bit_cast<int64_t>(exact) >> 52, kBias + kMinExponent);
  auto inverseUlp =
      llvm::bit_cast<double>((2 * kBias + kFractionBits - exponent) << 52);
  return static_cast<float>(std::fabs((y - exact) * inverseUlp));
}

/// Returns the elements of all arrays, in order.
template <typename... Arrays>
static std::vector<double> join(const Arrays &...arrays) {
  std::vector<double> all;
  (all.insert(all.end(), std::begin(arrays), std::end(arrays)), ...);
  return all;
}

/// Undoes `join`.
template <typename... Arrays>
static void split(ArrayRef<double> all, Arrays &...arrays) {
  auto take = [&](auto &array) {
    size_t size = std::size(array);
    std::copy_n(all.begin(), size, std::begin(array));
    all = all.drop_front(size);
  };
  (take(arrays), ...);
}

//===----------------------------------------------------------------------===//
// The largest error of a kernel for f32
//===----------------------------------------------------------------------===//

/// So many inputs are evaluated at once.
constexpr size_t kBlock = 4096;

namespace {

using Block = std::array<float, kBlock>;

/// Writes the results of a kernel for the inputs `x` to `y`.
using EvaluateBlock = void (*)(ArrayRef<double> coefficients, const Block &x,
                               Block &y);

/// The magnitudes of the inputs of either sign, ends included. Beyond, the
/// results are constant or x.
struct Magnitudes {
  float first, lastNegative, lastPositive;
};

class LargestError final : public Objective {
public:
  LargestError(EvaluateBlock evaluateBlock, std::vector<double> coefficients,
               Magnitudes magnitudes)
      : evaluateBlock(evaluateBlock), coefficients(std::move(coefficients)),
        magnitudes(magnitudes) {}

  std::vector<double> getCoefficients() const override { return coefficients; }

  double evaluate(ArrayRef<double> candidate, double enough) override {
    largest = 0;
    measureHardInputs(candidate);
    if (largest >= enough)
      return largest;
    sweep(candidate, /*signBit=*/0x80000000, magnitudes.lastNegative, enough);
    sweep(candidate, /*signBit=*/0, magnitudes.lastPositive, enough);
    hardInputs.push_back(worst);
    return largest;
  }

  std::string describe() const override {
    char digits[32];
    llvm::APFloat(worst).convertToHexString(digits, /*hexDigits=*/0,
                                            /*upperCase=*/false,
                                            llvm::APFloat::rmNearestTiesToEven);
    return llvm::formatv("largest error {0:F6} ulp, at {1}", largest, digits);
  }

private:
  /// Measures the inputs that were the worst ones for other coefficients.
  void measureHardInputs(ArrayRef<double> candidate) {
    for (size_t i = 0; i < hardInputs.size(); i += kBlock) {
      for (size_t j = 0; j < kBlock; ++j)
        x[j] = hardInputs[std::min(i + j, hardInputs.size() - 1)];
      measureBlock(candidate);
    }
  }

  /// Measures all inputs of one sign, until an error is at least `enough`.
  void sweep(ArrayRef<double> candidate, uint32_t signBit, float last,
             double enough) {
    uint32_t end = llvm::bit_cast<uint32_t>(last);
    for (uint32_t bits = llvm::bit_cast<uint32_t>(magnitudes.first);
         bits <= end && largest < enough; bits += kBlock) {
      for (uint32_t j = 0; j < kBlock; ++j)
        x[j] = llvm::bit_cast<float>(std::min(bits + j, end) | signBit);
      measureBlock(candidate);
    }
  }

  void measureBlock(ArrayRef<double> candidate) {
    evaluateBlock(candidate, x, y);
    for (size_t i = 0; i < kBlock; ++i)
      errors[i] = getError(y[i], getExact(x[i]));
    float blockLargest = 0;
    for (float error : errors)
      blockLargest = std::max(blockLargest, error);
    if (blockLargest <= largest)
      return;
    largest = blockLargest;
    worst = x[llvm::find(errors, blockLargest) - errors.begin()];
  }

  EvaluateBlock evaluateBlock;
  std::vector<double> coefficients;
  Magnitudes magnitudes;
  std::vector<float> hardInputs;
  Block x, y, errors;
  float largest = 0, worst = 0;
};

} // namespace

/// Calls `kernel` with an expression of each input.
template <typename Kernel>
static void evaluateEach(const Block &x, Block &y, Kernel kernel) {
  FloatBuilder builder;
  for (size_t i = 0; i < kBlock; ++i)
    y[i] = kernel(FloatExpr<FloatBuilder>{&builder, x[i]}).value;
}

static void evaluateFast(ArrayRef<double> coefficients, const Block &x,
                         Block &y) {
  double exp[6], log1p[9];
  split(coefficients, exp, log1p);
  evaluateEach(x, y, [&](const FloatExpr<FloatBuilder> &x) {
    return float32::softplusFast(x, kParameters, exp, log1p);
  });
}

static void evaluateFaithfulOuter(ArrayRef<double> coefficients, const Block &x,
                                  Block &y) {
  double exp[5], log1p[7];
  split(coefficients, exp, log1p);
  evaluateEach(x, y, [&](const FloatExpr<FloatBuilder> &x) {
    return float32::softplusFaithful(x, kParameters, exp, log1p);
  });
}

static void evaluateFaithfulInner(ArrayRef<double> coefficients, const Block &x,
                                  Block &y) {
  double logCosh[4];
  split(coefficients, logCosh);
  evaluateEach(x, y, [&](const FloatExpr<FloatBuilder> &x) {
    return float32::softplusFaithful(x, kParameters, kExpF32, kLog1pF32,
                                     logCosh);
  });
}

namespace {

//===----------------------------------------------------------------------===//
// The misrounded results of the kernel for bf16
//===----------------------------------------------------------------------===//

class MisroundedBF16 final : public Objective {
public:
  MisroundedBF16() {
    for (uint32_t bits = 0; bits < kInputs; ++bits) {
      double exact = getExact(llvm::bit_cast<float>(bits << 16));
      llvm::APFloat rounded(exact);
      bool losesInfo;
      rounded.convert(llvm::APFloat::BFloat(),
                      llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      expected[bits] = rounded.bitcastToAPInt().getZExtValue();
    }
  }

  std::vector<double> getCoefficients() const override {
    return join(kExpBF16, kLog1pBF16);
  }

  double evaluate(ArrayRef<double> candidate, double /*enough*/) override {
    double exp[5], log1p[6];
    split(candidate, exp, log1p);
    FloatBuilder builder;
    misrounded = 0;
    for (uint32_t bits = 0; bits < kInputs; ++bits) {
      FloatExpr<FloatBuilder> x{&builder, llvm::bit_cast<float>(bits)};
      float result =
          bfloat16::softplus(x, kParameters, /*noNaNs=*/true, exp, log1p).value;
      bool isNaN = (bits & 0x7fff) > 0x7f80;
      misrounded +=
          !isNaN && llvm::bit_cast<uint32_t>(result) != expected[bits];
    }
    return misrounded;
  }

  std::string describe() const override {
    return llvm::formatv("{0} of {1} results misrounded", misrounded, kInputs);
  }

private:
  static constexpr uint32_t kInputs = 65536;
  uint32_t expected[kInputs];
  unsigned misrounded = 0;
};

} // namespace

//===----------------------------------------------------------------------===//
// All objectives
//===----------------------------------------------------------------------===//

/// Below this magnitude the results are constant: e^r rounds to its constant
/// term, and where x^2 / 8 is added to x / 2, x / 8 is less than half an ulp of
/// 1/2.
static constexpr float kTiny = 0x1p-26f;
/// Above this one they are 0 for a negative x, and above `kSaturated` x for a
/// positive one.
static constexpr float kUnderflow = 104.0f;
static constexpr float kSaturated = 20.0f;
/// Where the faithful kernel goes from the even polynomial to the exponential.
static constexpr float kLastInner = 0x1.7ffffep-1f, kFirstOuter = 0.75f;

llvm::ArrayRef<llvm::StringRef> mlir::softplus::numerics::getObjectiveNames() {
  static constexpr llvm::StringRef kNames[] = {"fast-f32", "faithful-f32-outer",
                                               "faithful-f32-inner", "bf16"};
  return kNames;
}

std::unique_ptr<Objective>
mlir::softplus::numerics::createObjective(llvm::StringRef name) {
  if (name == "fast-f32")
    return std::make_unique<LargestError>(
        evaluateFast, join(kExpFastF32, kLog1pFastF32),
        Magnitudes{kTiny, kUnderflow, kSaturated});
  if (name == "faithful-f32-outer")
    return std::make_unique<LargestError>(
        evaluateFaithfulOuter, join(kExpF32, kLog1pF32),
        Magnitudes{kFirstOuter, kUnderflow, kSaturated});
  if (name == "faithful-f32-inner")
    return std::make_unique<LargestError>(
        evaluateFaithfulInner, join(kLogCoshF32),
        Magnitudes{kTiny, kLastInner, kLastInner});
  if (name == "bf16")
    return std::make_unique<MisroundedBF16>();
  return nullptr;
}
