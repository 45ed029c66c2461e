//===- KernelTable.h - What the kernels are -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The one place that says which kernel computes a function, how accurate it is
// and how that is known. Selection, unrolling, the checker, the tests and the
// tables of the documentation read it.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_KERNELTABLE_H
#define SOFTPLUS_NUMERICS_KERNELTABLE_H

#include "Softplus/Numerics/Accuracy.h"
#include "Softplus/Numerics/Float32BetaParameters.h"
#include "Softplus/Numerics/Function.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/Support/ErrorHandling.h"
#include <cstdint>

namespace mlir::softplus::numerics {

/// The function templates that compute kernels, by their names.
enum class Algorithm {
  // Float32Kernels.h
  SoftplusFastF32,
  SoftplusFaithfulF32,
  // Float32BetaKernels.h
  SoftplusFastAnyBetaF32,
  SoftplusFaithfulAnyBetaF32,
  // Float32SigmoidKernels.h
  SoftplusGradFastF32,
  SoftplusGradFaithfulF32,
  SigmoidFastF32,
  SigmoidFaithfulF32,
  // HalfKernels.h
  SoftplusHalf,
  SoftplusGradHalf,
  SigmoidHalf,
  // BFloat16Kernel.h
  SoftplusBF16,
  // ExtendedKernels.h; the gradients by the exponential that softplus has too,
  // and by one of their own.
  SoftplusExtended,
  SoftplusGradByExp,
  SoftplusGradByCoth,
  // Float64BetaKernels.h
  SoftplusFaithfulF64,
  // Float64Kernels.h, Float64CorrectKernel.h
  SoftplusF64,
  SoftplusCorrectF64,
  SoftplusGradF64,
  // SigmoidKernels.h
  SigmoidByExp,
  SigmoidByCoth,
  SigmoidCorrectF32,
  SigmoidF64,
  SigmoidCorrectF64,
};

/// Returns the name of `algorithm`, as the header that defines it spells it.
inline const char *getAlgorithmName(Algorithm algorithm) {
  switch (algorithm) {
  case Algorithm::SoftplusFastF32:
    return "float32::softplusFast";
  case Algorithm::SoftplusFaithfulF32:
    return "float32::softplusFaithful";
  case Algorithm::SoftplusFastAnyBetaF32:
    return "float32::softplusFastAnyBeta";
  case Algorithm::SoftplusFaithfulAnyBetaF32:
    return "float32::softplusFaithfulAnyBeta";
  case Algorithm::SoftplusGradFastF32:
    return "float32::softplusGradFast";
  case Algorithm::SoftplusGradFaithfulF32:
    return "float32::softplusGradFaithful";
  case Algorithm::SigmoidFastF32:
    return "float32::sigmoidFast";
  case Algorithm::SigmoidFaithfulF32:
    return "float32::sigmoidFaithful";
  case Algorithm::SoftplusHalf:
    return "half::softplus";
  case Algorithm::SoftplusGradHalf:
    return "half::softplusGrad";
  case Algorithm::SigmoidHalf:
    return "half::sigmoid";
  case Algorithm::SoftplusBF16:
    return "bfloat16::softplus";
  case Algorithm::SoftplusExtended:
    return "extended::softplus";
  case Algorithm::SoftplusGradByExp:
    return "extended::softplusGrad, by sigmoidByExp";
  case Algorithm::SoftplusGradByCoth:
    return "extended::softplusGrad, by sigmoidByCoth";
  case Algorithm::SoftplusFaithfulF64:
    return "float64::softplusFaithful";
  case Algorithm::SoftplusF64:
    return "float64::softplus";
  case Algorithm::SoftplusCorrectF64:
    return "float64::softplusCorrect";
  case Algorithm::SoftplusGradF64:
    return "float64::softplusGrad";
  case Algorithm::SigmoidByExp:
    return "extended::sigmoid, by sigmoidByExp";
  case Algorithm::SigmoidByCoth:
    return "extended::sigmoid, by sigmoidByCoth";
  case Algorithm::SigmoidCorrectF32:
    return "float64::sigmoidCorrectF32";
  case Algorithm::SigmoidF64:
    return "float64::sigmoid";
  case Algorithm::SigmoidCorrectF64:
    return "float64::sigmoidCorrect";
  }
  llvm_unreachable("unknown algorithm");
}

/// Values of beta, by their magnitude in the compute type. Others are all but
/// one: those that the kernels of Float32BetaKernels.h serve, and the rest.
enum class BetaClass { One, Others, Moderate, Extreme };

inline bool contains(BetaClass betas, double beta) {
  double magnitude = beta < 0.0 ? -beta : beta;
  bool isOne = magnitude == 1.0;
  bool isModerate = !isOne && magnitude >= Float32BetaParameters::kMin &&
                    magnitude <= Float32BetaParameters::kMax;
  switch (betas) {
  case BetaClass::One:
    return isOne;
  case BetaClass::Others:
    return !isOne;
  case BetaClass::Moderate:
    return isModerate;
  case BetaClass::Extreme:
    return !isOne && !isModerate;
  }
  llvm_unreachable("unknown class");
}

/// The input of the largest error that was found.
struct WorstInput {
  double beta;
  double operands[kMaxArity];
  /// The result of the kernel, and the exact result correctly rounded.
  double got, want;
};

/// A kernel: a function in one format, for some accuracies and betas.
struct KernelInfo {
  Function function;
  llvm::APFloatBase::Semantics format;
  /// The kernel serves the accuracies from the first to the second.
  Accuracy firstAccuracy, lastAccuracy;
  BetaClass betas;
  Algorithm algorithm;
  /// How many vectors side by side hide the latency of its operations.
  int vectorsInFlight;
  /// The largest error, in ulp of the exact result; 0.5 says that all results
  /// are correctly rounded. It was measured on `inputs` operands x at each beta
  /// and each threshold of docs/Numerics.md; where the function has no other
  /// operand and these are all values of the format at all of these betas, it
  /// is proved for them.
  double bound;
  uint64_t inputs;
  WorstInput worst;

