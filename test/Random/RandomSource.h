//===- RandomSource.h - Pseudo-random numbers -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_RANDOMSOURCE_H
#define SOFTPLUS_TEST_RANDOM_RANDOMSOURCE_H

#include "llvm/ADT/ArrayRef.h"
#include <algorithm>
#include <cstdint>
#include <random>

namespace mlir::softplus::test {

/// Numbers that a seed determines, on every machine: the distributions of the
/// standard library are left to its implementers, so none of them is used.
class RandomSource {
public:
  explicit RandomSource(uint64_t seed) : generator(seed) {}

  uint64_t bits() { return generator(); }

  /// Returns a number in [low, high]; the bias of the remainder is immaterial.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(bits() % (high - low + 1));
  }
  bool chance(int percent) { return between(0, 99) < percent; }

  template <typename T> T pick(llvm::ArrayRef<T> choices) {
    return choices[between(0, choices.size() - 1)];
  }
  template <typename T> T pick(std::initializer_list<T> choices) {
    return pick(llvm::ArrayRef<T>(choices.begin(), choices.size()));
  }

  template <typename Range> void shuffle(Range &range) {
    for (size_t i = range.size(); i > 1; --i)
      std::swap(range[i - 1], range[between(0, i - 1)]);
  }

private:
  std::mt19937_64 generator;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_RANDOMSOURCE_H
