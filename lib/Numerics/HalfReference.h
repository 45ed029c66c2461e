//===- HalfReference.h - Correctly rounded results of halves ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_NUMERICS_HALFREFERENCE_H
#define SOFTPLUS_LIB_NUMERICS_HALFREFERENCE_H

#include "Softplus/Numerics/Float32Parameters.h"
#include "Softplus/Numerics/Function.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/bit.h"
#include <cstdint>
#include <vector>

namespace mlir::softplus::numerics {

/// Rounds a positive f32 to f16; returns the encoding in f32.
inline uint32_t roundPositiveToF16(float x) {
  constexpr float kMinNormal = 0x1p-14f, kOverflow = 65520.0f;
  // The unit of the last place is 2^-24, as that of subnormal f16.
  constexpr float kSubnormal = 0.5f;
  auto bits = llvm::bit_cast<uint32_t>(x);
  uint32_t normal = (bits + 0xfff + ((bits >> 13) & 1)) & ~uint32_t(0x1fff);
  auto subnormal = llvm::bit_cast<uint32_t>((x + kSubnormal) - kSubnormal);
  constexpr uint32_t kInfinity = 0x7f800000;
  uint32_t finite = x < kMinNormal ? subnormal : normal;
  return x >= kOverflow ? kInfinity : finite;
}

/// Softplus, without a threshold, or sigmoid of all finite numbers of f16 or
/// bf16, correctly rounded.
struct HalfReference {
  HalfReference(Function function, const Float32Parameters &p, bool isBF16);

  /// In increasing order.
  llvm::ArrayRef<float> inputs;
  /// Their results, as encodings in f32.
  std::vector<uint32_t> results;

  /// Inputs with a result close to the middle of two halves, and their results:
  /// what kernels misround is mostly among them.
  std::vector<float> hardInputs;
  std::vector<uint32_t> hardResults;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_LIB_NUMERICS_HALFREFERENCE_H