  bool isCorrectlyRounded() const { return bound == 0.5; }
};

namespace kernel_table {

inline constexpr auto kF16 = llvm::APFloatBase::S_IEEEhalf;
inline constexpr auto kBF16 = llvm::APFloatBase::S_BFloat;
inline constexpr auto kF32 = llvm::APFloatBase::S_IEEEsingle;
inline constexpr auto kF64 = llvm::APFloatBase::S_IEEEdouble;

inline constexpr auto kFast = Accuracy::Fast;
inline constexpr auto kFaithful = Accuracy::Faithful;
inline constexpr auto kCorrect = Accuracy::Correct;

// Numbers of operands: all halves, all of f32, every 15th of f32, and those of
// f64 that docs/Numerics.md describes.
inline constexpr uint64_t kAllHalves = 1 << 16;
inline constexpr uint64_t kAllF32 = uint64_t(1) << 32;
inline constexpr uint64_t kSomeF32 = 286331176;
inline constexpr uint64_t kManyF64 = 100000022;
inline constexpr uint64_t kSomeF64 = 10000022;

/// The largest error of a gradient that one rounding of an f64 result gives:
/// some pairs of operands have an exact result too close to the middle of two
/// numbers for that.
inline constexpr double kGradBound = 0.50001;

// The constants of float32::softplusFast leave registers for two vectors: with
// more, LLVM's scheduler computes one vector after the other.
inline constexpr int kShort = 2, kLong = 4;

// clang-format off
inline constexpr KernelInfo kKernelTable[] = {
    {Function::Softplus, kF16, kFast, kFast, BetaClass::One,
     Algorithm::SoftplusHalf, kLong, 0.51, kAllHalves,
     {1.0, {-0x1.f8cp+2}, 0x1.89cp-12, 0x1.8ap-12}},
    {Function::Softplus, kF16, kFaithful, kCorrect, BetaClass::One,
     Algorithm::SoftplusHalf, kLong, 0.5, kAllHalves,
     {1.0, {-0x1.0cp-14}, 0x1.62cp-1, 0x1.62cp-1}},
    {Function::Softplus, kF16, kFast, kFast, BetaClass::Moderate,
     Algorithm::SoftplusHalf, kLong, 0.51, kAllHalves,
     {10.0, {-0x1.a9cp-4}, 0x1.f04p-6, 0x1.fp-6}},
    {Function::Softplus, kF16, kFaithful, kCorrect, BetaClass::Moderate,
     Algorithm::SoftplusHalf, kLong, 0.5, kAllHalves,
     {0.1, {0x1.624p-12}, 0x1.bb8p+2, 0x1.bb8p+2}},
    {Function::Softplus, kF16, kFast, kCorrect, BetaClass::Extreme,
     Algorithm::SoftplusExtended, kLong, 0.5, kAllHalves,
     {1.2e6, {0x1.7p-19}, 0x1.78p-19, 0x1.78p-19}},
    {Function::Softplus, kBF16, kFast, kFast, BetaClass::One,
     Algorithm::SoftplusHalf, kLong, 0.52, kAllHalves,
     {1.0, {0x1.5ap-12}, 0x1.64p-1, 0x1.62p-1}},
    {Function::Softplus, kBF16, kFaithful, kCorrect, BetaClass::One,
     Algorithm::SoftplusBF16, kLong, 0.5, kAllHalves,
     {1.0, {-0x1.f4p-7}, 0x1.6p-1, 0x1.6p-1}},
    {Function::Softplus, kBF16, kFast, kFast, BetaClass::Moderate,
     Algorithm::SoftplusHalf, kLong, 0.52, kAllHalves,
     {0.7, {-0x1.72p-14}, 0x1.fcp-1, 0x1.fap-1}},
    {Function::Softplus, kBF16, kFaithful, kCorrect, BetaClass::Moderate,
     Algorithm::SoftplusHalf, kLong, 0.5, kAllHalves,
     {0.5, {-0x1.f4p-6}, 0x1.6p+0, 0x1.6p+0}},
    {Function::Softplus, kBF16, kFast, kCorrect, BetaClass::Extreme,
     Algorithm::SoftplusExtended, kLong, 0.5, kAllHalves,
     {1e-7, {-0x1.04p+11}, 0x1.a6p+22, 0x1.a6p+22}},
    {Function::Softplus, kF32, kFast, kFast, BetaClass::One,
     Algorithm::SoftplusFastF32, kShort, 3.478, kAllF32,
     {1.0, {-0x1.e15ba6p+1}, 0x1.78e162p-6, 0x1.78e15cp-6}},
    {Function::Softplus, kF32, kFaithful, kFaithful, BetaClass::One,
     Algorithm::SoftplusFaithfulF32, kLong, 0.996, kAllF32,
     {1.0, {-0x1.7cd4ecp-1}, 0x1.8e317p-2, 0x1.8e316ep-2}},
    {Function::Softplus, kF32, kFast, kFast, BetaClass::Moderate,
     Algorithm::SoftplusFastAnyBetaF32, kShort, 3.55, kSomeF32,
     {-1521, {0x1.474b7ep-9}, -0x1.e9075ap-17, -0x1.e90754p-17}},
    {Function::Softplus, kF32, kFaithful, kFaithful, BetaClass::Moderate,
     Algorithm::SoftplusFaithfulAnyBetaF32, kLong, 0.96, kSomeF32,
     {362.6, {0x1.726a4ap-16}, 0x1.f803ccp-10, 0x1.f803cep-10}},
    {Function::Softplus, kF32, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SoftplusExtended, kLong, 0.62, kSomeF32,
     {4.99e-9, {-0x1.31ee1ap+24}, 0x1.ec9a9ap+26, 0x1.ec9a9cp+26}},
    {Function::Softplus, kF32, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SoftplusExtended, kLong, 0.5, kAllF32,
     {1.0, {0x1.d483ap-12}, 0x1.63017ap-1, 0x1.63017ap-1}},
    {Function::Softplus, kF32, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SoftplusExtended, kLong, 0.5, kSomeF32,
     {0.1, {0x1.543652p-2}, 0x1.c6558ap+2, 0x1.c6558ap+2}},
    {Function::Softplus, kF64, kFast, kFaithful, BetaClass::One,
     Algorithm::SoftplusFaithfulF64, kLong, 0.83, kManyF64,
     {1.0, {-0x1.42eda11315e38p+0}, 0x1.fec1c754dc69cp-3,
      0x1.fec1c754dc69dp-3}},
    {Function::Softplus, kF64, kFast, kFaithful, BetaClass::Moderate,
     Algorithm::SoftplusFaithfulF64, kLong, 0.91, kSomeF64,
     {0.1, {-0x1.0076e6a42d3d5p+7}, 0x1.c48c3801f56eep-16,
      0x1.c48c3801f56efp-16}},
    {Function::Softplus, kF64, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SoftplusF64, kLong, 0.77, kSomeF64,
     {5e7, {-0x1.cf8bc3c19731ap-17}, 0x0.ef123e28a853cp-1022,
      0x0.ef123e28a853bp-1022}},
    {Function::Softplus, kF64, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SoftplusCorrectF64, kLong, 0.505, kManyF64,
     {1.0, {-0x1.f9a69f4caa96p+8}, 0x1.6a09e67024a01p-730,
      0x1.6a09e67024ap-730}},
    {Function::Softplus, kF64, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SoftplusCorrectF64, kLong, 0.505, kSomeF64,
     {0.1, {-0x1.7c5d7ab9e6c22p+10}, 0x1.c46ec96e6bebep-217,
      0x1.c46ec96e6bebfp-217}},

    {Function::SoftplusGrad, kF16, kFast, kFaithful, BetaClass::One,
     Algorithm::SoftplusGradHalf, kLong, 0.501, kAllHalves,
     {-1.0, {0x1.238p-7, -0x1.c1cp-11}, 0x1.238p-8, 0x1.23cp-8}},
    {Function::SoftplusGrad, kF16, kFast, kFaithful, BetaClass::Moderate,
     Algorithm::SoftplusGradHalf, kLong, 0.501, kAllHalves,
     {10.0, {-0x1.ac4p+0, 0x1.4e4p-1}, -0x1.ab8p+0, -0x1.abcp+0}},
    {Function::SoftplusGrad, kF16, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllHalves,
     {1e-7, {-0x1.95p-16, 0x1.cp-22}, -0x1.96p-17, -0x1.96p-17}},
    {Function::SoftplusGrad, kF16, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllHalves,
     {1.0, {0x1.9d4p+0, -0x1.51p-7}, 0x1.9bp-1, 0x1.9bp-1}},
    {Function::SoftplusGrad, kF16, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllHalves,
     {0.1, {-0x1.95p-16, 0x1.cp-22}, -0x1.96p-17, -0x1.96p-17}},
    {Function::SoftplusGrad, kBF16, kFast, kFaithful, BetaClass::One,
     Algorithm::SoftplusGradHalf, kLong, 0.501, kAllHalves,
     {1.0, {-0x1.9ap-126, 0x1.8ep-25}, -0x1.98p-127, -0x1.9cp-127}},
    {Function::SoftplusGrad, kBF16, kFast, kFaithful, BetaClass::Moderate,
     Algorithm::SoftplusGradHalf, kLong, 0.501, kAllHalves,
     {0.7, {-0x1.bep+0, -0x1.f4p+5}, -0x1.9cp-63, -0x1.9ap-63}},
    {Function::SoftplusGrad, kBF16, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllHalves,
     {1e-7, {-0x1.58p-128, 0x1.6ep-125}, -0x1.6p-129, -0x1.6p-129}},
    {Function::SoftplusGrad, kBF16, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SoftplusGradByCoth, kLong, kGradBound, kAllHalves,
     {1.0, {0x1.7ap-126, 0x1.9ep-56}, 0x1.78p-127, 0x1.7cp-127}},
    {Function::SoftplusGrad, kBF16, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllHalves,
     {0.1, {-0x1.58p-128, 0x1.6ep-125}, -0x1.6p-129, -0x1.6p-129}},
    {Function::SoftplusGrad, kF32, kFast, kFast, BetaClass::One,
     Algorithm::SoftplusGradFastF32, kLong, 2.95, kAllF32,
     {1.0, {0x1.fd5c44p+17, -0x1.0a6136p+4}, 0x1.f6ae36p-7, 0x1.f6ae3cp-7}},
    {Function::SoftplusGrad, kF32, kFast, kFast, BetaClass::Moderate,
     Algorithm::SoftplusGradFastF32, kLong, 2.83, kSomeF32,
     {0.7, {0x1.596c5ep+0, -0x1.8431f2p+4}, 0x1.e7cdf2p-25, 0x1.e7cdf8p-25}},
    {Function::SoftplusGrad, kF32, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SoftplusGradByExp, kLong, 0.55, kSomeF32,
     {3e-8, {0x1.567288p+0, -0x1.4cfc36p+30}, 0x1.f621c8p-61, 0x1.f621cap-61}},
    {Function::SoftplusGrad, kF32, kFaithful, kFaithful, BetaClass::One,
     Algorithm::SoftplusGradFaithfulF32, kLong, 0.88, kAllF32,
     {1.0, {0x1.51f768p-118, -0x1.78de3ep+2}, 0x1.de284p-127,
      0x1.de283cp-127}},
    {Function::SoftplusGrad, kF32, kFaithful, kFaithful, BetaClass::Moderate,
     Algorithm::SoftplusGradFaithfulF32, kLong, 0.92, kSomeF32,
     {0.7, {0x1.5c2834p+0, -0x1.eb2facp+3}, 0x1.ebe80ep-16, 0x1.ebe81p-16}},
    {Function::SoftplusGrad, kF32, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kAllF32,
     {1.0, {-0x1.aa34cep-126, -0x1.b45c2ep-52}, -0x1.aa34dp-127,
      -0x1.aa34ccp-127}},
    {Function::SoftplusGrad, kF32, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SoftplusGradByExp, kLong, kGradBound, kSomeF32,
     {0.1, {0x1.9a3486p-126, -0x1.f64376p-49}, 0x1.9a3488p-127,
      0x1.9a3484p-127}},
    {Function::SoftplusGrad, kF64, kFast, kCorrect, BetaClass::One,
     Algorithm::SoftplusGradF64, kLong, 1.0, kManyF64,
     {1.0, {-0x0.df33b66669e1ep-1022, 0x1.c142dc97aa063p+2},
      -0x0.df00ab9119a71p-1022, -0x0.df00ab9119a72p-1022}},
    {Function::SoftplusGrad, kF64, kFast, kCorrect, BetaClass::Others,
     Algorithm::SoftplusGradF64, kLong, 1.0, kSomeF64,
     {0.1, {0x1.e13d3896a9788p-933, -0x1.45f2ade3ccfc2p+9},
      0x0.0e8a1dc3717a9p-1022, 0x0.0e8a1dc3717aap-1022}},

    {Function::Sigmoid, kF16, kFast, kFast, BetaClass::One,
     Algorithm::SigmoidHalf, kLong, 0.501, kAllHalves,
     {1.0, {-0x1.7p-7}, 0x1.fdp-2, 0x1.fd4p-2}},
    {Function::Sigmoid, kF16, kFaithful, kCorrect, BetaClass::One,
     Algorithm::SigmoidHalf, kLong, 0.5, kAllHalves,
     {1.0, {-0x1p-11}, 0x1p-1, 0x1p-1}},
    {Function::Sigmoid, kF16, kFast, kFast, BetaClass::Moderate,
     Algorithm::SigmoidHalf, kLong, 0.501, kAllHalves,
     {0.1, {-0x1.ccp-4}, 0x1.fdp-2, 0x1.fd4p-2}},
    {Function::Sigmoid, kF16, kFaithful, kCorrect, BetaClass::Moderate,
     Algorithm::SigmoidHalf, kLong, 0.5, kAllHalves,
     {0.1, {-0x1.4p-8}, 0x1p-1, 0x1p-1}},
    // sigmoidByExp misrounds where x is so small that the result is close to
    // the middle of 1/2 and its neighbour.
    {Function::Sigmoid, kF16, kFast, kCorrect, BetaClass::Extreme,
     Algorithm::SigmoidByCoth, kLong, 0.5, kAllHalves,
     {1e-7, {-0x1.c9cp+13}, 0x1.ffcp-2, 0x1.ffcp-2}},
    {Function::Sigmoid, kBF16, kFast, kFast, BetaClass::One,
     Algorithm::SigmoidHalf, kLong, 0.501, kAllHalves,
     {1.0, {0x1.d2p-3}, 0x1.1ep-1, 0x1.1cp-1}},
    {Function::Sigmoid, kBF16, kFaithful, kCorrect, BetaClass::One,
     Algorithm::SigmoidHalf, kLong, 0.5, kAllHalves,
     {1.0, {-0x1p-8}, 0x1p-1, 0x1p-1}},
    {Function::Sigmoid, kBF16, kFast, kFast, BetaClass::Moderate,
     Algorithm::SigmoidHalf, kLong, 0.501, kAllHalves,
     {0.5, {0x1.d2p-2}, 0x1.1ep-1, 0x1.1cp-1}},
    {Function::Sigmoid, kBF16, kFaithful, kCorrect, BetaClass::Moderate,
     Algorithm::SigmoidHalf, kLong, 0.5, kAllHalves,
     {0.1, {-0x1.4p-5}, 0x1p-1, 0x1p-1}},
    {Function::Sigmoid, kBF16, kFast, kCorrect, BetaClass::Extreme,
     Algorithm::SigmoidByExp, kLong, 0.5, kAllHalves,
     {5e-9, {-0x1.acp+33}, 0x1.54p-104, 0x1.54p-104}},
    {Function::Sigmoid, kF32, kFast, kFast, BetaClass::One,
     Algorithm::SigmoidFastF32, kLong, 2.64, kAllF32,
     {1.0, {-0x1.0a2c0ap+4}, 0x1.ffe338p-25, 0x1.ffe33ep-25}},
    {Function::Sigmoid, kF32, kFast, kFast, BetaClass::Moderate,
     Algorithm::SigmoidFastF32, kLong, 2.71, kSomeF32,
     {0.7, {-0x1.7c5ac2p+4}, 0x1.fd7526p-25, 0x1.fd752cp-25}},
    {Function::Sigmoid, kF32, kFast, kFaithful, BetaClass::Extreme,
     Algorithm::SigmoidByExp, kLong, 0.54, kSomeF32,
     {1e-7, {-0x1.667042p+27}, 0x1.d9ce46p-28, 0x1.d9ce48p-28}},
    {Function::Sigmoid, kF32, kFaithful, kFaithful, BetaClass::One,
     Algorithm::SigmoidFaithfulF32, kLong, 0.85, kAllF32,
     {1.0, {-0x1.5ebb1cp+6}, 0x1.6a2e78p-127, 0x1.6a2e74p-127}},
    {Function::Sigmoid, kF32, kFaithful, kFaithful, BetaClass::Moderate,
     Algorithm::SigmoidFaithfulF32, kLong, 0.87, kSomeF32,
     {0.7, {-0x1.f51dcp+6}, 0x1.65a48p-127, 0x1.65a47cp-127}},
    {Function::Sigmoid, kF32, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SigmoidCorrectF32, kLong, 0.5, kAllF32,
     {1.0, {-0x1p-24}, 0x1p-1, 0x1p-1}},
    {Function::Sigmoid, kF32, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SigmoidCorrectF32, kLong, 0.5, kSomeF32,
     {0.1, {-0x1.8649fp-5}, 0x1.fec7c6p-2, 0x1.fec7c6p-2}},
    {Function::Sigmoid, kF64, kFast, kFaithful, BetaClass::One,
     Algorithm::SigmoidF64, kLong, 0.77, kManyF64,
     {1.0, {-0x1.625d38193a8p+9}, 0x0.b7b405cba60ccp-1022,
      0x0.b7b405cba60cdp-1022}},
    {Function::Sigmoid, kF64, kFast, kFaithful, BetaClass::Others,
     Algorithm::SigmoidF64, kLong, 0.77, kSomeF64,
     {1e-3, {-0x1.5a13b4f4db9p+19}, 0x0.b0f68bfd4097p-1022,
      0x0.b0f68bfd4096fp-1022}},
    {Function::Sigmoid, kF64, kCorrect, kCorrect, BetaClass::One,
     Algorithm::SigmoidCorrectF64, kLong, 0.505, kManyF64,
     {1.0, {-0x1.f9a69f4caa96p+8}, 0x1.6a09e67024a01p-730,
      0x1.6a09e67024ap-730}},
    {Function::Sigmoid, kF64, kCorrect, kCorrect, BetaClass::Others,
     Algorithm::SigmoidCorrectF64, kLong, 0.505, kSomeF64,
     {-1.7, {0x1.77519da2b08c5p+8}, 0x1.6a09e6fd8dc83p-921,
      0x1.6a09e6fd8dc82p-921}},
};
// clang-format on

} // namespace kernel_table

using kernel_table::kKernelTable;

/// Returns the kernel of `function` for elements of the format `element`, which
/// is f16, bf16, f32 or f64.
const KernelInfo &findKernel(Function function,
                             const llvm::fltSemantics &element, double beta,
                             Accuracy accuracy);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_KERNELTABLE_H
